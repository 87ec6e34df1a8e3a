import { describe, expect, it } from 'vitest';
import type { TerminalUp } from '../../../src-main/contract/terminal.ts';
import { InputQueue } from './input-queue.ts';

/** A receiver that takes one item, and the next when told. */
function slow() {
  const sent: TerminalUp[] = [];
  let ready = () => {};
  const queue = new InputQueue((item) => {
    sent.push(item);
    return new Promise((resolve) => {
      ready = resolve;
    });
  });
  const takeNext = async () => {
    ready();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { sent, queue, takeNext };
}

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('InputQueue', () => {
  it('sends keys at once and in order', async () => {
    const { sent, queue, takeNext } = slow();
    queue.type(bytes(1));
    queue.type(bytes(2));
    expect(sent).toEqual([bytes(1)]);
    await takeNext();
    expect(sent).toEqual([bytes(1), bytes(2)]);
  });

  it('takes the next piece of a paste when there is room for it', async () => {
    const { sent, queue, takeNext } = slow();
    let made = 0;
    function* pieces() {
      for (; made < 3; made += 1) yield bytes(made);
    }
    queue.paste(pieces());
    queue.type(bytes(9));
    expect(made).toBe(0);
    await takeNext();
    expect(made).toBe(1);
    for (let piece = 0; piece < 3; piece += 1) await takeNext();
    expect(sent).toEqual([bytes(0), bytes(1), bytes(2), bytes(9)]);
  });

  it('drops the rest of a paste at Ctrl+C, and lets the key through', async () => {
    const { sent, queue, takeNext } = slow();
    queue.paste([bytes(65), bytes(66), bytes(67)].values());
    queue.type(bytes(3));
    await takeNext();
    await takeNext();
    expect(sent).toEqual([bytes(65), bytes(3)]);
  });

  it('keeps keys that were typed ahead when Ctrl+C follows', async () => {
    const { sent, queue, takeNext } = slow();
    queue.type(bytes(65));
    queue.type(bytes(66));
    queue.type(bytes(3));
    await takeNext();
    await takeNext();
    expect(sent).toEqual([bytes(65), bytes(66), bytes(3)]);
  });

  it('lets only the last size overtake', async () => {
    const { sent, queue, takeNext } = slow();
    queue.paste([bytes(1), bytes(2), bytes(3)].values());
    queue.resize({ cols: 80, rows: 24 });
    queue.resize({ cols: 81, rows: 25 });
    await takeNext();
    expect(sent[1]).toEqual({ kind: 'resize', cols: 81, rows: 25 });
  });
});
