import { type ChildProcess, spawn } from 'node:child_process';
import { AppError } from '../../contract/errors.ts';

/** What a finished command printed, and how it ended; 127 when it could not be started. */
export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  signal?: AbortSignal;
  /** After so many ms the command is killed. */
  timeout?: number;
  cwd?: string;
  /** Goes to its standard input. */
  input?: string;
  /** Called with each whole line of standard output as it comes. */
  onLine?: (line: string) => void;
}

/**
 * Runs a command to its end, without a shell. A failing command is an answer, not an exception.
 * @throws AppError CANCELLED when the signal ends it.
 */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { signal, timeout, onLine } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(cancelled());
      return;
    }
    // A group of its own, so that what it has started (apt's downloads) ends with it.
    const child = spawn(command, args, { env: options.env, cwd: options.cwd, detached: true });
    child.stdin.on('error', () => undefined); // it ended without reading: its exit code tells
    child.stdin.end(options.input);
    const kill = () => killGroup(child);
    const timer = timeout === undefined ? undefined : setTimeout(kill, timeout);
    signal?.addEventListener('abort', kill);

    let stdout = '';
    let stderr = '';
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (!onLine) return;
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const finish = (outcome: Outcome) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', kill);
      if (signal?.aborted) reject(cancelled());
      else resolve(outcome);
    };
    child.once('error', (error) => finish({ code: 127, stdout, stderr: error.message }));
    child.once('close', (code) => finish({ code: code ?? -1, stdout, stderr }));
  });
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // it has ended
  }
}

/** The error of work that its user ended. */
export function cancelled(): AppError {
  return new AppError('CANCELLED', 'Setting up the engine was cancelled');
}
