import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What a finished command printed, and how it ended. */
export type Output = { stdout: string; stderr: string; code: number };

export type RunOptions = { env?: NodeJS.ProcessEnv; input?: string | Uint8Array; signal?: AbortSignal };

/** Runs a command to its end and keeps what it prints. A failing command is an answer, not an exception. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: options.env ?? process.env, signal: options.signal });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ stdout: `${Buffer.concat(stdout)}`, stderr: `${Buffer.concat(stderr)}`, code: code ?? -1 });
    });
    // A command that ends without reading its input is told by its exit code.
    child.stdin.on('error', () => {});
    child.stdin.end(options.input);
  });
}

/** As `run`, for commands whose failure is a fault of the rig. */
export async function must(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { stdout, stderr, code } = await run(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${code}\n${stdout}${stderr}`);
  return stdout;
}

/** Resolves when a process has ended, at once if it has already. */
export function exited(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

/** Checks a condition every few milliseconds until it holds, for what the system has no notification of. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  timeoutMs = 20_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** One letter from proc(5): R, S, D, T (stopped), Z; undefined when there is no such process. */
export function processState(pid: number): string | undefined {
  return statFields(pid)?.[0];
}

/** The process that `pid` forked first and that still lives. */
export function childOf(pid: number): number | undefined {
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name) && statFields(Number(name))?.[1] === String(pid)) return Number(name);
  }
  return undefined;
}

function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
