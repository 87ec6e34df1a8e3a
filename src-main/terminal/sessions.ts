import { AppError } from '../contract/errors.ts';
import type { TerminalDown } from '../contract/terminal.ts';
import type { SessionContext } from './exec.ts';

/** How long the program's end waits for shells to be told to end, in ms. */
const CLOSE_WITHIN_MS = 2_000;

/** All terminals that are open, and the shells that are being ended although their page has gone. */
export class TerminalSessions {
  readonly #closing = new AbortController();
  readonly #endings = new Set<Promise<void>>();

  /** Runs one terminal; it also ends when all are closed. */
  async *run(
    { signal, up }: Omit<SessionContext, 'afterwards'>,
    start: (context: SessionContext) => AsyncGenerator<TerminalDown, void, undefined>,
  ): AsyncGenerator<TerminalDown, void, undefined> {
    if (this.#closing.signal.aborted) throw new AppError('CANCELLED', 'Gantry is closing');
    const own = new AbortController();
    const abort = () => own.abort();
    const signals = [signal, this.#closing.signal];
    for (const each of signals) each.addEventListener('abort', abort);
    if (signal.aborted) abort();
    try {
      yield* start({ signal: own.signal, up, afterwards: (work) => this.#finish(work) });
    } finally {
      for (const each of signals) each.removeEventListener('abort', abort);
    }
  }

  /** Ends all terminals; resolves when their shells have been told, or when that takes too long. */
  async close(): Promise<void> {
    this.#closing.abort();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_WITHIN_MS);
    });
    await Promise.race([Promise.all(this.#endings), late]);
    clearTimeout(timer);
  }

  /** An ending that fails has nobody to be told: the engine or the container is gone, and the shell with it. */
  #finish(work: Promise<void>): void {
    const ending = work.catch(() => {}).finally(() => this.#endings.delete(ending));
    this.#endings.add(ending);
  }
}
