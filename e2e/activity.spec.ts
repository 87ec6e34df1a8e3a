import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { ContainersPage } from './pages/containers.ts';
import { Frame } from './pages/frame.ts';
import { ImagesPage } from './pages/images.ts';
import { RunDialog } from './pages/run-dialog.ts';
import { TasksPanel } from './pages/tasks.ts';
import { expect, test } from './rig/fixtures.ts';
import { IMAGES } from './rig/images.ts';
import { run } from './rig/process.ts';
import { startRegistry } from './rig/registry.ts';

/** The list of calls. */
class ActivityPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly filter: Locator;
  readonly rows: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: 'Activity' });
    this.filter = page.getByRole('searchbox', { name: 'Filter calls' });
    this.rows = this.grid.getByRole('row', { name: /^(GET|POST|DELETE|HEAD|PUT) / });
  }

  static async open(page: Page): Promise<ActivityPage> {
    await new Frame(page).goTo('Activity');
    return new ActivityPage(page);
  }

  call(name: RegExp): Locator {
    return this.grid.getByRole('row', { name });
  }

  /** Copies a call as a curl line and returns it. */
  async curlOf(name: RegExp): Promise<string> {
    await this.call(name).first().getByRole('button', { name: 'Copy as curl' }).click();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}

test('calls appear with how they ended', { tag: '@core' }, async ({ engine, gantry }) => {
  const { page } = gantry;
  await engine.dockerOk('run', '-d', '--name', 'web', IMAGES.pause);
  const id = await engine.dockerOk('inspect', '--format', '{{.Id}}', 'web');
  await new ContainersPage(page).act('web', 'Kill');
  await expect(new ContainersPage(page).row('web')).toContainText('exited (137)');
  const activity = await ActivityPage.open(page);
  await expect(activity.call(/^GET .*\/events\?/)).toContainText(/200|waiting/);
  await expect(activity.call(/^GET .*\/containers\/json\?/).first()).toContainText('200');
  const kill = activity.call(new RegExp(`^POST .*/containers/${id}/kill`));
  await expect(kill).toContainText('docker-host');
  await expect(kill).toContainText('204');
  await expect(kill).toContainText(/\d+ ?(ms|s)/);

  // What happens while one looks comes in on top.
  await engine.dockerOk('create', '--name', 'fresh', IMAGES.pause);
  const fresh = await engine.dockerOk('inspect', '--format', '{{.Id}}', 'fresh');
  await expect(activity.rows.first()).toHaveAccessibleName(new RegExp(fresh));
});

test('calls that fail are told from others', async ({ engine, gantry }) => {
  const { page } = gantry;
  await engine.dockerOk('create', '--name', 'web', IMAGES.pause);
  const images = await ImagesPage.open(page);
  await images.act(IMAGES.pause, 'Remove');
  await images.confirmRemoval(IMAGES.pause);
  const activity = await ActivityPage.open(page);
  await expect(activity.call(/^DELETE .*pause/)).toContainText('409');
  await engine.kill();
  await expect(activity.rows.filter({ hasText: 'failed' }).first()).toBeVisible();
});

test('calls are filtered and cleared', { tag: '@web' }, async ({ engine, gantry }) => {
  const { page } = gantry;
  await engine.dockerOk('run', '-d', '--name', 'web', IMAGES.pause);
  await new ContainersPage(page).act('web', 'Kill');
  const activity = await ActivityPage.open(page);
  await activity.filter.fill('post kill');
  await expect(activity.rows).toHaveCount(1);
  await expect(activity.rows).toHaveAccessibleName(/^POST .*\/kill/);
  await page.reload();
  await expect(activity.filter).toHaveValue('post kill');
  await expect(activity.rows).toHaveCount(1);
  await activity.filter.fill('nothing like it');
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await expect(activity.rows.nth(3)).toBeVisible();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(activity.rows).toHaveCount(0);
  await engine.dockerOk('rm', 'web');
  await engine.dockerOk('create', '--name', 'next', IMAGES.pause);
  await expect(activity.rows.first()).toBeVisible();
});

test('a call copied as curl does the same', { tag: '@web' }, async ({ engine, gantry }) => {
  const { page } = gantry;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await engine.dockerOk('run', '-d', '--name', 'web', IMAGES.pause);
  const id = await engine.dockerOk('inspect', '--format', '{{.Id}}', 'web');
  const list = new ContainersPage(page);
  await list.act('web', 'Kill');
  await expect(list.row('web')).toContainText('exited (137)');
  await list.row('web').getByRole('button', { name: 'Start', exact: true }).click();
  await expect(list.row('web')).toContainText('running');
  const activity = await ActivityPage.open(page);

  const reading = await activity.curlOf(/^GET .*\/containers\/json\?/);
  expect(reading).toMatch(/^curl --unix-socket /);
  const read = await run('sh', ['-c', `${reading} --silent --fail`]);
  expect(JSON.parse(read.stdout).map(({ Id }: { Id: string }) => Id)).toEqual([id]);

  const killing = await activity.curlOf(new RegExp(`^POST .*/containers/${id}/kill`));
  expect((await run('sh', ['-c', `${killing} --silent --fail`])).code).toBe(0);
  expect(await engine.dockerOk('inspect', '--format', '{{.State.Running}}', 'web')).toBe('false');
});

test('never a body, a header or a secret is kept', { tag: '@web' }, async ({ engine, gantry }) => {
  const { page } = gantry;
  const canary = 'canary-4f1c';
  const received: string[] = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => received.push(payload.toString())),
  );
  await page.reload();
  const registry = await startRegistry(engine, { login: true });
  try {
    const reference = await registry.push(IMAGES.pause);
    const images = await ImagesPage.open(page);
    await images.pull(reference);
    await new TasksPanel(page).expectEnd(`Pull ${reference}`, 'done');
    await new Frame(page).goTo('Containers');
    const dialog = new RunDialog(page);
    await dialog.open();
    await dialog.image().fill(IMAGES.busybox);
    await dialog.field('Command').fill(`sh -c 'sleep 1000' ${canary}`);
    await dialog.add('variable');
    await dialog.field('Variable 1').fill('API_TOKEN');
    await dialog.field('Value 1').fill(canary);
    await dialog.submit.click();
    await expect(dialog.dialog).toBeHidden();
  } finally {
    await registry.dispose();
  }
  const activity = await ActivityPage.open(page);
  await expect(activity.call(/^POST .*\/images\/create\?/)).toBeVisible();
  await expect(activity.call(/^POST .*\/containers\/create/)).toBeVisible();
  await expect(activity.grid).not.toContainText(canary);

  const secrets = [registry.login?.password ?? '', Buffer.from('gantry:open sesame').toString('base64')];
  const files = readdirSync(gantry.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
  for (const secret of secrets) expect(received.join('\n')).not.toContain(secret);
  for (const secret of [...secrets, canary])
    expect([...files, gantry.app.stderr()].join('\n')).not.toContain(secret);
});
