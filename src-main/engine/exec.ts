import { z } from 'zod';
import { AppError } from '../contract/errors.ts';
import type { Cancel } from './containers.ts';
import type { Engine } from './engine.ts';
import { json, request, type Upgraded, upgrade } from './http.ts';

export interface ExecOptions extends Cancel {
  command: string[];
  tty: boolean;
  /** `NAME=value`. */
  env?: string[];
  user?: string;
  workingDir?: string;
  /** Whether the process gets stdin; true unless told otherwise. */
  stdin?: boolean;
}

const createdShape = z.object({ Id: z.string().min(1) });

/**
 * Engines hold back the first of their detach keys until the next key shows whether it was meant; by rule that
 * is Ctrl+P, which shells use. They cannot be turned off in Docker, so they are keys that nobody types in a row,
 * and the first is one that is seldom typed at all.
 */
const DETACH_KEYS = 'ctrl-^,ctrl-@,ctrl-^,ctrl-@,ctrl-^';

/** Prepares a process in a running container and answers with the exec's id. Fails with NOT_RUNNING. */
export async function createExec(
  engine: Engine,
  container: string,
  { signal, command, tty, env, user, workingDir, stdin = true }: ExecOptions,
): Promise<string> {
  const body = {
    AttachStdin: stdin,
    AttachStdout: true,
    AttachStderr: true,
    DetachKeys: DETACH_KEYS,
    Tty: tty,
    Cmd: command,
    Env: env,
    User: user,
    WorkingDir: workingDir,
  };
  const answer = await notRunning(
    json(engine, 'POST', `/containers/${encodeURIComponent(container)}/exec`, { body, signal }),
  );
  return createdShape.parse(answer).Id;
}

/**
 * Starts a prepared process and hands over its streams: raw bytes with a TTY, framed (contract/stdcopy.ts) without.
 * Ending the socket's writing closes its stdin. The process outlives a connection that is dropped (moby #9994).
 * A command that does not exist is told by some engines as an error here, by others as text in the stream
 * and an exit code of 126 or 127.
 */
export async function startExec(
  engine: Engine,
  exec: string,
  { signal, tty, cols, rows }: Cancel & { tty: boolean; cols?: number; rows?: number },
): Promise<Upgraded> {
  const body = {
    Detach: false,
    Tty: tty,
    // Since API 1.42 the terminal has its size from the start; older engines pass over it.
    ...(tty && cols && rows ? { ConsoleSize: [rows, cols] } : {}),
  };
  return notRunning(upgrade(engine, 'POST', `${at(exec)}/start`, { body, signal }));
}

/** Starts a prepared process and leaves it to itself. */
export async function startExecDetached(
  engine: Engine,
  exec: string,
  { signal }: Cancel = {},
): Promise<void> {
  await notRunning(request(engine, 'POST', `${at(exec)}/start`, { body: { Detach: true }, signal }));
}

const execShape = z.object({
  Running: z.boolean().catch(false),
  ExitCode: z.number().nullable().catch(null),
  Pid: z.number().catch(0),
});

export interface ExecState {
  running: boolean;
  /** null while it runs, or when the engine does not tell. */
  exitCode: number | null;
  /** On the engine's host; 0 when not told. */
  pid: number;
}

/** How a process of an exec fares. */
export async function inspectExec(engine: Engine, exec: string, { signal }: Cancel = {}): Promise<ExecState> {
  const { Running, ExitCode, Pid } = execShape.parse(
    await json(engine, 'GET', `${at(exec)}/json`, { signal }),
  );
  return { running: Running, exitCode: Running ? null : ExitCode, pid: Pid };
}

/** Sets the size of an exec's terminal; the exec must have started. */
export async function resizeExec(
  engine: Engine,
  exec: string,
  { signal, cols, rows }: Cancel & { cols: number; rows: number },
): Promise<void> {
  await request(engine, 'POST', `${at(exec)}/resize`, { query: { w: cols, h: rows }, signal });
}

export interface AttachOptions extends Cancel {
  stdin?: boolean;
  /** Output from before: all that the log holds comes first. */
  logs?: boolean;
}

/**
 * Joins the streams of a container's main process: raw bytes with a TTY, framed without (`Config.Tty` of its inspect
 * tells which). Dropping the socket detaches and ends nothing. Ask `State.Running` first: of a stopped container
 * Docker attaches to nothing for ever, and podman prepares it for a start, which changes its state.
 */
export async function attachContainer(
  engine: Engine,
  container: string,
  { signal, stdin = true, logs = false }: AttachOptions = {},
): Promise<Upgraded> {
  return notRunning(
    upgrade(engine, 'POST', `/containers/${encodeURIComponent(container)}/attach`, {
      query: { stream: true, stdin, stdout: true, stderr: true, logs, detachKeys: DETACH_KEYS },
      signal,
    }),
  );
}

const at = (exec: string) => `/exec/${encodeURIComponent(exec)}`;

/** Names the one conflict that a terminal has words for. */
async function notRunning<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof AppError && NOT_RUNNING.test(error.detail ?? '') && error.status) {
      const { detail, status } = error;
      throw new AppError('NOT_RUNNING', 'the container does not run', {
        ...(detail ? { detail } : {}),
        status,
      });
    }
    throw error;
  }
}

/** Docker: `Container X is not running`; podman: `… container state improper`. */
const NOT_RUNNING = /is not running|container state improper|can only (create|attach)[^.]*running/i;
