import { expect, it } from 'vitest';
import { allBranches, firstOpen, searchTree, treeRows, VALUE_SHOWN } from './json-tree.ts';

const root = {
  Id: 'abc',
  State: { Running: true, Pid: 0 },
  Mounts: [],
  Args: ['-c', 'sleep 1'],
  Labels: { 'a/b~c': null },
};

const lines = (rows: { depth: number; name: string; value: string }[]) =>
  rows.map((row) => `${'  '.repeat(row.depth)}${row.name}: ${row.value}`);

it('shows the lines of open branches alone', () => {
  expect(lines(treeRows(root, new Set(['', '/State'])))).toEqual([
    ': {5}',
    '  Id: "abc"',
    '  State: {2}',
    '    Running: true',
    '    Pid: 0',
    '  Mounts: []',
    '  Args: [2]',
    '  Labels: {1}',
  ]);
});

it('cannot open what is empty, and tells open from closed', () => {
  const rows = treeRows(root, new Set(['', '/State']));
  expect(rows.map((row) => row.open)).toEqual([
    true,
    undefined,
    true,
    undefined,
    undefined,
    undefined,
    false,
    false,
  ]);
});

it('finds text in keys and values of any case, with the branches above', () => {
  const { rows, matches } = searchTree(root, 'SLEEP');
  expect(lines(rows)).toEqual([': {5}', '  Args: [2]', '    1: "sleep 1"']);
  expect(matches).toBe(1);
  expect(rows.map((row) => row.match)).toEqual([false, false, true]);
  expect(lines(searchTree(root, 'state').rows)).toEqual([': {5}', '  State: {2}']);
  expect(searchTree(root, 'nothing').rows).toEqual([]);
});

it('writes keys with slashes into paths that stay unique', () => {
  const rows = treeRows(root, allBranches(root));
  expect(rows.at(-1)?.path).toBe('/Labels/a~1b~0c');
  expect(new Set(rows.map((row) => row.path)).size).toBe(rows.length);
});

it('cuts a value of a megabyte, and stops a search that finds too much', () => {
  const [, row] = treeRows({ a: 'x'.repeat(1_000_000) }, new Set(['']));
  expect(row?.value.length).toBeLessThan(VALUE_SHOWN + 10);
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`label-${at}`, 'x']));
  expect(searchTree(many, 'label', 100).matches).toBe(100);
});

it('opens the short branches of the top at first', () => {
  const long = Array.from({ length: 100 }, (_, at) => at);
  expect([...firstOpen({ short: { a: 1 }, long, text: 'x' })]).toEqual(['', '/short']);
});
