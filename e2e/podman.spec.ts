import { ContainersPage } from './pages/containers.ts';
import { ImagesPage } from './pages/images.ts';
import { RunDialog } from './pages/run-dialog.ts';
import { TasksPanel } from './pages/tasks.ts';
import { expect, test } from './rig/fixtures.ts';
import { IMAGES } from './rig/images.ts';
import { startRegistry } from './rig/registry.ts';

test.describe('on any engine', { tag: ['@core', '@web'] }, () => {
  test('an image is pulled from a registry, run, and removed with what ran from it', async ({
    engine,
    gantry,
  }) => {
    const { page } = gantry;
    const registry = await startRegistry(engine);
    try {
      const reference = await registry.push(IMAGES.layers);
      const images = await ImagesPage.open(page);
      await images.pull(reference);
      const tasks = new TasksPanel(page);
      await tasks.expectEnd(`Pull ${reference}`, 'done');
      await tasks.panel.getByRole('button', { name: 'Close' }).click();
      await engine.dockerOk('image', 'inspect', reference);

      const list = new ContainersPage(page);
      await list.open();
      const run = new RunDialog(page);
      await run.open();
      await run.image().fill(reference);
      await run.field('Name').fill('pulled');
      await run.field('Command').fill('sleep 100000');
      await run.submit.click();
      await expect(list.row('pulled')).toContainText('running');
      await expect(list.row('pulled')).toContainText(reference);
      expect(await engine.dockerOk('ps', '--format', '{{.Names}} {{.Image}}')).toBe(`pulled ${reference}`);

      await list.act('pulled', 'Remove');
      await page.getByRole('button', { name: 'Remove pulled' }).click();
      await expect(page.getByText('No containers yet.')).toBeVisible();
      await engine.dockerOk('rmi', reference);
      await ImagesPage.open(page);
      await images.filter.fill(registry.host);
      await expect(page.getByText('Nothing matches')).toBeVisible();
    } finally {
      await registry.dispose();
    }
  });
});

test.describe('each engine', { tag: ['@core', '@web'] }, () => {
  test('is told from the others, and what its own command does shows', async ({
    engine,
    gantry,
    engineKind,
  }) => {
    const { page } = gantry;
    const list = new ContainersPage(page);
    await page.getByRole('button', { name: /^Engine: / }).click();
    const version = await engine.dockerOk('version', '--format', '{{.Server.Version}}');
    const product = engineKind === 'podman' ? 'Podman Engine' : 'Docker Engine';
    await expect(page.getByRole('region', { name: 'DOCKER_HOST' })).toContainText(`${product} ${version}`);
    await list.open();
    const command =
      engineKind === 'podman'
        ? (...args: string[]) => engine.run('podman', ['--remote', '--url', engine.host, ...args])
        : (...args: string[]) => engine.docker(...args);
    const begun = await command('run', '-d', '--name', 'own', IMAGES.pause);
    expect(begun.code, begun.stderr).toBe(0);
    await expect(list.row('own')).toContainText('running');
    await command('pause', 'own');
    await expect(list.row('own')).toContainText('paused');
    await command('unpause', 'own');
    await command('kill', 'own');
    await expect(list.row('own')).toContainText('exited (137)');
    await command('rm', 'own');
    await expect(page.getByText('No containers yet.')).toBeVisible();
  });
});
