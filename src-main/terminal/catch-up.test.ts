import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CatchUp } from './catch-up.ts';

const encoder = new TextEncoder();

/** A source of which `ready` chunks are there at once and more come when given. */
function fed(...ready: string[]) {
  const queue = [...ready];
  let wake: (() => void) | undefined;
  let ended = false;
  const seen = { asked: 0 };
  const source: AsyncIterator<Uint8Array> = {
    async next() {
      seen.asked += 1;
      while (queue.length === 0 && !ended) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const text = queue.shift();
      return text === undefined
        ? { done: true, value: undefined }
        : { done: false, value: encoder.encode(text) };
    },
  };
  const give = (text: string) => {
    queue.push(text);
    wake?.();
  };
  const end = () => {
    ended = true;
    wake?.();
  };
  return { source, give, end, seen };
}

async function rest(catchUp: CatchUp): Promise<string> {
  let text = '';
  for await (const bytes of catchUp) text += new TextDecoder().decode(bytes);
  return text;
}

describe('CatchUp', () => {
  it('asks the source only as it is asked itself', async () => {
    const { source, seen } = fed('a', 'b', 'c');
    const catchUp = new CatchUp(source);
    await catchUp.next();
    await pause(5);
    expect(seen.asked).toBe(1);
  });

  it('in a hurry reads what waits, and drops what would scroll away', async () => {
    const flood = Array.from({ length: 200 }, (_, index) => `${index} y\r\n`.repeat(200));
    const { source, end, seen } = fed(...flood, '^C\r\n$ ');
    const catchUp = new CatchUp(source);
    catchUp.hurry();
    await pause(50);
    expect(seen.asked).toBeGreaterThan(200);
    end();
    const text = await rest(catchUp);
    expect(text.split('\r\n')).toHaveLength(11_000 + 2);
    expect(text.endsWith('199 y\r\n^C\r\n$ ')).toBe(true);
  });

  it('loses and doubles nothing where all can be seen, whoever waited first', async () => {
    const { source, give, end } = fed('a\r\n');
    const catchUp = new CatchUp(source);
    await catchUp.next();
    const waiting = catchUp.next();
    catchUp.hurry();
    give('b\r\n');
    give('c\r\n');
    expect(new TextDecoder().decode((await waiting).value)).toBe('b\r\n');
    catchUp.hurry();
    await pause(30);
    give('d\r\n');
    end();
    expect(await rest(catchUp)).toBe('c\r\nd\r\n');
  });

  it('keeps on through a pause of the flood', async () => {
    const lines = (count: number) => 'y\r\n'.repeat(count);
    const { source, give, end } = fed(lines(9_000));
    const catchUp = new CatchUp(source);
    catchUp.hurry();
    await pause(50);
    give(lines(9_000));
    await pause(50);
    give('$ ');
    end();
    expect((await rest(catchUp)).split('\r\n')).toHaveLength(11_000 + 2);
  });

  it('gives a program that goes on its pace back', async () => {
    let asked = 0;
    const catchUp = new CatchUp({
      async next() {
        asked += 1;
        await pause(1);
        return { done: false, value: encoder.encode('y\r\n') };
      },
    });
    catchUp.hurry();
    await pause(800);
    const then = asked;
    await pause(50);
    expect(asked).toBe(then);
  });

  it('passes an error on to who takes', async () => {
    const catchUp = new CatchUp({ next: () => Promise.reject(new Error('broken')) });
    catchUp.hurry();
    await pause(20);
    await expect(catchUp.next()).rejects.toThrow('broken');
  });
});
