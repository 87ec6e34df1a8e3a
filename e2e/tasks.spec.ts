import { ContainersPage } from './pages/containers.ts';
import { Frame } from './pages/frame.ts';
import { ImagesPage } from './pages/images.ts';
import { TasksPanel } from './pages/tasks.ts';
import { expect, test } from './rig/fixtures.ts';
import { IMAGES } from './rig/images.ts';
import { type Registry, startRegistry } from './rig/registry.ts';

/** So slow, in bytes a second, that the 10 MiB of a pull do not end while a test looks at it. */
const CRAWL = 256 * 1024;
/** Connections that lost packets on a limited line need seconds until they send at full speed again, in ms. */
const LINE_RECOVERS_MS = 20_000;
/** Nobody listens there. */
const NO_REGISTRY = '127.0.0.1:9';

test.describe('the tasks panel', () => {
  test('opens from the status bar, and says how each task ended', { tag: '@core' }, async ({ gantry }) => {
    const { page } = gantry;
    const tasks = new TasksPanel(page);
    await tasks.open();
    await expect(tasks.panel).toContainText('No tasks.');
    await page.keyboard.press('Escape');
    await tasks.panel.getByRole('button', { name: 'Close' }).click();
    await expect(tasks.panel).toBeHidden();

    const images = await ImagesPage.open(page);
    const references = [`${NO_REGISTRY}/none:1`, `${NO_REGISTRY}/none:2`];
    for (const reference of references) {
      await images.pull(reference);
      await tasks.expectEnd(`Pull ${reference}`, 'failed');
    }
    // The newest is on top.
    await expect(tasks.items.nth(0)).toContainText('Pull 127.0.0.1:9/none:2');
    await expect(tasks.items.nth(1)).toContainText('Pull 127.0.0.1:9/none:1');

    await page.reload();
    await tasks.open();
    await expect(tasks.items).toHaveCount(2);
    await expect(page.getByRole('region', { name: 'Notifications' })).toBeEmpty();
    await tasks.items
      .nth(0)
      .getByRole('button', { name: 'Take off the list: Pull 127.0.0.1:9/none:2' })
      .click();
    await expect(tasks.items).toHaveCount(1);
    await tasks.panel.getByRole('button', { name: 'Clear ended' }).click();
    await expect(tasks.panel).toContainText('No tasks.');
  });

  test('closes by Escape and leaves the page as it was', { tag: '@web' }, async ({ engine, gantry }) => {
    await engine.dockerOk('create', '--name', 'web', IMAGES.pause);
    const { page } = gantry;
    const list = new ContainersPage(page);
    await list.filter.fill('we');
    const tasks = new TasksPanel(page);
    await tasks.open();
    await tasks.panel.getByRole('button', { name: 'Close' }).press('Escape');
    await expect(tasks.panel).toBeHidden();
    await expect(list.filter).toHaveValue('we');
    await expect(list.row('web')).toBeVisible();
  });
});

test.describe('tasks that run', { tag: '@web' }, () => {
  let registry: Registry;
  let references: string[];

  test.beforeEach(async ({ engine }) => {
    registry = await startRegistry(engine);
    references = [];
    for (const name of ['gantry/one:1', 'gantry/two:1']) {
      await engine.dockerOk('tag', IMAGES.layers, name);
      references.push(await registry.push(name));
      await engine.dockerOk('rmi', name);
    }
    await engine.dockerOk('rmi', IMAGES.layers);
    await registry.limit(CRAWL);
  });
  test.afterEach(() => registry.dispose());

  test('are told in the status bar and, at their end, in a word', async ({ engine, gantry }) => {
    const { page } = gantry;
    const tasks = new TasksPanel(page);
    const [one = '', two = ''] = references;
    const images = await ImagesPage.open(page);
    await images.pull(one);
    const bar = page.getByRole('contentinfo');
    await expect(bar.getByRole('progressbar', { name: `Pull ${one}` })).toBeVisible();
    await expect(bar.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /^\d+$/);
    await expect(tasks.progress(`Pull ${one}`)).toHaveAttribute('aria-valuetext', /B of .*MB/);
    await images.pull(two);
    await expect(bar.getByRole('progressbar', { name: '2 tasks running' })).toBeVisible();

    await tasks
      .task(two)
      .getByRole('button', { name: `Cancel: Pull ${two}` })
      .click();
    await tasks.expectEnd(two, 'cancelled');
    await tasks.panel.getByRole('button', { name: 'Clear ended' }).click();
    await expect(tasks.items).toHaveCount(1);
    await expect(tasks.task(one)).toContainText('running');

    await tasks.panel.getByRole('button', { name: 'Close' }).click();
    await registry.limit(undefined);
    await expect(new Frame(page).news(`Pull ${one}: done`)).toBeVisible({ timeout: LINE_RECOVERS_MS });
    await engine.dockerOk('image', 'inspect', one);
    await expect(bar.getByRole('progressbar')).toHaveCount(0);
  });

  test('fail with the engine, and say so wherever one is', async ({ engine, gantry }) => {
    const { page } = gantry;
    const tasks = new TasksPanel(page);
    const [one = ''] = references;
    await (await ImagesPage.open(page)).pull(one);
    await expect(tasks.steps(one)).toHaveCount(5);
    await tasks.panel.getByRole('button', { name: 'Close' }).click();
    await new Frame(page).goTo('Settings');
    await engine.kill();
    const alert = page.getByRole('alert').filter({ hasText: `Pull ${one}: failed` });
    await expect(alert).toBeVisible();
    await alert.getByRole('button', { name: 'Show tasks' }).click();
    await tasks.expectEnd(one, 'failed');
  });
});
