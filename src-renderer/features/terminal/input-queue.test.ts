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

  it('cuts a paste into pieces that wait for each other, whole in the end', async () => {
    const { sent, queue, takeNext } = slow();
    const text = Uint8Array.from({ length: 50_000 }, (_, index) => index % 251);
    queue.paste(text);
    expect(sent).toHaveLength(1);
    for (let piece = 0; piece < 4; piece += 1) await takeNext();
    expect(sent.flatMap((item) => [...(item as Uint8Array)])).toEqual([...text]);
  });

  it('drops the rest of a paste at Ctrl+C, and lets the key through', async () => {
    const { sent, queue, takeNext } = slow();
    queue.paste(new Uint8Array(100_000).fill(65));
    queue.type(bytes(3));
    await takeNext();
    await takeNext();
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(bytes(3));
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
    queue.paste(new Uint8Array(40_000));
    queue.resize({ cols: 80, rows: 24 });
    queue.resize({ cols: 81, rows: 25 });
    await takeNext();
    expect(sent[1]).toEqual({ kind: 'resize', cols: 81, rows: 25 });
  });
});
