import type { Page } from '@playwright/test';
import type { Container } from '../../src-main/contract/containers.ts';
import { test } from '../rig/fixtures.ts';
import { RUNS, report } from './measure.ts';

const ROWS = 10_000;
const ANSWER_MS = 50;
/** A frame at 60 a second takes 16.7 ms; the browser rounds its clock. */
const FRAME_MS = 17;
const SCROLL_FRAMES = 180;
const SCROLL_STEP_PX = 50;

/** Containers that no engine has: this measure alone is of the page, not of an engine. */
function generated(): Container[] {
  return Array.from({ length: ROWS }, (_, at) => ({
    id: at.toString(16).padStart(64, '0'),
    name: `service-${at % 50}-${at}`,
    image: `registry.example.com/team-${at % 20}/app:${at % 9}`,
    imageId: `sha256:${'0'.repeat(64)}`,
    command: 'serve',
    createdAt: 1_700_000_000_000 + at * 1000,
    state: at % 3 === 0 ? 'exited' : 'running',
    exitCode: at % 3 === 0 ? 0 : undefined,
    ports: [{ ip: '0.0.0.0', publicPort: 20_000 + at, privatePort: 80, protocol: 'tcp' }],
    labels: {},
  }));
}

/** Answers the page's watch of containers with the generated ones; all else goes to the app. */
async function serveGenerated(page: Page): Promise<void> {
  const rows = generated();
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const frame = typeof message === 'string' ? JSON.parse(message) : undefined;
      if (frame?.t === 'open' && frame.path === 'containers.watch') {
        socket.send(JSON.stringify({ t: 'next', id: frame.id, data: { kind: 'snapshot', rows } }));
      } else server.send(message);
    });
  });
}

/** ms from each input event of a kind to the next paint, as the browser itself tells (Event Timing). */
async function watchEvents(page: Page): Promise<(kind: string) => Promise<number[]>> {
  await page.evaluate(() => {
    const seen: { name: string; duration: number }[] = [];
    Object.assign(window, { benchEvents: seen });
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) seen.push({ name, duration });
    }).observe({ type: 'event', durationThreshold: 16, buffered: false } as PerformanceObserverInit);
  });
  return (kind) =>
    page.evaluate((wanted) => {
      const seen = (window as unknown as { benchEvents: { name: string; duration: number }[] }).benchEvents;
      return seen
        .splice(0)
        .filter(({ name }) => name === wanted)
        .map(({ duration }) => duration);
    }, kind);
}

/** Lets the browser hand over what it has noted. */
const settle = (page: Page) => page.waitForTimeout(300);

test('10,000 rows', async ({ engine, launch }) => {
  const gantry = await launch({ env: engine.env });
  const page = await gantry.app.context.newPage();
  await serveGenerated(page);
  await page.goto(gantry.page.url());
  await page.getByText('10,000').first().waitFor();
  const events = await watchEvents(page);
  const box = page.getByRole('searchbox', { name: 'Filter containers' });

  const filter: number[] = [];
  const sort: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    await box.focus();
    for (const key of ['s', 'e', 'r']) {
      await page.keyboard.press(key);
      await settle(page);
    }
    filter.push(Math.max(0, ...(await events('keydown'))));
    await box.fill('');
    await settle(page);
    await events('click');
    await page
      .getByRole('columnheader', { name: run % 2 === 0 ? 'Image' : 'Created' })
      .getByRole('button')
      .first()
      .click();
    await settle(page);
    sort.push(Math.max(0, ...(await events('click'))));
  }
  const limit = () => ({ text: `${ANSWER_MS} ms`, value: ANSWER_MS });
  await report({ name: '10,000 rows: filter, key to paint', unit: 'ms', ours: filter, limit });
  await report({ name: '10,000 rows: sort, click to paint', unit: 'ms', ours: sort, limit });

  const frames: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    frames.push(
      await page.evaluate(
        ([count = 0, step = 0]) =>
          new Promise<number>((resolve) => {
            const grid = document.querySelector('[role=grid]');
            const scroller = [grid, ...(grid?.querySelectorAll('*') ?? []), grid?.parentElement].find(
              (each) => each && each.scrollHeight > each.clientHeight + 1000,
            );
            if (!scroller) throw new Error('nothing scrolls');
            scroller.scrollTop = 0;
            let left = count;
            const begun = performance.now();
            const frame = () => {
              scroller.scrollTop += step;
              if (--left > 0) requestAnimationFrame(frame);
              else resolve((performance.now() - begun) / count);
            };
            requestAnimationFrame(frame);
          }),
        [SCROLL_FRAMES, SCROLL_STEP_PX],
      ),
    );
  }
  await report({
    name: '10,000 rows: scroll, a frame',
    unit: 'ms',
    ours: frames,
    limit: () => ({ text: '60 frames/s', value: FRAME_MS }),
  });
});
