import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { ContainersPage } from './pages/containers.ts';
import { Frame } from './pages/frame.ts';
import { startDockerd } from './rig/dockerd.ts';
import type { RigEngine } from './rig/engine.ts';
import { followContainer } from './rig/engine-events.ts';
import { expect, test } from './rig/fixtures.ts';
import { IMAGES, loadImages } from './rig/images.ts';
import { until } from './rig/process.ts';
import { startTraffic } from './rig/traffic.ts';

/** From the engine's event to the row on the page: the most that the median of a test's changes may take, in ms. */
const SHOWN_MEDIAN_MS = 100;
/** A probe comes no oftener, in ms; log times are rounded to the millisecond. */
const PROBE_LEAST_MS = 4_990;

/** What the docker command does to a running container in turn, the event of it, and the row's new words. */
const CHANGES = [
  { command: 'pause', event: 'pause', state: 'paused' },
  { command: 'unpause', event: 'unpause', state: 'running' },
  { command: 'kill', event: 'die', state: 'exited (137)' },
  { command: 'start', event: 'start', state: 'running' },
] as const;
/** At least ten changes. */
const ROUNDS = 3;

/** Notes from now on when the row of a container was first given each new state, in ms since 1970. */
function noteStates(page: Page, name: string): Promise<void> {
  return page.evaluate((container) => {
    const notes: { label: string; at: number }[] = [];
    Object.assign(window, { stateNotes: notes });
    const look = () => {
      const label = document
        .querySelector(`[role=row][aria-label^="${container}, "]`)
        ?.getAttribute('aria-label');
      if (!label || notes.at(-1)?.label === label) return;
      notes.push({ label, at: Date.now() });
    };
    look();
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
  }, name);
}

/** The last noted state, once it is this one. */
async function stateNote(page: Page, label: string): Promise<number> {
  const note = await page.waitForFunction((wanted) => {
    const notes = (window as unknown as { stateNotes: { label: string; at: number }[] }).stateNotes;
    return notes.at(-1)?.label === wanted ? notes.at(-1) : undefined;
  }, label);
  return (await note.evaluate((found) => found?.at)) ?? Number.NaN;
}

/** How long each change by the docker command took to be drawn, and to reach the page by a plain client, in ms. */
async function delays(
  engine: RigEngine,
  page: Page,
  name: string,
): Promise<{ ours: number[]; plain: number[] }> {
  await expect(new ContainersPage(page).row(name)).toContainText('running');
  await noteStates(page, name);
  const follower = followContainer(engine, name, page);
  const found = { ours: [] as number[], plain: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const { command, event, state } of CHANGES) {
      const before = Date.now();
      await engine.dockerOk(command, name);
      const drawn = await stateNote(page, `${name}, ${state}`);
      const { happened, told } = await follower.event(event, before);
      found.ours.push(drawn - happened);
      found.plain.push(told - happened);
    }
  }
  follower.stop();
  return found;
}

/** Expects the median change in time, beyond what the machine takes for a plain client at the same moment. */
function expectSoon({ ours, plain }: { ours: number[]; plain: number[] }): void {
  const all = `ours: ${ours.map(Math.round)}; plain: ${plain.map(Math.round)}`;
  expect(median(ours), all).toBeLessThan(SHOWN_MEDIAN_MS + median(plain));
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

test.describe('what the docker command does', () => {
  test('shows within a tenth of a second', { tag: '@core' }, async ({ engine, gantry }) => {
    await engine.dockerOk('run', '-d', '--name', 'web', IMAGES.pause);
    expectSoon(await delays(engine, gantry.page, 'web'));
  });

  test('shows as soon while other containers are busy without end', async ({ engine, gantry }) => {
    await engine.dockerOk('run', '-d', '--name', 'web', IMAGES.pause);
    const traffic = await startTraffic(engine);
    const found = await delays(engine, gantry.page, 'web');
    await traffic.stop();
    expectSoon(found);
  });
});

test.describe('two windows', () => {
  /** Names and states of a page's list. */
  const rows = (page: Page) =>
    new ContainersPage(page).grid
      .getByRole('row')
      .evaluateAll((all) => all.map((row) => row.getAttribute('aria-label')).filter(Boolean));

  test('show the same, whoever changes it', { tag: '@core' }, async ({ engine, gantry }) => {
    const first = gantry.page;
    const second = await gantry.openAnother();
    for (let index = 1; index <= 6; index++)
      await engine.dockerOk('run', '-d', '--name', `web-${index}`, IMAGES.pause);
    const [left, right] = [new ContainersPage(first), new ContainersPage(second)];
    for (const list of [left, right]) await expect(list.row('web-6')).toContainText('running');

    await Promise.all([
      left.row('web-1').getByRole('button', { name: 'Stop', exact: true }).click(),
      right.row('web-2').getByRole('button', { name: 'Stop', exact: true }).click(),
      engine.dockerOk('kill', 'web-3'),
      engine.dockerOk('rm', '-f', 'web-4'),
      engine.dockerOk('rename', 'web-5', 'site'),
      engine.dockerOk('create', '--name', 'fresh', IMAGES.busybox),
    ]);
    const truth = [
      'fresh, created',
      'site, running',
      'web-1, exited (137)',
      'web-2, exited (137)',
      'web-3, exited (137)',
      'web-6, running',
    ];
    for (const page of [first, second]) await expect.poll(() => rows(page)).toEqual(truth);

    await left.act('web-1', 'Remove');
    await first.getByRole('dialog').getByRole('button', { name: 'Remove web-1' }).click();
    for (const page of [first, second]) await expect.poll(() => rows(page)).toEqual(truth.toSpliced(2, 1));
  });

  test('keep what each looks at, and share what is set for both', async ({ engine, gantry }) => {
    await engine.dockerOk('create', '--name', 'web', IMAGES.pause);
    await engine.dockerOk('create', '--name', 'job', IMAGES.busybox);
    const first = gantry.page;
    const second = await gantry.openAnother();
    await new ContainersPage(first).filter.fill('web');
    await expect(new ContainersPage(second).row('job')).toBeVisible();
    await expect(new ContainersPage(first).row('job')).toBeHidden();

    const frame = new Frame(second);
    await frame.goTo('Settings');
    await second.getByRole('combobox', { name: 'Row height' }).click();
    await second.getByRole('option', { name: 'Compact' }).click();
    await expect(first.locator('html')).toHaveAttribute('data-density', 'compact');
    await expect(new ContainersPage(first).filter).toHaveValue('web');
  });

  test('see the same images and tasks', async ({ engine, gantry }) => {
    const first = gantry.page;
    const second = await gantry.openAnother();
    for (const page of [first, second]) await new Frame(page).goTo('Images');
    await engine.dockerOk('tag', IMAGES.pause, 'gantry/second-name:2');
    for (const page of [first, second]) await expect(page.getByText('and 1 more tag')).toHaveCount(2);

    await first.getByRole('button', { name: 'Pull', exact: true }).click();
    await first.getByRole('textbox', { name: 'Reference' }).fill('127.0.0.1:9/none:1');
    await first.getByRole('dialog').getByRole('button', { name: 'Pull', exact: true }).click();
    await second.getByRole('button', { name: 'Tasks', exact: true }).click();
    for (const page of [first, second]) {
      const tasks = page.getByRole('region', { name: 'Tasks' });
      await expect(tasks).toContainText('Pull 127.0.0.1:9/none:1');
      await expect(tasks).toContainText('failed');
    }
    await second.getByRole('button', { name: 'Take off the list: Pull 127.0.0.1:9/none:1' }).click();
    await expect(first.getByRole('region', { name: 'Tasks' })).not.toContainText('127.0.0.1:9');
  });
});

test.describe('an engine where nothing happens', () => {
  /** Calls that the engine has noted, each with its time in ms. */
  const calls = (engine: RigEngine) =>
    [
      ...readFileSync(engine.log, 'utf8').matchAll(/^time="([^"]+)" level=debug msg="Calling (\w+ \S+)"/gm),
    ].map(([, time = '', call = '']) => ({ at: Date.parse(time), call }));

  test('is asked nothing but probes, five seconds apart', async ({ launch }) => {
    const engine = await startDockerd({ flags: ['--debug'] });
    try {
      await loadImages(engine);
      await engine.dockerOk('run', '-d', '--name', 'web', IMAGES.pause);
      const { page, openAnother } = await launch({ env: engine.env });
      const second = await openAnother();
      for (const each of [page, second])
        await expect(new ContainersPage(each).row('web')).toContainText('running');
      await new Frame(second).goTo('Images');
      await expect(second.getByRole('row', { name: /busybox/ })).toBeVisible();

      const isProbe = ({ call }: { call: string }) => /\/_ping$/.test(call);
      const before = calls(engine).length;
      const since = () => calls(engine).slice(before);
      await until('three probes', () => since().filter(isProbe).length >= 3);
      const [one, two, three] = since();
      expect(since().filter((call) => !isProbe(call))).toEqual([]);
      for (const [earlier, later] of [
        [one, two],
        [two, three],
      ])
        expect((later?.at ?? 0) - (earlier?.at ?? 0)).toBeGreaterThanOrEqual(PROBE_LEAST_MS);
    } finally {
      await engine.dispose();
    }
  });
});
