import { describe, expect, it } from 'vitest';
import type { TerminalDown } from '../contract/terminal.ts';
import type { SessionContext } from './exec.ts';
import { TerminalSessions } from './sessions.ts';

async function* nothing(): AsyncGenerator<never> {}

/** A terminal that tells when it is left and whose ending takes a while. */
function terminal(ending: Promise<void>) {
  const seen = { told: false };
  async function* start({ signal, afterwards }: SessionContext): AsyncGenerator<TerminalDown> {
    signal.addEventListener('abort', () => {
      seen.told = true;
      afterwards(ending);
    });
    yield new Uint8Array(1);
    yield new Uint8Array(1);
  }
  return { start, seen };
}

describe('TerminalSessions', () => {
  it('tells all that are open to end, even while nobody takes from them, and waits for it', async () => {
    const sessions = new TerminalSessions();
    let end = () => {};
    const ending = new Promise<void>((resolve) => {
      end = resolve;
    });
    const { start, seen } = terminal(ending);
    const running = sessions.run({ signal: new AbortController().signal, up: nothing() }, start);
    await running.next();
    let closed = false;
    const close = sessions.close().then(() => {
      closed = true;
    });
    await Promise.resolve();
    expect(seen.told).toBe(true);
    expect(closed).toBe(false);
    end();
    await close;
  });

  it('passes over an ending that fails: its engine is gone, and the shell with it', async () => {
    const sessions = new TerminalSessions();
    const abort = new AbortController();
    const { start } = terminal(Promise.reject(new Error('gone')));
    const running = sessions.run({ signal: abort.signal, up: nothing() }, start);
    await running.next();
    abort.abort();
    await sessions.close();
  });

  it('begins nothing any more once it is closed', async () => {
    const sessions = new TerminalSessions();
    await sessions.close();
    const { start } = terminal(Promise.resolve());
    const late = sessions.run({ signal: new AbortController().signal, up: nothing() }, start);
    await expect(late.next()).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
