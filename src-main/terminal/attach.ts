import { z } from 'zod';
import { AppError } from '../contract/errors.ts';
import { createDemultiplexer, type StdPiece } from '../contract/stdcopy.ts';
import type { TerminalDown, TerminalInput, TerminalSize } from '../contract/terminal.ts';
import { inspectContainer, resizeContainer } from '../engine/containers.ts';
import type { Dialect, Engine } from '../engine/engine.ts';
import { attachContainer } from '../engine/exec.ts';
import { batchBytes } from '../rpc/batch.ts';
import { CatchUp } from './catch-up.ts';
import { exitCode } from './end-state.ts';
import type { SessionContext } from './exec.ts';
import { feedInput, resizer } from './input.ts';
import { outputOf } from './shell-session.ts';

/** Podman tells an entry point of one word as a string; both engines leave out what is not set. */
const words = z
  .union([z.array(z.string()), z.string().transform((word) => [word])])
  .nullish()
  .catch([]);

const mainProcess = z.object({
  Config: z.object({
    Entrypoint: words,
    Cmd: words,
    Tty: z.boolean().catch(false),
    OpenStdin: z.boolean().catch(false),
    StdinOnce: z.boolean().catch(false),
  }),
  State: z.object({
    Running: z.boolean().catch(false),
    ExitCode: z.number().nullable().catch(null),
    StartedAt: z.string().catch(''),
  }),
});

type MainProcess = z.output<typeof mainProcess>;

/** Characters of a command that are shown. */
const COMMAND_LENGTH = 1_000;

/**
 * The streams of a container's main process, stdout and stderr together, until it exits. Leaving detaches.
 * Fails with NOT_RUNNING, STREAM_LOST.
 */
export async function* attachTerminal(
  engine: Engine,
  container: string,
  size: TerminalSize,
  { signal, up }: Pick<SessionContext, 'signal' | 'up'>,
): AsyncGenerator<TerminalDown, void, undefined> {
  const inspect = async () => mainProcess.parse(await inspectContainer(engine, container));
  const { Config, State } = await inspect();
  if (!State.Running) throw new AppError('NOT_RUNNING', 'the container does not run');
  const input = inputOf(Config, engine.dialect);
  const { socket } = await attachContainer(engine, container, { stdin: input === 'open', signal });
  const leave = () => socket.destroy();
  signal.addEventListener('abort', leave);
  try {
    if (signal.aborted) return;
    const resize = Config.Tty ? resizer((next) => resizeContainer(engine, container, next)) : () => {};
    redraw(resize, size);
    const raw = outputOf(new Uint8Array(0), socket[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>);
    const output = new CatchUp(Config.Tty ? raw : merged(raw));
    void feedInput(up, input === 'open' ? socket : undefined, resize, () => output.hurry());
    const command = [...(Config.Entrypoint ?? []), ...(Config.Cmd ?? [])].join(' ').slice(0, COMMAND_LENGTH);
    yield { kind: 'ready', command, tty: Config.Tty, input };
    yield* batchBytes(output);
    if (signal.aborted) return;
    const code = await exitCode(async () => {
      const now = await inspect();
      // Started again meanwhile: the process that was attached has ended, and its code is not told any more.
      if (now.State.StartedAt !== State.StartedAt) return { running: false, exitCode: null };
      return { running: now.State.Running, exitCode: now.State.ExitCode };
    });
    yield { kind: 'exit', code };
  } finally {
    signal.removeEventListener('abort', leave);
    socket.destroy();
  }
}

/**
 * Without a TTY, dockerd closes the process's stdin as soon as a client that held it leaves, if the container
 * says StdinOnce (`docker run -i`); with a TTY, or without StdinOnce, it stays open (moby daemon/attach.go and
 * container/stream/attach.go, CloseStdin). Podman 4.3 closes it without a TTY whatever the container says.
 */
function inputOf({ Tty, OpenStdin, StdinOnce }: MainProcess['Config'], dialect: Dialect): TerminalInput {
  if (!OpenStdin) return 'none';
  return !Tty && (StdinOnce || dialect === 'podman') ? 'once' : 'open';
}

/** A program draws its screen anew only when the size changes: so it changes, as `docker attach` does it. */
function redraw(resize: (size: TerminalSize) => void, size: TerminalSize): void {
  resize({ cols: size.cols, rows: size.rows + 1 });
  resize(size);
}

/** Both streams of a framed attach as one, in the order in which the engine sent them. */
async function* merged(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const demultiplex = createDemultiplexer();
  for await (const chunk of chunks) {
    let pieces: StdPiece[];
    try {
      pieces = demultiplex(chunk);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      throw new AppError('STREAM_LOST', 'the engine broke the stream off', { detail });
    }
    for (const { bytes } of pieces) yield bytes;
  }
}
