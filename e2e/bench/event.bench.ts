import { request } from 'node:http';
import type { Page } from '@playwright/test';
import type { RigEngine } from '../rig/engine.ts';
import { test } from '../rig/fixtures.ts';
import { createContainers, startContainers } from './containers.ts';
import { quantile } from './line.ts';
import { RUNS, report, runs } from './measure.ts';
import { PEERS, startPeer } from './peers.ts';

const EVENTS_A_RUN = 40;
/** Between two events, in ms. */
const EVERY_MS = 60;
/** From the engine's event to the changed row, 95 of 100. */
const LIMIT_MS = 50;
/** A exec elsewhere, this often in ms. */
const EXEC_EVERY_MS = 100;
const PEER_WITHIN_MS = 15_000;

/** Tells when the engine's own event stream says that something happened, in ms since 1970. */
function followEvents(socket: string): { next(action: string): Promise<number>; stop(): void } {
  const waiting: { action: string; resolve(at: number): void }[] = [];
  const call = request({ socketPath: socket, path: '/events', headers: { Host: 'engine' } }, (answer) => {
    answer.setEncoding('utf8').on('data', (text: string) => {
      const at = Date.now();
      for (const each of [...waiting]) {
        if (!text.includes(`"Action":"${each.action}"`)) continue;
        waiting.splice(waiting.indexOf(each), 1);
        each.resolve(at);
      }
    });
    answer.on('error', () => {});
  });
  call.on('error', () => {});
  call.end();
  return {
    next: (action) => new Promise((resolve) => waiting.push({ action, resolve })),
    stop: () => call.destroy(),
  };
}

/** In the page: notes when a row's text begins to hold a word, and the frame after it. */
async function observeRow(page: Page, name: string): Promise<(word: string) => Promise<number>> {
  const row = await page.getByRole('row', { name: new RegExp(`^${name}`) }).elementHandle();
  if (!row) throw new Error(`no row ${name}`);
  await row.evaluate((element) => {
    const seen: { text: string; at: number }[] = [];
    Object.assign(window, { benchSeen: seen });
    new MutationObserver(() => {
      const text = element.textContent ?? '';
      requestAnimationFrame(() => seen.push({ text, at: Date.now() }));
    }).observe(element, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  return (word) =>
    page.evaluate(
      (wanted) =>
        new Promise<number>((resolve) => {
          const seen = (window as unknown as { benchSeen: { text: string; at: number }[] }).benchSeen;
          const look = () => {
            const found = seen.find(({ text }) => text.includes(wanted));
            if (found) {
              seen.length = 0;
              resolve(found.at);
            } else setTimeout(look, 5);
          };
          look();
        }),
      word,
    );
}

/** ms from the event to the changed row, for some pauses and unpauses made by somebody else. */
async function delays(engine: RigEngine, page: Page, id: string): Promise<number[]> {
  const events = followEvents(engine.socket);
  const changed = await observeRow(page, 'aaa-target-0000');
  const readings: number[] = [];
  for (let at = 0; at < EVENTS_A_RUN; at++) {
    const [action, word] = at % 2 === 0 ? ['pause', 'paused'] : ['unpause', 'running'];
    const told = events.next(action ?? '');
    const shown = changed(word ?? '');
    await engine.request('POST', `/containers/${id}/${action}`);
    readings.push((await shown) - (await told));
    await page.waitForTimeout(EVERY_MS);
  }
  events.stop();
  return readings;
}

/** Runs an exec again and again until stopped. */
function execWithoutEnd(engine: RigEngine, id: string): () => Promise<void> {
  let going = true;
  const done = (async () => {
    while (going) {
      const { body } = await engine.request('POST', `/containers/${id}/exec`, { Cmd: ['true'] });
      await engine.request('POST', `/exec/${(body as { Id: string }).Id}/start`, { Detach: true });
      await new Promise((resolve) => setTimeout(resolve, EXEC_EVERY_MS));
    }
  })();
  return () => {
    going = false;
    return done;
  };
}

for (const count of [100, 1_000]) {
  test(`event to row, ${count} containers`, async ({ engine, launch }) => {
    await createContainers(engine, count - 2);
    const [target = '', busy = ''] = await createContainers(engine, 2, {}, 'aaa-target');
    await startContainers(engine, [target, busy]);
    const gantry = await launch({ env: engine.env });
    await gantry.page.getByRole('link', { name: 'aaa-target-0000' }).waitFor();
    const p95 = async () =>
      quantile(
        (await delays(engine, gantry.page, target)).sort((a, b) => a - b),
        0.95,
      );
    const limit = () => ({ text: `${LIMIT_MS} ms for 95 of 100`, value: LIMIT_MS });
    await report({
      name: `event to row, ${count} containers, quiet, p95`,
      unit: 'ms',
      ours: await runs(RUNS, p95),
      limit,
    });
    const stop = execWithoutEnd(engine, busy);
    await report({
      name: `event to row, ${count} containers, an exec each 100 ms, p95`,
      unit: 'ms',
      ours: await runs(RUNS, p95),
      limit,
    });
    await stop();

    const lazydocker = PEERS.find(({ name }) => name === 'lazydocker');
    if (!lazydocker || count !== 100) return;
    const ours = await runs(RUNS, async () => {
      const all = await delays(engine, gantry.page, target);
      return quantile(
        all.sort((a, b) => a - b),
        0.5,
      );
    });
    const peer = startPeer(lazydocker.program, engine.env);
    await peer.seen('aaa-target', PEER_WITHIN_MS);
    const events = followEvents(engine.socket);
    const readings = await runs(RUNS, async () => {
      const told = events.next('die');
      const shown = peer.seen('exited', PEER_WITHIN_MS);
      await engine.request('POST', `/containers/${target}/kill`);
      const delay = (await shown) - (await told);
      const back = peer.seen('running', PEER_WITHIN_MS);
      await engine.request('POST', `/containers/${target}/start`);
      await back;
      return delay;
    });
    events.stop();
    peer.stop();
    await report({
      name: 'event to row, median beside',
      unit: 'ms',
      ours,
      peer: { name: 'lazydocker', readings },
    });
  });
}
