import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { endCommand, readMark, shellCommand } from './shell.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (part: Uint8Array | undefined) => new TextDecoder().decode(part);

describe('readMark', () => {
  it('tells shell and session, and leaves the first prompt', () => {
    const mark = readMark(bytes('gantry-shell 42 bash\r\nroot@a:/# '));
    expect(mark).toMatchObject({ shell: 'bash', session: 42 });
    expect(text(mark?.rest)).toBe('root@a:/# ');
  });

  it('keeps what a loader said before it, byte for byte', () => {
    const mark = readMark(bytes('경고: preload\r\ngantry-shell 7 sh\n$ '));
    expect(text(mark?.rest)).toBe('경고: preload\r\n$ ');
  });

  it('waits for the whole line, and takes no line that only quotes it', () => {
    expect(readMark(bytes('gantry-shell 42 ba'))).toBeUndefined();
    expect(readMark(bytes('exec: "gantry-shell 1 sh"\r\n'))).toBeUndefined();
  });
});

const children: ChildProcess[] = [];

/** Starts a shell as the leader of a session of its own; resolves when it says `up`. */
async function leader(script: string): Promise<ChildProcess & { pid: number }> {
  const child = spawn('sh', ['-c', script], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  await once(child.stdout, 'data');
  return child as ChildProcess & { pid: number };
}

async function run([command = '', ...args]: string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await once(child, 'close');
  return output;
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe.runIf(process.platform === 'linux')('the scripts inside a container', () => {
  afterEach(() => {
    for (const { pid } of children.splice(0)) {
      try {
        if (pid) process.kill(-pid, 'SIGKILL');
      } catch {
        // ended already, as it should
      }
    }
  });

  it('finds a shell by itself and says which', async () => {
    const output = await run(shellCommand('sh', { cols: 80, rows: 24 }));
    expect(readMark(bytes(output))?.shell).toMatch(/^(ba|z|fi|k|a|da)?sh$/);
  });

  it('ends a session with all that runs in it, and nothing of another', async () => {
    const other = await leader('echo up; sleep 60; true');
    const session = await leader('sleep 61 & sleep 62 & echo up; sleep 63; true');
    const closed = once(session, 'exit');
    await run(endCommand('sh', session.pid));
    await closed;
    expect(await run(['sh', '-c', `ps -o args= -s ${session.pid}`])).not.toMatch(/sleep 6/);
    expect(lives(other.pid)).toBe(true);
  });

  it('kills a leader that ignores the hang-up, and spares what nohup keeps in the background', async () => {
    const session = await leader(
      `trap '' HUP; set -m; sleep 64 >/dev/null & set +m; echo "up $!"; while :; do sleep 1; done`,
    );
    const kept = Number(
      (await run(['sh', '-c', `ps -o pid=,args= -s ${session.pid}`])).match(/(\d+) sleep 64/)?.[1],
    );
    const closed = once(session, 'exit');
    await run(endCommand('sh', session.pid));
    const [, signal] = await closed;
    expect(signal).toBe('SIGKILL');
    expect(lives(kept)).toBe(true);
    process.kill(kept, 'SIGKILL');
  });
});
