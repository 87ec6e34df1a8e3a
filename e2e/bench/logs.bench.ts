import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { newDataDir } from '../rig/app.ts';
import type { RigEngine } from '../rig/engine.ts';
import { test } from '../rig/fixtures.ts';
import { startWeb, type WebServer } from '../rig/web-app.ts';
import { type BarePage, openBarePage } from './bare-page.ts';
import { addressOf, printing, written } from './logged.ts';
import { RUNS, report } from './measure.ts';
import { longest, watchThread } from './page-thread.ts';
import { pss } from './process-use.ts';
import { rendererMemory } from './renderer-memory.ts';

const MIB = 1024 * 1024;
const LINE = 'x'.repeat(99);
const LONG_LOG_LINES = (200 * MIB) / 100;
const FLOOD_LINES = 500_000;
const LOOK_EVERY_MS = 20;
/** Enough of an output to hold the last line of a flood. */
const LAST_CHARACTERS = 200;

/** Goes to an address of the page and waits until an element is there. */
function goTo(page: BarePage, hash: string, element: string): Promise<void> {
  return page.evaluate(
    ({ hash, element, every }) =>
      new Promise<void>((resolve) => {
        location.hash = hash;
        const timer = setInterval(() => {
          if (!document.querySelector(element)) return;
          clearInterval(timer);
          resolve();
        }, every);
      }),
    { hash, element, every: LOOK_EVERY_MS },
  );
}

const openLog = (page: BarePage, id: string) => goTo(page, addressOf(id), '[role=log]');

const leaveLog = (page: BarePage) => goTo(page, '#/settings', 'main:not(:has([role=log])) h1');

async function showLines(page: BarePage, lines: 'All lines' | 'Last 100 lines'): Promise<void> {
  await page.click('combobox', 'Lines');
  await page.click('option', lines);
}

/** Gantry in web mode and a page of it that is not listened to, until the work is done. */
async function withBarePage(
  engine: RigEngine,
  work: (page: BarePage, app: WebServer) => Promise<void>,
): Promise<void> {
  const app = await startWeb({ dataDir: newDataDir(), env: engine.env });
  const page = await openBarePage(app.url);
  try {
    await goTo(page, '#/settings', 'h1');
    await work(page, app);
  } finally {
    await page.close();
    await app.stop();
  }
}

/**
 * When (ms since 1970) the last row was painted with a text, in that row or a later one; and its whole text.
 * It looks seldom, so as not to be in the way of what it measures.
 */
function endPainted(page: BarePage, text: string, row = 0): Promise<{ at: number; text: string }> {
  return page.evaluate(
    ({ text, row, every }) =>
      new Promise<{ at: number; text: string }>((resolve) => {
        const timer = setInterval(() => {
          const last = document.querySelector('[role=log] [data-row]:last-child');
          const seen = last?.textContent ?? '';
          if (!seen.includes(text) || Number(last?.getAttribute('data-row')) < row) return;
          clearInterval(timer);
          const told = () => resolve({ at: performance.timeOrigin + performance.now(), text: seen });
          requestAnimationFrame(() => setTimeout(told));
        }, every);
      }),
    { text, row, every: LOOK_EVERY_MS },
  );
}

/** Waits until the page has read all that is before the lines that it shows. */
function allRead(page: BarePage): Promise<void> {
  return page.evaluate(
    (every) =>
      new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          const told = [...document.querySelectorAll('[role=status]')].map((each) => each.textContent ?? '');
          if (told.some((text) => text.includes('The newest lines.'))) return;
          clearInterval(timer);
          resolve();
        }, every);
      }),
    LOOK_EVERY_MS,
  );
}

/** ms that `docker logs` takes into nothing. */
async function dockerLogs(engine: RigEngine, id: string): Promise<number> {
  const begun = Date.now();
  const child = spawn('docker', ['logs', id], { env: { ...process.env, ...engine.env }, stdio: 'ignore' });
  await once(child, 'exit');
  return Date.now() - begun;
}

test('200 MB log', async ({ engine }) => {
  const id = await printing(
    engine,
    'long',
    `yes ${LINE} | head -n ${LONG_LOG_LINES}; echo END-OF-LOG; sleep 100000`,
  );
  await written(engine, id, 'END-OF-LOG');
  const readings = { ours: [] as number[], cli: [] as number[], main: [] as number[], heap: [] as number[] };
  await withBarePage(engine, async (page, app) => {
    for (let run = 0; run < RUNS; run++) {
      readings.cli.push(await dockerLogs(engine, id));
      await openLog(page, id);
      await endPainted(page, 'END-OF-LOG');
      const mainBefore = pss([app.pid]);
      let mainMost = mainBefore;
      const sampling = setInterval(() => {
        mainMost = Math.max(mainMost, pss([app.pid]));
      }, 200);
      const begun = Date.now();
      await showLines(page, 'All lines');
      // The last line shows before those in front of it are read: it counts where it is the one after all of them.
      readings.ours.push((await endPainted(page, 'END-OF-LOG', LONG_LOG_LINES)).at - begun);
      clearInterval(sampling);
      readings.main.push((mainMost - mainBefore) / MIB);
      readings.heap.push(rendererMemory(page.pid));
      await showLines(page, 'Last 100 lines');
      await endPainted(page, 'END-OF-LOG');
      await leaveLog(page);
    }
  });
  await report({
    name: '200 MB log to the page’s end',
    unit: 'ms',
    ours: readings.ours,
    peer: { name: 'docker logs > /dev/null', readings: readings.cli },
    limit: (peer) => ({ text: '1.2 x docker logs', value: peer * 1.2 }),
  });
  await report({
    name: '200 MB log: growth of the main process',
    unit: 'MiB',
    ours: readings.main,
    limit: () => ({ text: '60 MB', value: 60 }),
  });
  await report({
    name: '200 MB log: memory of the page',
    unit: 'MiB',
    ours: readings.heap,
    limit: () => ({ text: '300 MB', value: 300 }),
  });
});

/** Waits for a file, prints lines, and says at the end how long that took by its own clock. */
const FLOOD = `n=0
while true; do
  while [ ! -e /go ]; do sleep 0.05; done
  rm /go; n=$((n+1)); read a b < /proc/uptime
  seq 1 ${FLOOD_LINES}
  read c d < /proc/uptime
  echo "WROTE-$n $a $c"
done`;

/** When (ms since 1970) the writer began, and ms that it took: both by the clock of the machine's start. */
function writerOf(text: string): { begun: number; took: number } {
  const [, from = '', to = ''] = /WROTE-\d+ (\S+) (\S+)/.exec(text) ?? [];
  const uptime = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
  const started = Date.now() - uptime * 1000;
  return { begun: started + Number(from) * 1000, took: (Number(to) - Number(from)) * 1000 };
}

/** When `docker logs -f` has told a text. */
async function followedByDocker(
  engine: RigEngine,
  id: string,
  wanted: string,
): Promise<{ at: number; text: string }> {
  const child = spawn('docker', ['logs', '-f', '--tail', '0', id], {
    env: { ...process.env, ...engine.env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let tail = '';
  for await (const chunk of child.stdout) {
    tail = tail.slice(-LAST_CHARACTERS) + (chunk as Buffer).toString('latin1');
    if (tail.includes(wanted)) break;
  }
  const at = Date.now();
  child.kill();
  return { at, text: tail.slice(tail.indexOf(wanted)) };
}

/** When the last line of the engine's log is a text, with nobody following it. */
async function lastLineOfLog(
  engine: RigEngine,
  id: string,
  wanted: string,
): Promise<{ at: number; text: string }> {
  for (;;) {
    const text = (await engine.docker('logs', '--tail', '1', id)).stdout;
    if (text.includes(wanted)) return { at: Date.now(), text };
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

test('flood into an open log', async ({ engine }) => {
  const id = await printing(engine, 'flood', FLOOD);
  const readings = {
    ours: [] as number[],
    writer: [] as number[],
    all: [] as number[],
    block: [] as number[],
    kept: [] as number[],
  };
  let run = 0;
  await withBarePage(engine, async (page) => {
    await watchThread(page);
    const memory = async () => {
      await page.collectGarbage();
      return rendererMemory(page.pid);
    };
    for (let ours = 0; ours < RUNS; ours++) {
      run++;
      const before = await memory();
      await openLog(page, id);
      await longest(page);
      const end = endPainted(page, `WROTE-${run} `);
      await engine.dockerOk('exec', id, 'touch', '/go');
      const { at, text } = await end;
      const { begun, took } = writerOf(text);
      readings.ours.push(at - begun);
      readings.writer.push(took);
      await allRead(page);
      readings.all.push(Date.now() - begun);
      readings.block.push((await longest(page)).task);
      await leaveLog(page);
      readings.kept.push((await memory()) - before);
    }
  });
  const follower = { took: [] as number[], writer: [] as number[] };
  const alone = { took: [] as number[], writer: [] as number[] };
  for (const [each, read] of [
    [follower, followedByDocker],
    [alone, lastLineOfLog],
  ] as const) {
    for (let time = 0; time < RUNS; time++) {
      run++;
      const seen = read(engine, id, `WROTE-${run} `);
      await engine.dockerOk('exec', id, 'touch', '/go');
      const { at, text } = await seen;
      const { begun, took } = writerOf(text);
      each.took.push(at - begun);
      each.writer.push(took);
    }
  }
  await report({
    name: '500,000 lines into an open log, end painted',
    unit: 'ms',
    ours: readings.ours,
    peer: { name: 'the writer itself', readings: readings.writer },
    limit: (peer) => ({ text: '1.2 x the writer', value: peer * 1.2 }),
  });
  await report({
    name: '500,000 lines into an open log, all read',
    unit: 'ms',
    ours: readings.all,
    peer: { name: 'docker logs -f', readings: follower.took },
  });
  await report({
    name: '500,000 lines in the engine’s own log, nobody following',
    unit: 'ms',
    ours: alone.took,
    peer: { name: 'the writer itself', readings: alone.writer },
  });
  await report({
    name: '500,000 lines into an open log: longest block of the page',
    unit: 'ms',
    ours: readings.block,
    limit: () => ({ text: '100 ms', value: 100 }),
  });
  await report({
    name: '500,000 lines into an open log: memory kept after leaving',
    unit: 'MiB',
    ours: readings.kept,
    limit: () => ({ text: '10 MB', value: 10 }),
  });
});
