import type { TerminalDown, TerminalSize, TerminalUp } from '../contract/terminal.ts';
import type { Engine } from '../engine/engine.ts';
import { inspectExec, resizeExec } from '../engine/exec.ts';
import { batchBytes } from '../rpc/batch.ts';
import { CatchUp } from './catch-up.ts';
import { exitCode } from './end-state.ts';
import { feedInput, resizer } from './input.ts';
import { openShell } from './shell-session.ts';

export interface SessionContext {
  signal: AbortSignal;
  up: AsyncIterable<TerminalUp>;
  /** Takes over work that must be done although nobody waits for it. */
  afterwards: (work: Promise<void>) => void;
}

/**
 * A new shell in a running container, until it exits. When it is left before, by the signal or because its
 * stream was lost, the shell and what runs in it are ended. Fails with NOT_RUNNING, NO_SHELL, STREAM_LOST.
 */
export async function* execTerminal(
  engine: Engine,
  container: string,
  size: TerminalSize,
  { signal, up, afterwards }: SessionContext,
): AsyncGenerator<TerminalDown, void, undefined> {
  const opening = openShell(engine, container, size, signal);
  let exited = false;
  let left = false;
  // Not left to the clean-up below: that runs only when the page takes the next item.
  const leave = () => {
    if (left) return;
    left = true;
    const ending = opening.then(async ({ socket, end }) => {
      socket.destroy();
      if (!exited) await end();
    });
    afterwards(ending);
  };
  signal.addEventListener('abort', leave);
  try {
    const { exec, shell, socket, output } = await opening;
    if (signal.aborted) return;
    const resize = resizer((next) => resizeExec(engine, exec, next));
    resize(size);
    const paced = new CatchUp(output);
    void feedInput(up, socket, resize, () => paced.hurry());
    yield { kind: 'ready', command: shell, tty: true, input: 'open' };
    yield* batchBytes(paced);
    if (signal.aborted) return;
    const code = await exitCode(() => inspectExec(engine, exec));
    exited = true;
    yield { kind: 'exit', code };
  } finally {
    signal.removeEventListener('abort', leave);
    leave();
  }
}
