import { expect, test } from 'vitest';
import { applyItem, type HostRows } from './inventory.ts';

interface Row {
  id: string;
  name: string;
  labels: Record<string, string>;
}

const row = (id: string, name = id): Row => ({ id, name, labels: { a: '1' } });
const empty: HostRows<Row> = { rows: new Map(), loaded: false };
const two = applyItem(empty, { kind: 'snapshot', rows: [row('a'), row('b')] });

test('a snapshot is everything', () => {
  expect(two.loaded).toBe(true);
  expect([...two.rows.keys()]).toEqual(['a', 'b']);
  const next = applyItem(two, { kind: 'snapshot', rows: [row('b')] });
  expect([...next.rows.keys()]).toEqual(['b']);
});

test('an empty first snapshot counts as loaded', () => {
  expect(applyItem(empty, { kind: 'snapshot', rows: [] }).loaded).toBe(true);
});

test('a row that says the same keeps its object', () => {
  const next = applyItem(two, { kind: 'snapshot', rows: [row('a'), row('b', 'renamed')] });
  expect(next.rows.get('a')).toBe(two.rows.get('a'));
  expect(next.rows.get('b')?.name).toBe('renamed');
});

test('a snapshot without news changes nothing', () => {
  expect(applyItem(two, { kind: 'snapshot', rows: [row('a'), row('b')] })).toBe(two);
});

test('a patch changes, adds and removes, and leaves the rest alone', () => {
  const next = applyItem(two, { kind: 'patch', changed: [row('b', 'new'), row('c')], removed: ['a'] });
  expect([...next.rows.values()].map((each) => each.name)).toEqual(['new', 'c']);
  const other = applyItem(two, { kind: 'patch', changed: [row('b', 'new')], removed: [] });
  expect(other.rows.get('a')).toBe(two.rows.get('a'));
  expect(applyItem(two, { kind: 'patch', changed: [], removed: [] })).toBe(two);
});

test('a container that was removed and made again in one patch is there', () => {
  const next = applyItem(two, { kind: 'patch', changed: [row('a', 'again')], removed: ['a'] });
  expect(next.rows.get('a')?.name).toBe('again');
});
