import { Frame } from './pages/frame.ts';
import { ImagesPage } from './pages/images.ts';
import { TasksPanel } from './pages/tasks.ts';
import { startDockerd } from './rig/dockerd.ts';
import type { RigEngine } from './rig/engine.ts';
import { expect, test } from './rig/fixtures.ts';
import { IMAGES, loadImages } from './rig/images.ts';
import { startRegistry } from './rig/registry.ts';

/** The four layers of the test image are 10 MiB: at this rate in bytes a second a pull of them takes five seconds. */
const SLOW = 2 * 1024 * 1024;
/** So slow that a pull does not end while a test looks at it. */
const CRAWL = 256 * 1024;
/** Connections that lost packets on a limited line need seconds until they send at full speed again, in ms. */
const LINE_RECOVERS_MS = 20_000;
/** Nobody listens there. */
const NO_REGISTRY = '127.0.0.1:9';

/** Puts the image with four large layers into a registry and takes it off the engine. */
async function pushLayers(
  engine: RigEngine,
  registry: { push(image: string): Promise<string> },
): Promise<string> {
  const reference = await registry.push(IMAGES.layers);
  await engine.dockerOk('rmi', IMAGES.layers);
  return reference;
}

test.describe('pulling', { tag: '@web' }, () => {
  test('tells each layer, the sum and the speed, and how it ended', async ({ engine, gantry }) => {
    const registry = await startRegistry(engine);
    try {
      const reference = await pushLayers(engine, registry);
      await registry.limit(SLOW);
      const images = await ImagesPage.open(gantry.page);
      await images.pull(reference);
      const tasks = new TasksPanel(gantry.page);
      const name = `Pull ${reference}`;
      await expect(tasks.task(name)).toContainText('running');
      await expect(tasks.steps(name)).toHaveCount(5);
      await expect(tasks.steps(name).filter({ hasText: 'Already exists' })).toHaveCount(1);
      await expect(
        tasks
          .steps(name)
          .filter({ hasText: /\d+(\.\d+)? [kM]?B \/ \d+(\.\d+)? MB/ })
          .first(),
      ).toBeVisible();
      await expect(tasks.task(name)).toContainText(/[\d.]+ [kM]B of [\d.]+ MB, [\d.]+ [kM]B\/s/);
      const sofar = async () => Number(await tasks.progress(name).getAttribute('aria-valuenow'));
      const [early, most] = [await sofar(), 100];
      await expect.poll(sofar).toBeGreaterThan(early);
      expect(await sofar()).toBeLessThanOrEqual(most);
      await registry.limit(undefined);
      await tasks.expectEnd(name, 'done', { timeout: LINE_RECOVERS_MS });
      await expect(images.row(reference)).toBeVisible();
      await engine.dockerOk('image', 'inspect', reference);
    } finally {
      await registry.dispose();
    }
  });

  test('ends at a cancel, and can begin anew', async ({ engine, gantry }) => {
    const registry = await startRegistry(engine);
    try {
      const reference = await pushLayers(engine, registry);
      await registry.limit(CRAWL);
      const images = await ImagesPage.open(gantry.page);
      await images.pull(reference);
      const tasks = new TasksPanel(gantry.page);
      const name = `Pull ${reference}`;
      await expect(tasks.steps(name)).toHaveCount(5);
      await tasks
        .task(name)
        .getByRole('button', { name: `Cancel: ${name}` })
        .click();
      await tasks.expectEnd(name, 'cancelled');
      await registry.limit(undefined);
      expect((await engine.docker('image', 'inspect', reference)).code).not.toBe(0);
      await gantry.page.getByRole('button', { name: 'Clear ended' }).click();
      await images.pull(reference);
      await tasks.expectEnd(name, 'done');
    } finally {
      await registry.dispose();
    }
  });

  test('goes on while the page reloads or shows something else, and is done once', async ({
    engine,
    gantry,
  }) => {
    const registry = await startRegistry(engine);
    const { page } = gantry;
    try {
      const reference = await pushLayers(engine, registry);
      await registry.limit(CRAWL);
      const images = await ImagesPage.open(page);
      await images.pull(reference);
      const tasks = new TasksPanel(page);
      const name = `Pull ${reference}`;
      await expect(tasks.steps(name)).toHaveCount(5);
      await images.pull(reference);
      await expect(tasks.items).toHaveCount(1);

      await new Frame(page).goTo('Containers');
      await page.reload();
      await tasks.open(name);
      await expect(tasks.task(name)).toContainText('running');
      await expect(tasks.steps(name)).toHaveCount(5);
      await registry.limit(undefined);
      await tasks.expectEnd(name, 'done', { timeout: LINE_RECOVERS_MS });
      await ImagesPage.open(page);
      await expect(images.row(reference)).toBeVisible();
    } finally {
      await registry.dispose();
    }
  });

  test('that fails says why', { tag: '@core' }, async ({ engine, gantry, launch }) => {
    const open = await startRegistry(engine);
    const locked = await startRegistry(engine, { login: true });
    try {
      const known = await open.push(IMAGES.pause);
      const guarded = await locked.push(IMAGES.pause);
      const images = await ImagesPage.open(gantry.page);
      const tasks = new TasksPanel(gantry.page);
      for (const [reference, reason, words] of [
        [`${known}-none`, 'The registry has no such tag.', /manifest|not found/],
        [`${NO_REGISTRY}/none:1`, 'The registry cannot be reached.', /connection refused/],
      ] as const) {
        await images.pull(reference);
        const task = tasks.task(`Pull ${reference}`);
        await tasks.expectEnd(`Pull ${reference}`, 'failed');
        await expect(task.getByRole('alert')).toContainText(reason);
        await task.getByRole('button', { name: 'Details' }).click();
        await expect(task.getByRole('alert')).toContainText(words);
      }
      // The login that the docker command knows is enough.
      await images.pull(guarded);
      await tasks.expectEnd(`Pull ${guarded}`, 'done');

      const stranger = await launch({ env: { ...engine.env, DOCKER_CONFIG: '/nonexistent' } });
      await (await ImagesPage.open(stranger.page)).pull(guarded);
      const refused = new TasksPanel(stranger.page).task(`Pull ${guarded}`);
      await expect(refused.getByRole('alert')).toContainText('The registry wants a login for that.');
      await expect(refused.getByRole('alert')).toContainText(`docker login ${locked.host}`);
    } finally {
      await open.dispose();
      await locked.dispose();
    }
  });

  test('onto a full disk says so', async ({ launch }) => {
    const engine = await startDockerd({ diskMegabytes: 64 });
    const registry = await startRegistry(engine);
    try {
      await loadImages(engine);
      const reference = await pushLayers(engine, registry);
      const filler = ['--name', 'filler', IMAGES.busybox, 'dd', 'if=/dev/zero', 'of=/filler', 'bs=64k'];
      expect((await engine.docker('run', ...filler)).stderr).toContain('No space left on device');
      const { page } = await launch({ env: engine.env });
      await (await ImagesPage.open(page)).pull(reference);
      const task = new TasksPanel(page).task(`Pull ${reference}`);
      await expect(task.getByRole('alert')).toContainText('The engine’s disk is full.');
      await expect(task.getByRole('alert')).toContainText('Remove images or containers that are not needed');
    } finally {
      await registry.dispose();
      await engine.dispose();
    }
  });

  test('asks for a reference that can be one, and keeps what was typed', async ({ gantry }) => {
    const { page } = gantry;
    const images = await ImagesPage.open(page);
    const open = () => page.getByRole('button', { name: 'Pull', exact: true }).click();
    const submit = images.pullDialog.getByRole('button', { name: 'Pull', exact: true });
    await open();
    await expect(images.reference).toBeFocused();
    await submit.click();
    await expect(images.reference).toHaveAccessibleDescription(/^Enter an image\./);
    for (const [typed, message] of [
      ['Alpine', 'A repository’s name is written in lower case.'],
      ['alpine latest', 'An image reference has no spaces.'],
      ['alpine@sha256:1', 'A digest is written as sha256: and 64 hexadecimal digits.'],
      ['alpine:', /tag/],
    ] as const) {
      await images.reference.fill(typed);
      await expect(images.reference).toHaveAccessibleDescription(new RegExp(message));
      await submit.click();
      await expect(images.pullDialog).toBeVisible();
    }
    await images.reference.fill(`${NO_REGISTRY}/kept:1`);
    await page.keyboard.press('Escape');
    await expect(images.pullDialog).toBeHidden();
    await open();
    await expect(images.reference).toHaveValue(`${NO_REGISTRY}/kept:1`);
    await expect(images.reference).toHaveAccessibleDescription(/^name, name:tag/);
    await page.keyboard.press('Enter');
    const tasks = new TasksPanel(page);
    await tasks.expectEnd(`Pull ${NO_REGISTRY}/kept:1`, 'failed');
    await expect(tasks.items).toHaveCount(1);
  });
});
