import { spawn } from 'node:child_process';
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
  const { signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(cancelled());
      return;
    }
    const child = spawn(command, args, {
      env: options.env,
      cwd: options.cwd,
      timeout: options.timeout,
      killSignal: 'SIGKILL',
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.on('error', () => undefined); // it ended without reading: its exit code tells
    child.stdin.end(options.input);
    const abort = () => child.kill('SIGKILL');
    signal?.addEventListener('abort', abort);
    let stdout = '';
    let stderr = '';
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (!options.onLine) return;
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) options.onLine(line);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const finish = (outcome: Outcome) => {
      signal?.removeEventListener('abort', abort);
      if (signal?.aborted) reject(cancelled());
      else resolve(outcome);
    };
    child.once('error', (error) => finish({ code: 127, stdout, stderr: error.message }));
    child.once('close', (code) => finish({ code: code ?? -1, stdout, stderr }));
  });
}

/** The error of work that its user ended. */
export function cancelled(): AppError {
  return new AppError('CANCELLED', 'Setting up the engine was cancelled');
}
