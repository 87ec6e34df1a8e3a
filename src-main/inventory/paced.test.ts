import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { paced } from './paced.ts';

describe('paced', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('runs at once, and then at most once a pace, the last request included', async () => {
    const runs: number[] = [];
    const start = Date.now();
    const request = paced(
      async () => {
        runs.push(Date.now() - start);
      },
      250,
      new AbortController().signal,
    );
    for (let at = 0; at < 1000; at += 10) {
      request();
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(runs[0]).toBe(0);
    expect(runs.length).toBeLessThanOrEqual(5);
    expect(runs.length).toBeGreaterThanOrEqual(4);
    await vi.advanceTimersByTimeAsync(1000);
    const settled = runs.length;
    await vi.advanceTimersByTimeAsync(1000);
    expect(runs).toHaveLength(settled);
    request();
    await vi.advanceTimersByTimeAsync(0);
    expect(runs).toHaveLength(settled + 1);
  });

  it('leaves no timer behind an abort', async () => {
    const abort = new AbortController();
    paced(async () => {}, 250, abort.signal)();
    abort.abort();
    expect(vi.getTimerCount()).toBe(0);
  });
});
