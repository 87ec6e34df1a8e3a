import { describe, expect, it } from 'vitest';
import { LogSearch } from './log-search.ts';
import { LogStore } from './log-store.ts';
import type { Pattern } from './matcher.ts';
import { ERR, type LogStream, OUT } from './record-reader.ts';
import { bytesOf, random } from './test-wire.ts';

function storeOf(lines: readonly string[], stream: (i: number) => LogStream = () => OUT): LogStore {
  const store = new LogStore();
  lines.forEach((line, i) => {
    const bytes = bytesOf(line);
    store.add(stream(i), 1_000 + i, 0, bytes, 0, bytes.length);
  });
  return store;
}

function searched(store: LogStore, pattern: Partial<Pattern> & { text: string }, from = 0): LogSearch {
  const search = new LogSearch(store, { regex: false, caseSensitive: false, ...pattern }, 'all');
  while (!search.run(from));
  return search;
}

/** Every match as line and rank within the line. */
function all(search: LogSearch): [line: number, nth: number][] {
  return Array.from({ length: search.total }, (_, rank) => {
    const hit = search.hit(rank);
    return [hit?.line ?? -1, hit?.nth ?? -1];
  });
}

function naive(lines: readonly string[], pattern: Pattern): [number, number][] {
  return lines.flatMap((line, i) => {
    const text = line.replace(/\n$/, '');
    const source = pattern.regex ? pattern.text : pattern.text.replace(/[^\w\s]/gu, '\\$&');
    const regex = new RegExp(source, pattern.caseSensitive ? 'g' : 'gi');
    return [...text.matchAll(regex)]
      .filter((match) => match[0] !== '')
      .map((_, nth): [number, number] => [i, nth]);
  });
}

describe('LogSearch', () => {
  it('finds what a naive search finds', () => {
    const pick = random(5);
    const words = [
      'err',
      'Error',
      'ERR',
      'é',
      'É',
      '한글',
      'a',
      'aa',
      '.',
      '*',
      ' ',
      'ß',
      'Я',
      'я',
      '(',
      '\t',
    ];
    const lines = Array.from({ length: 3_000 }, () => {
      let line = '';
      for (let n = pick(12); n > 0; n -= 1) line += words[pick(words.length)];
      return `${line}\n`;
    });
    const store = storeOf(lines);
    for (const text of ['err', 'ERR', 'aa', 'aaa', 'a', '.', '한', 'é', 'я', 'aé', '(', 'rEr', 'r e'])
      for (const caseSensitive of [false, true]) {
        const pattern = { text, caseSensitive, regex: false };
        expect(all(searched(store, pattern)), `${text} ${caseSensitive}`).toEqual(naive(lines, pattern));
      }
    for (const text of ['e.r', '^a', 'a$', '[^a]+', 'x*', '한.?', 'é+', '\\s', '(?<=é)a'])
      for (const caseSensitive of [false, true]) {
        const pattern = { text, caseSensitive, regex: true };
        expect(all(searched(store, pattern)), `/${text}/ ${caseSensitive}`).toEqual(naive(lines, pattern));
      }
  });

  it('never matches across two lines, even where no newline stands between', () => {
    const store = storeOf(['foo', 'bar\n', 'foobar\n']);
    expect(all(searched(store, { text: 'foobar' }))).toEqual([[2, 0]]);
    expect(all(searched(store, { text: 'oba|^bar', regex: true }))).toEqual([
      [1, 0],
      [2, 0],
    ]);
  });

  it('does not find what control sequences hold', () => {
    const store = storeOf(['\u001b[31mred 31m\u001b[0m\n', '\u001b]0;title\u0007text\n']);
    expect(all(searched(store, { text: '31m' }))).toEqual([[0, 0]]);
    expect(all(searched(store, { text: 'title' }))).toEqual([]);
    expect(all(searched(store, { text: 'red' }))).toEqual([[0, 0]]);
  });

  it('takes a line that ends with CR LF as ended before both', () => {
    expect(all(searched(storeOf(['done\r\n']), { text: 'done$', regex: true }))).toEqual([[0, 0]]);
  });

  it('searches new lines as they come, and the line that is still open', () => {
    const store = storeOf(['needle\n', 'hay\n']);
    const search = searched(store, { text: 'needle' });
    const more = bytesOf('one needle, two needles');
    store.open[OUT].append(more, 0, more.length);
    store.version += 1;
    expect(search.run(0)).toBe(true);
    expect(all(search)).toEqual([
      [0, 0],
      [2, 0],
      [2, 1],
    ]);
    store.closeOpen(store.open[OUT]);
    search.run(0);
    expect(search.total).toBe(3);
  });

  it('forgets the matches of lines that were dropped or cleared', () => {
    const store = new LogStore({ bytes: 3 * 1024 * 1024, lines: 1_000_000 });
    const line = bytesOf(`needle ${'x'.repeat(992)}\n`);
    for (let i = 0; i < 2_000; i += 1) store.add(OUT, i, 0, line, 0, line.length);
    const search = searched(store, { text: 'needle' });
    expect(search.total).toBe(2_000);
    for (let i = 0; i < 4_000; i += 1) store.add(OUT, i, 0, line, 0, line.length);
    while (!search.run(0));
    const { first, end } = store.rowRange('all');
    expect(first).toBeGreaterThan(0);
    expect(search.total).toBe(end - first);
    expect(search.hit(0)?.line).toBe(first);
    store.clearView();
    expect(searched(store, { text: 'needle' }).total).toBe(0);
  });

  it('looks only at the stream that is shown', () => {
    const store = storeOf(['needle\n', 'needle\n', 'needle\n'], (i) => (i === 1 ? ERR : OUT));
    const search = new LogSearch(store, { text: 'needle', regex: false, caseSensitive: true }, 'stderr');
    search.run(0);
    expect(all(search)).toEqual([[1, 0]]);
  });

  it('names the match nearest to a line: the next one, else the last', () => {
    const search = searched(storeOf(['x\n', 'needle needle\n', 'x\n', 'needle\n', 'x\n']), {
      text: 'needle',
    });
    expect(search.nearest(0)).toEqual({ line: 1, nth: 0, rank: 0 });
    expect(search.nearest(2)).toEqual({ line: 3, nth: 0, rank: 2 });
    expect(search.nearest(4)).toEqual({ line: 3, nth: 0, rank: 2 });
    expect(searched(storeOf(['x\n']), { text: 'needle' }).nearest(0)).toBeUndefined();
    expect(search.rankOf({ line: 1, nth: 1, rank: 0 })).toBe(1);
  });

  it('stops after its slice of time and begins at the lines in view', () => {
    const store = storeOf(Array.from({ length: 60_000 }, (_, i) => `line ${i} needle\n`));
    const search = new LogSearch(store, { text: 'needle', regex: false, caseSensitive: false }, 'all');
    let clock = 0;
    const tick = () => {
      clock += 5;
      return clock;
    };
    expect(search.run(50_000, tick)).toBe(false);
    expect(search.total).toBeLessThan(60_000);
    expect(search.hit(0)?.line).toBeGreaterThanOrEqual(49_152);
    while (!search.run(50_000, tick));
    expect(search.total).toBe(60_000);
    expect(search.hit(0)?.line).toBe(0);
  });

  it('refuses a faulty regular expression', () => {
    expect(() => searched(new LogStore(), { text: '(', regex: true })).toThrow(SyntaxError);
  });

  it('finds nothing for an empty pattern', () => {
    expect(searched(storeOf(['x\n']), { text: '' }).total).toBe(0);
  });
});
