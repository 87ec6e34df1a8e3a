import { readdirSync, readFileSync } from 'node:fs';
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
/** Deaths of a container beside a peer. */
const DEATHS = 10;
/** Peers look once in a second: deaths fall on all parts of it. */
const spreadMs = (at: number) => (at * 618) % 1000;
const TARGET = 'aaa-target';
/** From the engine's event to the changed row, 95 of 100. */
const LIMIT_MS = 50;
/** A exec elsewhere, this often in ms. */
const EXEC_EVERY_MS = 100;
const PEER_WITHIN_MS = 15_000;
/** A peer that has just drawn its list may not listen to events yet: by then it does, in ms. */
const PEER_SETTLES_MS = 5_000;

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

/** Tells when a row begins to hold a word, in ms since 1970. */
type Changed = (word: string) => Promise<number>;

/** ms from the event to the changed row, for some pauses and unpauses made by somebody else. */
async function delays(engine: RigEngine, id: string, changed: Changed): Promise<number[]> {
  const events = followEvents(engine.socket);
  const readings: number[] = [];
  for (let at = 0; at < EVENTS_A_RUN; at++) {
    const [action, word] = at % 2 === 0 ? (['pause', 'paused'] as const) : (['unpause', 'running'] as const);
    const told = events.next(action);
    const shown = changed(word);
    await engine.request('POST', `/containers/${id}/${action}`);
    readings.push((await shown) - (await told));
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  events.stop();
  return readings;
}

/** The process of a container, by the number that it has outside the engine's namespaces. */
function processOf(id: string): number {
  const inside = readdirSync('/proc').find((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cgroup`, 'utf8').includes(id);
    } catch {
      return false;
    }
  });
  if (inside === undefined) throw new Error(`no process of ${id}`);
  return Number(inside);
}

/**
 * ms from the event of a container's death to the changed row. Its process is killed behind the engine's back: a kill
 * through the engine has an event of its own, upon which a list may find the container dead before its death is told.
 */
async function deathDelays(engine: RigEngine, id: string, changed: Changed): Promise<number[]> {
  const events = followEvents(engine.socket);
  const readings = await runs(DEATHS, async (at) => {
    const told = events.next('die');
    const shown = changed('exited');
    process.kill(processOf(id), 'SIGKILL');
    const delay = (await shown) - (await told);
    const back = changed('running');
    await engine.request('POST', `/containers/${id}/start`);
    await back;
    await new Promise((resolve) => setTimeout(resolve, spreadMs(at)));
    return delay;
  });
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
    // The first ones stand where a peer that sorts by age has them in sight.
    const [target = '', busy = ''] = await createContainers(engine, 2, {}, TARGET);
    await createContainers(engine, count - 2);
    await startContainers(engine, [target, busy]);
    const gantry = await launch({ env: engine.env });
    await gantry.page.getByRole('link', { name: `${TARGET}-0000` }).waitFor();
    const changed = await observeRow(gantry.page, `${TARGET}-0000`);
    const p95 = async () =>
      quantile(
        (await delays(engine, target, changed)).sort((a, b) => a - b),
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

    if (count !== 100) return;
    const ours = await deathDelays(engine, target, changed);
    for (const { name, program } of PEERS) {
      const peer = startPeer(program, engine.env);
      const shows = (word: string) => peer.shows([`${TARGET}-0000`, word], PEER_WITHIN_MS);
      await shows('running');
      await gantry.page.waitForTimeout(PEER_SETTLES_MS);
      const readings = await deathDelays(engine, target, shows).finally(peer.stop);
      await report({ name: `event to row, ${name} beside`, unit: 'ms', ours, peer: { name, readings } });
    }
  });
}
