import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { newDir } from '../rig/state.ts';

const CACHE = path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'gantry-test', 'peers');

/** Terminal programs that show the same lists, where they are installed. */
export const PEERS = [
  { name: 'lazydocker', program: path.join(CACHE, 'python', 'bin', 'lazydocker') },
  { name: 'oxker', program: path.join(CACHE, 'bin', 'oxker') },
].filter(({ program }) => existsSync(program));

/** A terminal program on a pseudo terminal of 200 x 50, and what it has drawn so far. */
export interface TerminalPeer {
  readonly startedAt: number;
  readonly process: ChildProcess;
  /** Resolves with the time (ms since 1970) at which what it draws from now on first holds the text. */
  seen(text: string, withinMs: number): Promise<number>;
  stop(): void;
}

const SIZE = 'stty cols 200 rows 50;';

/** Starts a peer against an engine. */
export function startPeer(program: string, env: Record<string, string>): TerminalPeer {
  const startedAt = Date.now();
  const child = spawn('script', ['-qfec', `${SIZE} exec ${program}`, '/dev/null'], {
    env: { PATH: process.env.PATH ?? '', TERM: 'xterm-256color', HOME: newDir('bench-peer', 0o700), ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  let drawn = '';
  const waiting = new Set<() => void>();
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    drawn += text.replace(/\u001b\[[0-9;?]*[ -/]*[@-~]|\u001b[()][A-Z0-9]|\u001b[=>]/g, '');
    for (const wake of waiting) wake();
  });
  return {
    startedAt,
    process: child,
    seen(text, withinMs) {
      drawn = drawn.includes(text) && Date.now() - startedAt < 50 ? drawn : drawn.slice(drawn.length);
      return new Promise((resolve, reject) => {
        const check = () => {
          if (!drawn.includes(text)) return;
          finish();
          resolve(Date.now());
        };
        const timer = setTimeout(() => {
          finish();
          reject(new Error(`${program} did not show ${text} within ${withinMs} ms`));
        }, withinMs);
        const finish = () => {
          clearTimeout(timer);
          waiting.delete(check);
        };
        waiting.add(check);
        check();
      });
    },
    stop() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    },
  };
}
