import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { newDir } from '../rig/state.ts';
import { Screen } from './screen.ts';

const CACHE = path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'gantry-test', 'peers');

/** Terminal programs that show the same lists, where they are installed. */
export const PEERS = [
  { name: 'lazydocker', program: path.join(CACHE, 'python', 'bin', 'lazydocker') },
  { name: 'oxker', program: path.join(CACHE, 'bin', 'oxker') },
].filter(({ program }) => existsSync(program));

/** A terminal program on a pseudo terminal, and what stands on it. */
export interface TerminalPeer {
  readonly startedAt: number;
  readonly process: ChildProcess;
  /** Resolves with the time (ms since 1970) at which one line of the screen holds all of the words. */
  shows(words: readonly string[], withinMs: number): Promise<number>;
  stop(): void;
}

const COLUMNS = 200;
const ROWS = 50;
/** Programs ask a terminal for the cursor's place when they start, and wait seconds where none answers. */
const CURSOR_QUESTION = '\u001b[6n';
const CURSOR_ANSWER = '\u001b[1;1R';

/** Starts a peer against an engine. */
export function startPeer(program: string, env: Record<string, string>): TerminalPeer {
  const startedAt = Date.now();
  const child = spawn(
    'script',
    ['-qfec', `stty cols ${COLUMNS} rows ${ROWS}; exec ${program}`, '/dev/null'],
    {
      env: {
        PATH: process.env.PATH ?? '',
        TERM: 'xterm-256color',
        HOME: newDir('bench-peer', 0o700),
        ...env,
      },
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
    },
  );
  const screen = new Screen(ROWS);
  const waiting = new Set<(at: number) => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const at = Date.now();
    if (text.includes(CURSOR_QUESTION)) child.stdin.write(CURSOR_ANSWER);
    screen.write(text);
    for (const look of waiting) look(at);
  });
  return {
    startedAt,
    process: child,
    shows: (words, withinMs) =>
      new Promise((resolve, reject) => {
        const look = (at: number) => {
          if (!screen.shows(words)) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(at);
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`${program} did not show ${words.join(' ')} within ${withinMs} ms`));
        }, withinMs);
        waiting.add(look);
        look(Date.now());
      }),
    stop() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    },
  };
}
