import type { Locator, Page } from '@playwright/test';
import { ContainersPage } from './pages/containers.ts';
import { Frame } from './pages/frame.ts';
import type { RigEngine } from './rig/engine.ts';
import { expect, test } from './rig/fixtures.ts';
import { IMAGES } from './rig/images.ts';
import { must } from './rig/process.ts';

/** More than fit into the smallest window. */
const CONTAINERS = 20;
/** A connection that waits for its next call is kept, up to this many; one follows the events. */
const IDLE_CONNECTIONS = 8 + 1;
/** An endless loop gets half a core and, on a busy machine, at least this much of one, in percent. */
const BUSY_PERCENT = 10;

/** Connections that the engine has open. */
async function connections(engine: RigEngine): Promise<number> {
  const table = await must('ss', ['-xH', 'state', 'connected']);
  return table.split('\n').filter((line) => line.includes(engine.socket)).length;
}

/** The value that a chart tells now: the first number of its name. */
async function chartValue(chart: Locator): Promise<number> {
  const name = (await chart.getAttribute('aria-label')) ?? '';
  return Number(/([\d.]+)/.exec(name)?.[1] ?? Number.NaN);
}

const chart = (page: Page, title: string) => page.getByRole('img', { name: new RegExp(`^${title}: `) });

/** A running container whose load a test switches on and off by a file. */
async function runLoad(engine: RigEngine, name: string): Promise<void> {
  const loop = 'while :; do [ -e /tmp/busy ] || sleep 0.2; done';
  await engine.dockerOk(
    'run',
    '-d',
    '--name',
    name,
    '--cpus',
    '0.5',
    '--memory',
    '64m',
    IMAGES.busybox,
    'sh',
    '-c',
    loop,
  );
}

test.describe('CPU and memory in the list', () => {
  test('are read for the rows in view, while their columns show', { tag: '@web' }, async ({
    engine,
    gantry,
  }) => {
    const { page } = gantry;
    await page.setViewportSize({ width: 900, height: 560 });
    const names = Array.from({ length: CONTAINERS }, (_, index) => `web-${String(index).padStart(2, '0')}`);
    await Promise.all(names.map((name) => engine.dockerOk('run', '-d', '--name', name, IMAGES.pause)));
    const list = new ContainersPage(page);
    const [first = '', last = ''] = [names[0], names.at(-1)];
    await expect(list.row(first)).toContainText('running');
    await expect(list.row(last)).not.toBeInViewport();
    await expect.poll(() => connections(engine)).toBeLessThanOrEqual(IDLE_CONNECTIONS);

    await list.option('CPU');
    await list.option('Memory');
    const used = /\d%.*\d KiB|\d%.*\d MiB/;
    await expect(list.row(first)).toContainText(used);
    expect(await connections(engine)).toBeGreaterThan(IDLE_CONNECTIONS);
    const frame = new Frame(page);
    await frame.goTo('Activity');
    await page.getByRole('searchbox', { name: 'Filter calls' }).fill('stats');
    const id = (name: string) => engine.dockerOk('inspect', '--format', '{{.Id}}', name);
    const readings = (container: string) =>
      page.getByRole('row', { name: new RegExp(`^GET .*/containers/${container}/stats`) });
    await expect(readings(await id(first)).first()).toBeVisible();
    await expect(readings(await id(last))).toHaveCount(0);
    await expect.poll(() => connections(engine)).toBeLessThanOrEqual(IDLE_CONNECTIONS);

    await frame.goTo('Containers');
    await expect(list.row(first)).toContainText(used);
    await list.grid.hover();
    await page.mouse.wheel(0, 10_000);
    await expect(list.row(last)).toBeInViewport();
    await expect(list.row(last)).toContainText(used);

    await list.option('CPU');
    await list.option('Memory');
    await expect(list.row(last)).not.toContainText(used);
    await expect.poll(() => connections(engine)).toBeLessThanOrEqual(IDLE_CONNECTIONS);
  });

  test('sort all containers, those out of sight too, and only while their column shows', {
    tag: '@web',
  }, async ({ engine, gantry }) => {
    const { page } = gantry;
    await page.setViewportSize({ width: 900, height: 560 });
    const names = Array.from({ length: CONTAINERS }, (_, index) => `idle-${String(index).padStart(2, '0')}`);
    await Promise.all(names.map((name) => engine.dockerOk('run', '-d', '--name', name, IMAGES.pause)));
    await engine.dockerOk('create', '--name', 'asleep', IMAGES.pause);
    await runLoad(engine, 'web');
    await engine.dockerOk('exec', 'web', 'touch', '/tmp/busy');
    const list = new ContainersPage(page);
    await expect(list.row('asleep')).toBeVisible();
    await expect(list.row('web')).not.toBeInViewport();
    await list.option('CPU');
    const cpu = page.getByRole('columnheader', { name: 'CPU' });
    await cpu.click();
    await expect(cpu).toHaveAttribute('aria-sort', 'descending');
    await expect.poll(async () => (await list.names())[0]).toBe('web');
    await cpu.click();
    await expect.poll(async () => (await list.names())[0]).toMatch(/^idle/);
    await list.option('CPU');
    await expect.poll(async () => (await list.names())[0]).toBe('asleep');
  });

  test('are there again after a restart', async ({ engine, gantry }) => {
    await runLoad(engine, 'web');
    await new ContainersPage(gantry.page).option('CPU');
    await expect(new ContainersPage(gantry.page).row('web')).toContainText(/\d%/);
    const page = await gantry.restart();
    await expect(page.getByRole('columnheader', { name: 'CPU' })).toBeVisible();
    await expect(new ContainersPage(page).row('web')).toContainText(/\d%/);
  });
});

test.describe('the charts of a container', () => {
  test('follow its load', async ({ engine, gantry }) => {
    const { page } = gantry;
    await runLoad(engine, 'web');
    await new ContainersPage(page).openContainer('web');
    await page.getByRole('tab', { name: 'Stats' }).click();
    const cpu = () => chartValue(chart(page, 'CPU'));
    await expect.poll(cpu).toBeLessThan(BUSY_PERCENT);
    await engine.dockerOk('exec', 'web', 'touch', '/tmp/busy');
    await expect.poll(cpu).toBeGreaterThan(BUSY_PERCENT);
    await engine.dockerOk('exec', 'web', 'rm', '/tmp/busy');
    await expect.poll(cpu).toBeLessThan(BUSY_PERCENT);
    await expect.poll(() => chartValue(chart(page, 'Processes'))).toBeGreaterThanOrEqual(1);
  });

  test('show memory against its limit, and stop with the container', { tag: '@web' }, async ({
    engine,
    gantry,
  }) => {
    const { page } = gantry;
    await runLoad(engine, 'web');
    await new ContainersPage(page).openContainer('web');
    await page.getByRole('tab', { name: 'Stats' }).click();
    const memory = page.getByRole('figure').filter({ hasText: 'Memory' });
    await expect(memory).toContainText('Limit 64 MiB');
    await engine.dockerOk('exec', 'web', 'dd', 'if=/dev/zero', 'of=/dev/shm/filler', 'bs=1M', 'count=32');
    await expect(chart(page, 'Memory')).toHaveAccessibleName(/[34]\d(\.\d)? MiB$/);

    await engine.dockerOk('kill', 'web');
    await expect(page.getByText('The container is not running: nothing is measured.')).toBeVisible();
    await engine.dockerOk('start', 'web');
    await expect(chart(page, 'Memory')).toHaveAccessibleName(/ ([\d.]+ KiB|[1-9](\.\d+)? MiB)$/);
  });
});
