import { describe, expect, test } from 'vitest';
import { runAll } from './run-all.ts';
import { fromTablePrefs, toTablePrefs } from './table-prefs.ts';
import { parseTerms } from './terms.ts';

describe('a filter text', () => {
  test('is words, and keys that the list knows', () => {
    expect(parseTerms('  Web state:Exited  alpine:3.20 ', ['state', 'label'])).toEqual([
      { key: undefined, value: 'web' },
      { key: 'state', value: 'exited' },
      { key: undefined, value: 'alpine:3.20' },
    ]);
  });

  test('quotes keep spaces, and one left open is taken to the end', () => {
    expect(parseTerms('label:"a b=c d" "x y', ['label'])).toEqual([
      { key: 'label', value: 'a b=c d' },
      { key: undefined, value: 'x y' },
    ]);
  });

  test('nothing typed is no term', () => {
    expect(parseTerms('   ', [])).toEqual([]);
  });
});

describe('work on many things', () => {
  test('runs a bounded number at once and goes on past failures', async () => {
    let running = 0;
    let most = 0;
    const outcome = await runAll(
      [1, 2, 3, 4, 5, 6, 7],
      async (item) => {
        most = Math.max(most, ++running);
        await Promise.resolve();
        running--;
        if (item % 3 === 0) throw new Error(`no ${item}`);
      },
      2,
    );
    expect(most).toBe(2);
    expect(outcome.done).toEqual([1, 2, 4, 5, 7]);
    expect(outcome.failed.map(({ item, error }) => [item, (error as Error).message])).toEqual([
      [3, 'no 3'],
      [6, 'no 6'],
    ]);
  });
});

test('a table’s choices survive being kept as settings', () => {
  const prefs = {
    sort: { column: 'name', direction: 'descending' as const },
    columns: { cpu: true },
    widths: { name: 200 },
    collapsed: ['shop'],
    density: 'compact' as const,
    grouped: false,
  };
  expect(toTablePrefs(fromTablePrefs(prefs), 'compact')).toEqual(prefs);
  expect(toTablePrefs(fromTablePrefs({}), 'comfortable')).toEqual({ density: 'comfortable' });
});
