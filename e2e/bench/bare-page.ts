import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { exited } from '../rig/process.ts';
import { newDir } from '../rig/state.ts';
import { findChromium } from '../rig/tools.ts';

/**
 * A page that is asked things and is not listened to. Playwright has every frame of every WebSocket told to it, as
 * text: in a flood that takes a third of a machine of two cores, from the engine as well.
 */
export interface BarePage {
  /** The browser's process. */
  readonly pid: number;
  /** Runs a function in the page, as Playwright's does. */
  evaluate<Arg, Result>(work: (arg: Arg) => Result | Promise<Result>, arg: Arg): Promise<Result>;
  evaluate<Result>(work: () => Result | Promise<Result>): Promise<Result>;
  /** Presses and releases the mouse in the middle of the first element of a role with a name. */
  click(role: string, name: string): Promise<void>;
  collectGarbage(): Promise<void>;
  close(): Promise<void>;
}

const TOOLS = /^DevTools listening on (ws:\S+)$/m;
const LOOK_EVERY_MS = 50;

/** Opens an address in a browser of its own. */
export async function openBarePage(url: string): Promise<BarePage> {
  const child = spawn(
    findChromium() ?? '',
    [
      '--headless',
      '--remote-debugging-port=0',
      `--user-data-dir=${newDir('bench-browser', 0o700)}`,
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--window-size=1280,800',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const wait = () => new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  const printed = async (): Promise<string> => {
    for (;;) {
      const found = TOOLS.exec(stderr)?.[1];
      if (found !== undefined) return new URL(found).host;
      if (child.exitCode !== null) throw new Error(`Chromium ended:\n${stderr}`);
      await wait();
    }
  };
  const host = await printed();
  const target = async (): Promise<string> => {
    for (;;) {
      const list = (await (await fetch(`http://${host}/json/list`)).json()) as Target[];
      const page = list.find(({ type, url: at }) => type === 'page' && at === 'about:blank');
      if (page) return page.webSocketDebuggerUrl;
      await wait();
    }
  };
  const socket = new WebSocket(await target(), { perMessageDeflate: false });
  await once(socket, 'open');
  let last = 0;
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.on('message', (data) => {
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  const send = async (method: string, params: object = {}): Promise<Answer['result']> => {
    last++;
    const id = last;
    socket.send(JSON.stringify({ id, method, params }));
    const { result, error } = await new Promise<Answer>((resolve) => waiting.set(id, resolve));
    waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };
  const evaluate = async (work: (arg: never) => unknown, arg?: unknown): Promise<never> => {
    const expression = `(${work})(${JSON.stringify(arg)})`;
    const answer = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (answer?.exceptionDetails) throw new Error(JSON.stringify(answer.exceptionDetails));
    return answer?.result?.value as never;
  };
  await send('Page.navigate', { url });
  return {
    pid: child.pid ?? 0,
    evaluate,
    async click(role, name) {
      const place = (await evaluate(
        ({ role, name, every }: { role: string; name: string; every: number }) =>
          new Promise((resolve) => {
            const look = () => {
              for (const each of document.querySelectorAll(`[role="${role}"], ${role}`)) {
                const box = each.getBoundingClientRect();
                const label = document.getElementById(each.getAttribute('aria-labelledby') ?? '');
                const called = (label ?? each).textContent?.trim();
                if (called !== name || box.width === 0) continue;
                return resolve({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
              }
              setTimeout(look, every);
            };
            look();
          }),
        { role, name, every: LOOK_EVERY_MS },
      )) as { x: number; y: number };
      const button = { ...place, button: 'left', clickCount: 1 };
      await send('Input.dispatchMouseEvent', { ...place, type: 'mouseMoved' });
      await send('Input.dispatchMouseEvent', { ...button, type: 'mousePressed' });
      await send('Input.dispatchMouseEvent', { ...button, type: 'mouseReleased' });
    },
    async collectGarbage() {
      await send('HeapProfiler.collectGarbage');
    },
    async close() {
      socket.close();
      child.kill('SIGKILL');
      await exited(child);
    },
  };
}

interface Target {
  type: string;
  url: string;
  webSocketDebuggerUrl: string;
}

interface Answer {
  id?: number;
  result?: { result?: { value?: unknown }; exceptionDetails?: unknown };
  error?: { message: string };
}
