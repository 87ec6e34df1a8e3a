import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { chromium, type Page } from '@playwright/test';
import { newDataDir } from '../rig/app.ts';
import type { RigEngine } from '../rig/engine.ts';
import { test } from '../rig/fixtures.ts';
import { findChromium } from '../rig/tools.ts';
import { openWebApp } from '../rig/web-app.ts';
import { createContainers, startContainers } from './containers.ts';
import { RUNS, report, runs } from './measure.ts';
import { longest, watchThread } from './page-thread.ts';

const KEYS = 60;
const ECHO_EXTRA_MS = 10;
const FLOOD_MS = 10_000;
const PROMPT_MS = 200;
const FRAME_MS = 100;

/** A page with a terminal in a running container. xterm draws with elements, whose text can be read; WebGL cannot. */
async function withTerminal(
  engine: RigEngine,
  work: (page: Page, id: string) => Promise<void>,
): Promise<void> {
  const [id = ''] = await createContainers(engine, 1, {}, 'terminal');
  await startContainers(engine, [id]);
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--disable-3d-apis'],
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const options = { dataDir: newDataDir(), env: engine.env };
  const app = await openWebApp(browser, options, { viewport: { width: 1280, height: 800 } }, async () => {});
  await app.page.evaluate((hash) => {
    location.hash = hash;
  }, `#/containers/docker-host/${id}/terminal`);
  await app.page.locator('.xterm-rows').getByText('/ #').first().waitFor();
  await app.page.locator('.xterm-helper-textarea').focus();
  await work(app.page, id);
  await app.stop();
  await browser.close();
}

/** ms from a key to its echo on a raw exec stream. */
async function rawEcho(engine: RigEngine, id: string): Promise<number[]> {
  const { body } = await engine.request('POST', `/containers/${id}/exec`, {
    Cmd: ['sh'],
    Tty: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
  });
  const socket = await new Promise<Duplex>((resolve, reject) => {
    const call = request({
      socketPath: engine.socket,
      method: 'POST',
      path: `/exec/${(body as { Id: string }).Id}/start`,
      headers: { Host: 'engine', Connection: 'Upgrade', Upgrade: 'tcp', 'Content-Type': 'application/json' },
    });
    call.on('upgrade', (_answer, upgraded) => resolve(upgraded));
    call.on('error', reject);
    call.end(JSON.stringify({ Tty: true }));
  });
  await new Promise((resolve) => socket.once('data', resolve));
  await new Promise((resolve) => setTimeout(resolve, 300));
  const readings: number[] = [];
  for (let key = 0; key < KEYS; key++) {
    socket.removeAllListeners('data');
    const begun = performance.now();
    const echoed = new Promise((resolve) => socket.once('data', resolve));
    socket.write('a');
    await echoed;
    readings.push(performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  socket.destroy();
  return readings;
}

/** ms from a key press in the page to the changed text of its terminal. */
async function pageEcho(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const rows = document.querySelector('.xterm-rows');
    const readings: number[] = [];
    let pressed: number | undefined;
    Object.assign(window, { benchEcho: readings });
    document.addEventListener(
      'keydown',
      () => {
        pressed = performance.now();
      },
      true,
    );
    if (!rows) throw new Error('no rows');
    new MutationObserver(() => {
      if (pressed === undefined) return;
      readings.push(performance.now() - pressed);
      pressed = undefined;
    }).observe(rows, { subtree: true, childList: true, characterData: true });
  });
  for (let key = 0; key < KEYS; key++) await page.keyboard.type('a', { delay: 20 });
  return page.evaluate(() => (window as unknown as { benchEcho: number[] }).benchEcho);
}

test('key to echo', async ({ engine }) => {
  await withTerminal(engine, async (page, id) => {
    const raw = await rawEcho(engine, id);
    const ours = await pageEcho(page);
    await report({
      name: 'key to echo in a terminal',
      unit: 'ms',
      ours,
      peer: { name: 'raw exec stream', readings: raw },
      limit: (peer) => ({ text: `raw + ${ECHO_EXTRA_MS} ms`, value: peer + ECHO_EXTRA_MS }),
    });
  });
});

test('yes and Ctrl+C', async ({ engine }) => {
  await withTerminal(engine, async (page) => {
    await watchThread(page);
    const frames: number[] = [];
    const prompts = await runs(RUNS, async () => {
      await page.keyboard.type('yes\r');
      await page.locator('.xterm-rows').getByText(/^y$/).first().waitFor();
      await longest(page);
      await page.waitForTimeout(FLOOD_MS);
      // Before the key: a page that is busy takes keys first.
      await page.evaluate(() => {
        const prompt = new Promise<number>((resolve) => {
          let pressed = 0;
          document.addEventListener(
            'keydown',
            (event) => {
              if (event.key === 'c') pressed = performance.now();
            },
            true,
          );
          const look = () => {
            const lines = [...document.querySelectorAll('.xterm-rows > div')].map(
              (row) => row.textContent?.trim() ?? '',
            );
            if (pressed && lines.filter(Boolean).at(-1)?.startsWith('/ #'))
              resolve(performance.now() - pressed);
            else requestAnimationFrame(look);
          };
          look();
        });
        Object.assign(window, { benchPrompt: prompt });
      });
      await page.keyboard.press('Control+c');
      const took = await page.evaluate(
        () => (window as unknown as { benchPrompt: Promise<number> }).benchPrompt,
      );
      frames.push((await longest(page)).frame);
      return took;
    });
    await report({
      name: 'prompt after yes for 10 s and Ctrl+C',
      unit: 'ms',
      ours: prompts,
      limit: () => ({ text: `${PROMPT_MS} ms`, value: PROMPT_MS }),
    });
    await report({
      name: 'longest frame while yes runs',
      unit: 'ms',
      ours: frames,
      limit: () => ({ text: `${FRAME_MS} ms`, value: FRAME_MS }),
    });
  });
});
