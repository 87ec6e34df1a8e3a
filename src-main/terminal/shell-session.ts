import type { Duplex } from 'node:stream';
import { AppError } from '../contract/errors.ts';
import type { TerminalSize } from '../contract/terminal.ts';
import type { Engine } from '../engine/engine.ts';
import { createExec, inspectExec, startExec, startExecDetached } from '../engine/exec.ts';
import { exitCode } from './end-state.ts';
import { endCommand, readMark, SCRIPT_SHELLS, shellCommand, TERMINAL_ENV } from './shell.ts';

/** A shell that runs inside a container. */
export interface ShellSession {
  /** Id of the exec. */
  exec: string;
  /** `bash`, `ash`, … */
  shell: string;
  socket: Duplex;
  /** Its output from the first byte on; ends however the stream ends. */
  output: AsyncGenerator<Uint8Array, void, undefined>;
  /** Ends it and what runs in it. */
  end(): Promise<void>;
}

/** Exit codes that a runtime gives to a command that it cannot run, or not find. */
const CANNOT_RUN = [126, 127];
/** Bytes before the mark that are looked at: a loader's warnings are far shorter. */
const MARK_WITHIN_BYTES = 64 * 1024;
/** How long a start that nobody waits for any more may take until its stream is dropped, in ms. */
const ABANDON_AFTER_MS = 5_000;

/**
 * Starts the best shell that a container has. Fails with NOT_RUNNING, NO_SHELL, or the engine's error.
 * `signal` does not stop it half-way: what was started must be known to be ended.
 */
export async function openShell(
  engine: Engine,
  container: string,
  size: TerminalSize,
  signal: AbortSignal,
): Promise<ShellSession> {
  let refusal: string | undefined;
  for (const scriptShell of SCRIPT_SHELLS) {
    const attempt = await tryShell(engine, container, scriptShell, size, signal);
    if ('exec' in attempt) return attempt;
    refusal ??= attempt.refusal;
    if (signal.aborted) break;
  }
  throw new AppError('NO_SHELL', 'no shell was found inside the container', { detail: refusal ?? '' });
}

type Attempt = ShellSession | { refusal: string };

async function tryShell(
  engine: Engine,
  container: string,
  scriptShell: string,
  size: TerminalSize,
  signal: AbortSignal,
): Promise<Attempt> {
  const exec = await createExec(engine, container, {
    command: shellCommand(scriptShell, size),
    tty: true,
    env: TERMINAL_ENV,
  });
  let socket: Duplex;
  try {
    ({ socket } = await startExec(engine, exec, { tty: true, ...size }));
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (!isMissingCommand(error)) throw error;
    return { refusal: error.detail ?? error.message };
  }
  const abandon = () => setTimeout(() => socket.destroy(), ABANDON_AFTER_MS).unref();
  signal.addEventListener('abort', abandon);
  const chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  let seen: Uint8Array = new Uint8Array(0);
  for (;;) {
    const chunk = await nextChunk(chunks);
    if (!chunk) break;
    seen = Buffer.concat([seen, chunk]);
    const mark = readMark(seen);
    if (mark) {
      signal.removeEventListener('abort', abandon);
      return {
        exec,
        shell: mark.shell,
        socket,
        output: outputOf(mark.rest, chunks),
        end: () => endSession(engine, container, scriptShell, mark.session),
      };
    }
    if (seen.length > MARK_WITHIN_BYTES) {
      socket.destroy();
      break;
    }
  }
  signal.removeEventListener('abort', abandon);
  const words = Buffer.from(seen).toString('utf8').trim();
  const code = await exitCode(() => inspectExec(engine, exec));
  if (code !== null && CANNOT_RUN.includes(code)) return { refusal: words };
  throw new AppError('STREAM_LOST', 'the shell ended before it began', {
    detail: words || `exit code ${code}`,
  });
}

/** How engines say that a command is not there, where they say it as an error. */
function isMissingCommand({ detail = '', status }: AppError): boolean {
  return (
    status !== undefined && /executable file not found|no such file or directory|exec format/i.test(detail)
  );
}

/** The next chunk; undefined at the end, however it came. What it meant, the process's state tells. */
async function nextChunk(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    const { done, value } = await chunks.next();
    return done ? undefined : value;
  } catch {
    return undefined;
  }
}

export async function* outputOf(
  first: Uint8Array,
  chunks: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (first.length > 0) yield first;
  for (;;) {
    const chunk = await nextChunk(chunks);
    if (!chunk) return;
    yield chunk;
  }
}

/**
 * Ends a session from inside its container, where its processes have the numbers that the mark told. The engine
 * offers no signal to an exec, and closing its stream ends nothing (moby #9994).
 */
async function endSession(
  engine: Engine,
  container: string,
  scriptShell: string,
  session: number,
): Promise<void> {
  const exec = await createExec(engine, container, {
    command: endCommand(scriptShell, session),
    tty: false,
    stdin: false,
  });
  await startExecDetached(engine, exec);
}
