import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { TerminalSize, TerminalUp } from '../contract/terminal.ts';
import { feedInput, resizer } from './input.ts';

describe('feedInput', () => {
  it('writes bytes, passes sizes on, and drops what is neither', async () => {
    const socket = new PassThrough();
    const sizes: TerminalSize[] = [];
    async function* up(): AsyncGenerator<TerminalUp> {
      yield new Uint8Array([104]);
      yield { kind: 'resize', cols: 80, rows: 24 };
      yield { kind: 'resize', cols: -1, rows: 24 };
      yield { kind: 'other' } as unknown as TerminalUp;
      yield new Uint8Array([105]);
    }
    await feedInput(up(), socket, (size) => sizes.push(size));
    expect(socket.read().toString()).toBe('hi');
    expect(sizes).toEqual([{ cols: 80, rows: 24 }]);
  });

  it('takes no more while the process does not read, and goes on when it does', async () => {
    const socket = new PassThrough({ highWaterMark: 10 });
    let taken = 0;
    async function* up(): AsyncGenerator<TerminalUp> {
      for (; taken < 5; taken += 1) yield new Uint8Array(20);
    }
    const fed = feedInput(up(), socket, () => {});
    for (let turns = 0; turns < 5; turns += 1) await turn();
    expect(taken).toBeLessThan(3);
    socket.resume();
    await fed;
    expect(taken).toBe(5);
  });

  it('ends waiting when the process ends', async () => {
    const socket = new PassThrough({ highWaterMark: 1 });
    async function* up(): AsyncGenerator<TerminalUp> {
      yield new Uint8Array(20);
      yield new Uint8Array(20);
    }
    const fed = feedInput(up(), socket, () => {});
    await turn();
    socket.destroy();
    await fed;
  });
});

describe('resizer', () => {
  it('sends one size at a time and only the last of those that came meanwhile', async () => {
    const sent: number[] = [];
    let finish = () => {};
    const resize = resizer(({ cols }) => {
      sent.push(cols);
      return new Promise((resolve) => {
        finish = resolve;
      });
    });
    for (const cols of [10, 11, 12, 13]) resize({ cols, rows: 5 });
    expect(sent).toEqual([10]);
    finish();
    await turn();
    expect(sent).toEqual([10, 13]);
  });

  it('survives a size that the engine refuses', async () => {
    const sent: number[] = [];
    const resize = resizer(async ({ cols }) => {
      sent.push(cols);
      throw new Error('no');
    });
    resize({ cols: 1, rows: 1 });
    await turn();
    resize({ cols: 2, rows: 1 });
    expect(sent).toEqual([1, 2]);
  });
});
