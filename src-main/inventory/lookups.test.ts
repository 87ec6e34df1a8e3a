import { describe, expect, it } from 'vitest';
import { Lookups } from './lookups.ts';

/** Lookups that end when told to. */
function controlled() {
  const begun: string[] = [];
  const current: Record<string, (isKnown: boolean) => boolean> = {};
  const finish: Record<string, () => void> = {};
  const lookups = new Lookups((id, isCurrent) => {
    begun.push(id);
    current[id] = isCurrent;
    return new Promise((resolve) => {
      finish[id] = resolve;
    });
  });
  const end = async (id: string) => {
    finish[id]?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { lookups, begun, current, end };
}

describe('Lookups', () => {
  it('makes one more of any number that come meanwhile', async () => {
    const { lookups, begun, end } = controlled();
    for (let i = 0; i < 5; i += 1) lookups.request('a');
    expect(begun).toEqual(['a']);
    await end('a');
    expect(begun).toEqual(['a', 'a']);
    await end('a');
    expect(begun).toEqual(['a', 'a']);
    expect(lookups.has('a')).toBe(false);
  });

  it('makes 16 at once, the newest news first, and the oldest now and then', async () => {
    const { lookups, begun, end } = controlled();
    for (let i = 0; i < 24; i += 1) lookups.request(`${i}`);
    expect(begun).toHaveLength(16);
    lookups.request('18');
    for (let i = 0; i < 8; i += 1) await end(`${i}`);
    const order = begun.slice(16);
    expect(order).toHaveLength(8);
    expect(order[0]).toBe('18');
    expect(order.slice(0, 4)).toContain('16');
  });

  it('does not let an older answer overwrite newer news of what is known', async () => {
    const { lookups, current } = controlled();
    lookups.request('a');
    expect(current.a?.(true)).toBe(true);
    lookups.request('a');
    expect(current.a?.(true)).toBe(false);
    expect(current.a?.(false)).toBe(true);
  });

  it('forgets what is gone, waiting or under way', async () => {
    const { lookups, begun, current, end } = controlled();
    for (let i = 0; i < 17; i += 1) lookups.request(`${i}`);
    lookups.request('0');
    lookups.forget('0');
    lookups.forget('16');
    expect(current['0']?.(false)).toBe(false);
    await end('0');
    expect(begun).toHaveLength(16);
  });
});
