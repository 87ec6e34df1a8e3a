import { describe, expect, it } from 'vitest';
import { Collection } from './collection.ts';

interface Row {
  id: string;
  n: number;
  list?: number[];
}

function filled(...rows: Row[]) {
  const collection = new Collection<Row>((row) => row.id);
  collection.replace(rows);
  return collection;
}

const row = (id: string, n = 1): Row => ({ id, n });

describe('a watched collection', () => {
  it('tells nothing before the first list, then everything, then what changed', async () => {
    const collection = new Collection<Row>((item) => item.id);
    const abort = new AbortController();
    const news = collection.watch(abort.signal);
    const first = news.next();
    collection.set(row('early'));
    let told = false;
    void first.then(() => {
      told = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(told).toBe(false);
    collection.replace([row('early'), row('b')]);
    expect((await first).value).toEqual({ kind: 'snapshot', rows: [row('early'), row('b')] });
    collection.set(row('b', 2));
    expect((await news.next()).value).toEqual({ kind: 'patch', changed: [row('b', 2)], removed: [] });
    abort.abort();
    expect((await news.next()).done).toBe(true);
  });

  it('is empty, not unknown, after an empty list', async () => {
    const news = filled().watch(new AbortController().signal);
    expect((await news.next()).value).toEqual({ kind: 'snapshot', rows: [] });
  });

  it('merges what happens while a watcher is slow, each watcher for itself', async () => {
    const collection = filled(row('a'), row('b'));
    const { signal } = new AbortController();
    const slow = collection.watch(signal);
    const quick = collection.watch(signal);
    await slow.next();
    await quick.next();
    collection.set(row('a', 2));
    expect((await quick.next()).value).toEqual({ kind: 'patch', changed: [row('a', 2)], removed: [] });
    collection.set(row('a', 3));
    collection.delete('b');
    collection.set(row('c'));
    collection.set(row('d'));
    collection.delete('d');
    expect((await slow.next()).value).toEqual({
      kind: 'patch',
      changed: [row('a', 3), row('c')],
      removed: ['b', 'd'],
    });
    expect((await quick.next()).value).toMatchObject({ changed: [row('a', 3), row('c')] });
  });

  it('tells of a new list only what differs, and of the same list nothing', async () => {
    const collection = filled({ id: 'a', n: 1, list: [1, 2] }, row('b'), row('gone'));
    const news = collection.watch(new AbortController().signal);
    await news.next();
    collection.replace([{ list: [1, 2], n: 1, id: 'a' }, row('b', 2), row('new')]);
    expect((await news.next()).value).toEqual({
      kind: 'patch',
      changed: [row('b', 2), row('new')],
      removed: ['gone'],
    });
    collection.replace([{ id: 'a', n: 1, list: [1, 2] }, row('b', 2), row('new')]);
    collection.set({ id: 'a', n: 1, list: [2, 1] });
    expect((await news.next()).value).toMatchObject({ changed: [{ id: 'a', list: [2, 1] }], removed: [] });
  });

  it('tells a change at once after a pause', async () => {
    const collection = filled(row('a'));
    const news = collection.watch(new AbortController().signal);
    await news.next();
    const next = news.next();
    await new Promise((resolve) => setTimeout(resolve, 40));
    collection.set(row('a', 2));
    // Microtasks alone: no timer stands between a change and its patch.
    const winner = await Promise.race([
      next.then(() => 'news'),
      new Promise((resolve) => setImmediate(() => resolve('later'))),
    ]);
    expect(winner).toBe('news');
  });
});
