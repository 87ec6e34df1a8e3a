import type { Duplex } from 'node:stream';
import { type TerminalSize, type TerminalUp, terminalSize } from '../contract/terminal.ts';

/** Ctrl+C, Ctrl+Z and Ctrl+\, by which a user interrupts what runs. */
const INTERRUPTS = new Set([0x03, 0x1a, 0x1c]);

/**
 * Writes what the page sends to a process, until either ends. The next item is taken when the socket has room,
 * so a paste into a program that does not read waits on the page and not here. Sizes go to `resize`;
 * `onInterrupt` is told of a key that interrupts, once it is on its way.
 */
export async function feedInput(
  up: AsyncIterable<TerminalUp>,
  socket: Duplex | undefined,
  resize: (size: TerminalSize) => void,
  onInterrupt: () => void = () => {},
): Promise<void> {
  for await (const item of up) {
    if (item instanceof Uint8Array) {
      const full = socket?.writable && !socket.write(item);
      if (item.length === 1 && INTERRUPTS.has(item[0] ?? 0)) onInterrupt();
      if (socket && full) await room(socket);
    } else {
      const size = terminalSize.safeParse(item);
      if (size.success) resize(size.data);
    }
  }
}

function room(socket: Duplex): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });
}

/**
 * Sends sizes to the engine one after the other; of those that come meanwhile only the last counts.
 * Failures are passed over: the process may have just ended, and the next size comes with its own call.
 */
export function resizer(send: (size: TerminalSize) => Promise<void>): (size: TerminalSize) => void {
  let next: TerminalSize | undefined;
  let busy = false;
  return (size) => {
    next = size;
    if (busy) return;
    busy = true;
    void (async () => {
      while (next) {
        const now = next;
        next = undefined;
        await send(now).catch(() => {});
      }
      busy = false;
    })();
  };
}
