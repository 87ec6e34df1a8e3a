import { describe, expect, it } from 'vitest';
import { fitColumns } from './columns.ts';
import { arrange, compareItems, type Item, withGhosts } from './items.ts';
import { commandOf } from './keys.ts';
import { pruned, rangeToggled, selectionState } from './selection.ts';
import { sortRows } from './sort.ts';
import { TypeAhead } from './type-ahead.ts';
import type { Column } from './types.ts';
import { renderRange, scrollToShow, visibleRange } from './window.ts';

describe('sorting', () => {
  interface Named {
    name: string;
    size?: number | null;
  }
  const byName = (rows: Named[]) =>
    sortRows(rows, 'name', (row) => row.name, 'ascending').map((row) => row.name);

  it('orders names as people count, whatever their case', () => {
    const rows = ['web-10', 'Web-9', 'api', 'web-1'].map((name) => ({ name }));
    expect(byName(rows)).toEqual(['api', 'web-1', 'Web-9', 'web-10']);
  });

  it('keeps what has no value last in both directions and equals in their order', () => {
    const rows: Named[] = [
      { name: 'a', size: null },
      { name: 'b', size: 2 },
      { name: 'c', size: 2 },
      { name: 'd', size: 5 },
      { name: 'e', size: Number.NaN },
    ];
    const names = (direction: 'ascending' | 'descending') =>
      sortRows(rows, 'size', (row) => row.size, direction).map((row) => row.name);
    expect(names('ascending')).toEqual(['b', 'c', 'd', 'a', 'e']);
    expect(names('descending')).toEqual(['d', 'b', 'c', 'a', 'e']);
  });

  it('follows a row object whose text changes', () => {
    const row = { name: 'z' };
    expect(byName([row, { name: 'm' }])).toEqual(['m', 'z']);
    row.name = 'a';
    expect(byName([row, { name: 'm' }])).toEqual(['a', 'm']);
  });
});

describe('columns', () => {
  const column = (id: string, width: number, more: Partial<Column<never>> = {}) => ({
    id,
    width,
    minWidth: 50,
    ...more,
  });

  it('gives what is left over to the first column, to the pixel', () => {
    const widths = fitColumns([column('name', 100), column('image', 200)], 401);
    expect([...widths]).toEqual([
      ['name', 201],
      ['image', 200],
    ]);
  });

  it('narrows columns before it drops any', () => {
    const widths = fitColumns([column('name', 150), column('image', 150, { priority: 1 })], 200);
    expect([...widths.values()]).toEqual([100, 100]);
  });

  it('drops the highest priority number first, of equals the last, and never 0', () => {
    const columns = [
      column('name', 100),
      column('a', 100, { priority: 2 }),
      column('b', 100, { priority: 1 }),
      column('c', 100, { priority: 2 }),
    ];
    expect([...fitColumns(columns, 160).keys()]).toEqual(['name', 'a', 'b']);
    expect([...fitColumns(columns, 110).keys()]).toEqual(['name', 'b']);
    expect([...fitColumns(columns, 10).keys()]).toEqual(['name']);
  });

  it('holds a column at the width that the user chose', () => {
    const widths = fitColumns([column('name', 100), column('image', 100, { grow: 1 })], 500, { name: 120 });
    expect([...widths.values()]).toEqual([120, 380]);
  });
});

describe('groups', () => {
  const rows = [
    { id: '1', project: 'shop' },
    { id: '2', project: '' },
    { id: '3', project: 'blog' },
    { id: '4', project: 'shop' },
  ];
  const ids = (closed: string[]) =>
    arrange(
      rows,
      (row) => row.id,
      (row) => (row.project ? { id: row.project, label: row.project } : null),
      new Set(closed),
    ).map((item) => item.id);

  it('stand in the order of their names, the rest after them', () => {
    expect(ids([])).toEqual(['group blog', '3', 'group shop', '1', '4', '2']);
  });

  it('hide their rows when closed', () => {
    expect(ids(['shop'])).toEqual(['group blog', '3', 'group shop', '2']);
  });
});

describe('changes of rows', () => {
  const items = (...ids: string[]): Item<string>[] =>
    ids.map((id) => ({ kind: 'row', id, row: id, inGroup: false }));

  it('mark what is new and keep the place of what is gone', () => {
    const changes = compareItems(items('a', 'b', 'c'), items('a', 'c', 'd'));
    expect([...changes.added]).toEqual(['d']);
    const shown = withGhosts(items('a', 'c', 'd'), changes.removed);
    expect(shown.map((item) => `${item.kind} ${item.id}`)).toEqual(['row a', 'ghost b', 'row c', 'row d']);
  });

  it('are no news when the whole list is another', () => {
    const many = Array.from({ length: 30 }, (_, index) => `n${index}`);
    const changes = compareItems(items(...many), items('x'));
    expect(changes.removed).toEqual([]);
  });

  it('do not bring back a row that returned while its ghost faded', () => {
    const { removed } = compareItems(items('a', 'b'), items('a'));
    expect(withGhosts(items('a', 'b'), removed).map((item) => item.kind)).toEqual(['row', 'row']);
  });
});

describe('selection', () => {
  const order = ['a', 'b', 'c', 'd'];

  it('takes everything between the anchor and the target, in either direction', () => {
    expect([...rangeToggled(new Set(), order, 'c', 'a')].sort()).toEqual(['a', 'b', 'c']);
    expect([...rangeToggled(new Set(order), order, 'b', 'd', false)]).toEqual(['a']);
  });

  it('takes the target alone when the anchor is out of sight', () => {
    expect([...rangeToggled(new Set(['a']), order, 'gone', 'c')]).toEqual(['a', 'c']);
  });

  it('knows all, some and none', () => {
    expect(selectionState(new Set(['a']), [])).toBe('none');
    expect(selectionState(new Set(['a']), order)).toBe('some');
    expect(selectionState(new Set(order), order)).toBe('all');
  });

  it('forgets what is gone and stays the same object otherwise', () => {
    const selected = new Set(['a', 'x']);
    expect([...pruned(selected, new Set(order))]).toEqual(['a']);
    expect(pruned(selected, new Set(['a', 'x', 'y']))).toBe(selected);
  });
});

describe('typing ahead', () => {
  const labels = ['api', 'cache', 'web', 'web-2', 'worker'];

  it('goes to the next line that begins with the letters', () => {
    const typing = new TypeAhead();
    expect(typing.type('w', labels, 0, 0)).toBe(2);
    expect(typing.type('o', labels, 2, 100)).toBe(4);
  });

  it('goes through the lines of one letter', () => {
    const typing = new TypeAhead();
    expect(typing.type('W', labels, 0, 0)).toBe(2);
    expect(typing.type('w', labels, 2, 100)).toBe(3);
    expect(typing.type('w', labels, 4, 200)).toBe(2);
  });

  it('begins anew after a pause and finds nothing where nothing fits', () => {
    const typing = new TypeAhead();
    typing.type('w', labels, 0, 0);
    expect(typing.type('a', labels, 2, 5000)).toBe(0);
    expect(typing.type('z', labels, 0, 10_000)).toBe(-1);
  });
});

describe('the window', () => {
  it('holds a few lines more than are in sight', () => {
    expect(visibleRange(3200, 320, 32, 1000)).toEqual({ start: 100, end: 110 });
    expect(renderRange(3200, 320, 32, 1000)).toEqual({ start: 92, end: 120 });
    expect(renderRange(0, 320, 32, 5)).toEqual({ start: 0, end: 5 });
  });

  it('stays valid when the list has become shorter than the place scrolled to', () => {
    expect(renderRange(9000, 320, 32, 10)).toEqual({ start: 0, end: 10 });
  });

  it('scrolls only as far as needed', () => {
    expect(scrollToShow(5, 0, 320, 32)).toBe(0);
    expect(scrollToShow(10, 0, 320, 32)).toBe(32);
    expect(scrollToShow(2, 320, 320, 32)).toBe(64);
  });
});

describe('keys', () => {
  const press = (key: string, more = {}) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...more,
  });

  it('move, extend and open on a line', () => {
    expect(commandOf(press('ArrowDown', { shiftKey: true }), false)).toEqual({
      do: 'move',
      by: 1,
      extend: true,
    });
    expect(commandOf(press('Enter'), false)).toEqual({ do: 'open' });
    expect(commandOf(press('F10', { shiftKey: true }), false)).toEqual({ do: 'menu' });
    expect(commandOf(press('a', { ctrlKey: true }), false)).toEqual({ do: 'selectAll' });
    expect(commandOf(press('w'), false)).toEqual({ do: 'typeAhead', letter: 'w' });
  });

  it('leave a control inside the line its own keys', () => {
    expect(commandOf(press('Enter'), true)).toBe(undefined);
    expect(commandOf(press(' '), true)).toBe(undefined);
    expect(commandOf(press('ArrowDown'), true)).toEqual({ do: 'move', by: 1, extend: false });
  });

  it('leave the shortcuts of the page alone', () => {
    for (const key of ['/', '?', 'F5']) expect(commandOf(press(key), false)).toBe(undefined);
    expect(commandOf(press('k', { ctrlKey: true }), false)).toBe(undefined);
  });
});
