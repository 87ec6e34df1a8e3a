import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { batchBytes } from './batch.ts';

const bytes = (length: number, fill = 1) => new Uint8Array(length).fill(fill);

/** A source that is fed by hand and tells what was asked of it. */
function fed() {
  const queue: (Uint8Array | 'end' | Error)[] = [];
  let wake: (() => void) | undefined;
  const seen = { asked: 0, returned: false };
  const source: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]: () => ({
      async next() {
        seen.asked += 1;
        while (queue.length === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        const item = queue.shift();
        if (item instanceof Error) throw item;
        return item instanceof Uint8Array ? { done: false, value: item } : { done: true, value: undefined };
      },
      async return() {
        seen.returned = true;
        return { done: true, value: undefined };
      },
    }),
  };
  const give = (...items: (Uint8Array | 'end' | Error)[]) => {
    queue.push(...items);
    wake?.();
  };
  return { source, give, seen };
}

async function next(iterator: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  const { value, done } = await iterator.next();
  if (done || !value) throw new Error('ended');
  return value;
}

describe('batchBytes', () => {
  it('passes the first bytes on at once and joins those that follow closely', async () => {
    const { source, give } = fed();
    const batches = batchBytes(source, { maxWaitMs: 200, burst: 1 });
    give(bytes(3));
    const began = performance.now();
    expect(await next(batches)).toHaveLength(3);
    expect(performance.now() - began).toBeLessThan(100);
    const joined = next(batches);
    give(bytes(2));
    await pause(5);
    give(bytes(2));
    expect(await joined).toHaveLength(4);
    expect(performance.now() - began).toBeGreaterThan(190);
    await batches.return();
  });

  it('lets a few messages within the time leave at once, as an echo does', async () => {
    const { source, give } = fed();
    const batches = batchBytes(source, { maxWaitMs: 10_000, burst: 3 });
    for (let key = 0; key < 3; key += 1) {
      give(bytes(1));
      expect(await next(batches)).toHaveLength(1);
    }
    await batches.return();
  });

  it('does not wait once a message is full, and never makes a longer one', async () => {
    const { source, give } = fed();
    const batches = batchBytes(source, { maxBytes: 10, maxWaitMs: 10_000, burst: 1 });
    give(bytes(1), bytes(7, 2), bytes(8, 3), bytes(25, 4), 'end');
    const all: Uint8Array[] = [];
    for await (const batch of batches) all.push(batch);
    expect(Math.max(...all.map((batch) => batch.length))).toBe(10);
    const expected = [...bytes(1), ...bytes(7, 2), ...bytes(8, 3), ...bytes(25, 4)];
    expect(all.flatMap((batch) => [...batch])).toEqual(expected);
  });

  it('holds the source back while nobody takes', async () => {
    const { source, give, seen } = fed();
    const batches = batchBytes(source, { maxBytes: 10, maxWaitMs: 1 });
    give(...Array.from({ length: 50 }, () => bytes(4)));
    await next(batches);
    await pause(20);
    expect(seen.asked).toBeLessThan(8);
    await batches.return();
  });

  it('delivers what came before an error, then the error', async () => {
    const { source, give } = fed();
    const batches = batchBytes(source, { maxWaitMs: 10_000, burst: 1 });
    give(bytes(1), bytes(5), new Error('broken'));
    expect(await next(batches)).toHaveLength(1);
    expect(await next(batches)).toHaveLength(5);
    await expect(batches.next()).rejects.toThrow('broken');
  });

  it('leaves the source when it is left', async () => {
    const { source, give, seen } = fed();
    const batches = batchBytes(source);
    give(bytes(1));
    await next(batches);
    await batches.return();
    expect(seen.returned).toBe(true);
  });
});
