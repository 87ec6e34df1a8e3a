import { ContainersPage } from './pages/containers.ts';
import type { RigEngine } from './rig/engine.ts';
import { expect, test } from './rig/fixtures.ts';
import { IMAGES } from './rig/images.ts';

/** A container that runs until it is told otherwise; arguments of `docker run` come before the image. */
const runSleeper = (engine: RigEngine, name: string, ...options: string[]) =>
  engine.dockerOk('run', '-d', '--name', name, ...options, IMAGES.busybox, 'sleep', '100000');

const exit = (engine: RigEngine, name: string, code: number, ...options: string[]) =>
  engine.docker('run', '--name', name, ...options, IMAGES.busybox, 'sh', '-c', `exit ${code}`);

/** What the docker command does must show within this time after it has ended. */
const SHOWN_MOST_MS = 1_000;

test.describe('the list', () => {
  test('names each container with image, state and ports', { tag: '@core' }, async ({ engine, gantry }) => {
    await runSleeper(engine, 'web', '-p', '8099:80');
    await exit(engine, 'failed', 3);
    await exit(engine, 'done', 0);
    await engine.dockerOk('create', '--name', 'fresh', IMAGES.busybox);
    await runSleeper(engine, 'frozen');
    await engine.dockerOk('pause', 'frozen');
    const list = new ContainersPage(gantry.page);
    await expect(gantry.page.getByRole('heading', { level: 1, name: 'Containers' })).toBeVisible();
    await expect(list.row('web')).toContainText('running');
    // What is cut in its middle is one text to hear. Podman names the registry too.
    const image = new RegExp(`^(docker.io/)?${IMAGES.busybox}$`);
    await expect(list.row('web').getByRole('gridcell', { name: image })).toBeVisible();
    await expect(list.row('failed')).toContainText('exited (3)');
    await expect(list.row('done')).toContainText('exited (0)');
    await expect(list.row('fresh')).toContainText('created');
    await expect(list.row('frozen')).toContainText('paused');
    const port = list.row('web').getByRole('link', { name: '8099:80' });
    await expect(port).toHaveAttribute('href', 'http://localhost:8099');
    await expect(port).toHaveAttribute('rel', /noopener/);
  });

  test('tells health in words', async ({ engine, gantry }) => {
    await runSleeper(
      engine,
      'sick',
      '--health-cmd',
      'false',
      '--health-interval',
      '1s',
      '--health-retries',
      '1',
    );
    await expect(new ContainersPage(gantry.page).row('sick')).toContainText('running (unhealthy)');
  });

  test('follows the docker command', { tag: '@core' }, async ({ engine, gantry }) => {
    const list = new ContainersPage(gantry.page);
    await expect(gantry.page.getByText('No containers yet.')).toBeVisible();
    const shown = { timeout: SHOWN_MOST_MS };
    await runSleeper(engine, 'web');
    await expect(list.row('web')).toContainText('running', shown);
    await engine.dockerOk('pause', 'web');
    await expect(list.row('web')).toContainText('paused', shown);
    await engine.dockerOk('unpause', 'web');
    await expect(list.row('web')).toContainText('running', shown);
    await engine.dockerOk('rename', 'web', 'site');
    await expect(list.row('site')).toContainText('running', shown);
    await engine.dockerOk('kill', 'site');
    await expect(list.row('site')).toContainText('exited (137)', shown);
    await engine.dockerOk('rm', 'site');
    await expect(gantry.page.getByText('No containers yet.')).toBeVisible();
  });

  test('filters as one types', { tag: '@core' }, async ({ engine, gantry }) => {
    await runSleeper(engine, 'web', '--label', 'tier=front');
    await exit(engine, 'job', 1);
    await engine.dockerOk('run', '-d', '--name', 'cache', IMAGES.pause);
    const id = await engine.dockerOk('inspect', '--format', '{{.Id}}', 'job');
    const list = new ContainersPage(gantry.page);
    await expect(list.row('cache')).toBeVisible();
    for (const [text, names] of [
      ['we', ['web']],
      ['pause', ['cache']],
      [id.slice(0, 8), ['job']],
      ['state:exited', ['job']],
      ['label:tier=front', ['web']],
      ['state:running busybox', ['web']],
    ] as const) {
      await list.filter.fill(text);
      await expect.poll(() => list.names()).toEqual(names);
    }
    await list.filter.fill('nothing like it');
    await expect(gantry.page.getByText('Nothing matches “nothing like it”.')).toBeVisible();
    await gantry.page.getByRole('button', { name: 'Clear filter' }).click();
    await expect.poll(() => list.names()).toEqual(['cache', 'job', 'web']);
  });

  test('sorts, and remembers how', async ({ engine, gantry }) => {
    for (const name of ['b1', 'a10', 'a9']) await exit(engine, name, 0);
    const list = new ContainersPage(gantry.page);
    await expect.poll(() => list.names()).toEqual(['a9', 'a10', 'b1']);
    await gantry.page.getByRole('columnheader', { name: 'Name' }).click();
    await expect.poll(() => list.names()).toEqual(['b1', 'a10', 'a9']);
    await gantry.page.reload();
    await expect.poll(() => list.names()).toEqual(['b1', 'a10', 'a9']);
  });

  test('groups by compose project, or not', async ({ engine, gantry }) => {
    await runSleeper(engine, 'zoo-1', '--label', 'com.docker.compose.project=zoo');
    await runSleeper(engine, 'alone');
    const list = new ContainersPage(gantry.page);
    await expect(gantry.page.getByRole('row', { name: /^zoo\b/ }).first()).toContainText('1 of 1 running');
    await expect.poll(() => list.names()).toEqual(['zoo-1', 'alone']);
    await list.option('Group by project');
    await expect.poll(() => list.names()).toEqual(['alone', 'zoo-1']);
    await expect(list.row('zoo-1')).toContainText('zoo');
  });

  test('feeds CPU and memory only while their columns show', async ({ engine, gantry }) => {
    await runSleeper(engine, 'web');
    const list = new ContainersPage(gantry.page);
    await expect(list.row('web')).toContainText('running');
    await expect(gantry.page.getByRole('columnheader', { name: 'Memory' })).toBeHidden();
    await list.option('Memory');
    await expect(list.row('web')).toContainText(/\d (KiB|MiB)/);
  });

  test('is found again by Back: filter, selection, scroll', async ({ engine, gantry }) => {
    await runSleeper(engine, 'web-1');
    await runSleeper(engine, 'web-2');
    for (let index = 0; index < 40; index++)
      await engine.dockerOk('create', '--name', `idle-${index}`, IMAGES.pause);
    const list = new ContainersPage(gantry.page);
    await list.filter.fill('web');
    await list.select('web-1');
    await list.openContainer('web-2');
    await expect(gantry.page.getByRole('heading', { level: 1, name: 'web-2' })).toBeVisible();
    await gantry.page.getByRole('tab', { name: 'Inspect' }).click();
    await gantry.page.getByRole('link', { name: 'Back: Containers' }).click();
    await expect(list.filter).toHaveValue('web');
    await expect(gantry.page.getByRole('checkbox', { name: 'Select web-1' })).toBeChecked();
    await list.filter.fill('');
    await expect(list.row('idle-0')).toBeVisible();
    await expect(list.row('web-2')).not.toBeInViewport();
    await list.grid.hover();
    await gantry.page.mouse.wheel(0, 5_000);
    await expect(list.row('web-2')).toBeInViewport();
    await list.openContainer('web-2');
    await gantry.page.goBack();
    await expect(list.row('web-2')).toBeInViewport();
  });

  test('stays the same in two windows', async ({ engine, gantry }) => {
    await runSleeper(engine, 'web');
    const second = new ContainersPage(await gantry.openAnother());
    await expect(second.row('web')).toContainText('running');
    await new ContainersPage(gantry.page).act('web', 'Pause');
    await expect(second.row('web')).toContainText('paused');
  });
});

test.describe('actions', () => {
  test('from a row: every one', { tag: '@core' }, async ({ engine, gantry }) => {
    await engine.dockerOk('create', '--name', 'web', IMAGES.pause);
    const list = new ContainersPage(gantry.page);
    await list.row('web').getByRole('button', { name: 'Start', exact: true }).click();
    await expect(list.row('web')).toContainText('running');
    await list.act('web', 'Pause');
    await expect(list.row('web')).toContainText('paused');
    await list.row('web').getByRole('button', { name: 'Unpause' }).click();
    await expect(list.row('web')).toContainText('running');
    const started = await engine.dockerOk('inspect', '--format', '{{.State.StartedAt}}', 'web');
    await list.row('web').getByRole('button', { name: 'Restart' }).click();
    await expect
      .poll(() => engine.dockerOk('inspect', '--format', '{{.State.StartedAt}}', 'web'))
      .not.toBe(started);
    await expect(list.row('web')).toContainText('running');
    await list.act('web', 'Kill');
    await expect(list.row('web')).toContainText('exited (137)');
    await list.row('web').getByRole('button', { name: 'Start', exact: true }).click();
    await expect(list.row('web')).toContainText('running');
    await list.row('web').getByRole('button', { name: 'Stop' }).click();
    await expect(list.row('web')).toContainText('exited');
    expect(await engine.dockerOk('inspect', '--format', '{{.State.Running}}', 'web')).toBe('false');
  });

  test('show on the row before the engine has done them', async ({ engine, gantry }) => {
    await runSleeper(engine, 'web');
    const list = new ContainersPage(gantry.page);
    await expect(list.row('web')).toContainText('running');
    await engine.freeze();
    await list.row('web').getByRole('button', { name: 'Stop' }).click();
    await expect(list.row('web')).toContainText('Stopping…');
    await engine.thaw();
    await expect(list.row('web')).toContainText('exited (137)');
  });

  test('that fail give the row its word back and tell the engine’s own', async ({ engine, gantry }) => {
    await runSleeper(engine, 'holder', '-p', '8098:80');
    await engine.dockerOk('create', '--name', 'late', '-p', '8098:80', IMAGES.pause);
    const list = new ContainersPage(gantry.page);
    await list.row('late').getByRole('button', { name: 'Start', exact: true }).click();
    const alert = gantry.page.getByRole('alert').filter({ hasText: 'Could not start late' });
    await expect(alert).toContainText('A port is already taken');
    await alert.getByText('Details').click();
    await expect(alert).toContainText('8098');
    await expect(list.row('late')).toContainText('created');
  });

  test('on several at once, and what failed is told by name', async ({ engine, gantry }) => {
    await runSleeper(engine, 'holder', '-p', '8097:80');
    await engine.dockerOk('create', '--name', 'late', '-p', '8097:80', IMAGES.pause);
    await engine.dockerOk('create', '--name', 'fine', IMAGES.pause);
    const list = new ContainersPage(gantry.page);
    await list.select('holder', 'late', 'fine');
    await expect(list.bulk.getByText('3 selected')).toBeVisible();
    await list.bulk.getByRole('button', { name: 'Start', exact: true }).click();
    await expect(list.row('fine')).toContainText('running');
    await expect(gantry.page.getByRole('alert')).toContainText('Could not start 1 of 2 containers');
    await expect(gantry.page.getByRole('alert')).toContainText('late: ');
    await list.bulk.getByRole('button', { name: 'Stop' }).click();
    await expect(list.row('fine')).toContainText('exited');
    await expect(list.row('holder')).toContainText('exited');
    await expect(gantry.page.getByRole('status').filter({ hasText: 'Stopped 2 containers' })).toBeVisible();
  });

  test('removing asks, and says what is lost', { tag: '@core' }, async ({ engine, gantry }) => {
    await runSleeper(engine, 'web', '-v', 'kept:/kept', '-v', '/lost');
    await exit(engine, 'job', 0);
    const list = new ContainersPage(gantry.page);
    const volumes = () => engine.dockerOk('volume', 'ls', '-q');
    expect((await volumes()).split('\n')).toHaveLength(2);
    await list.act('web', 'Remove');
    const dialog = gantry.page.getByRole('dialog', { name: 'Remove web?' });
    await expect(dialog).toContainText('It is running: its process is killed.');
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(list.row('web')).toContainText('running');
    await list.select('web', 'job');
    await list.bulk.getByRole('button', { name: 'Remove' }).click();
    const both = gantry.page.getByRole('dialog', { name: 'Remove 2 containers?' });
    await both.getByRole('checkbox', { name: /anonymous volumes/ }).check();
    await both.getByRole('button', { name: 'Remove 2 containers' }).click();
    await expect(gantry.page.getByText('No containers yet.')).toBeVisible();
    expect(await volumes()).toBe('kept');
  });
});

test.describe('an engine that is away', () => {
  test('is told, the list stays, and both heal by themselves', async ({ engine, gantry }) => {
    await exit(engine, 'job', 0);
    const list = new ContainersPage(gantry.page);
    await expect(list.row('job')).toBeVisible();
    await engine.kill();
    await expect(gantry.page.getByRole('button', { name: /^Engine: .*, stopped$/ })).toBeVisible({
      timeout: 3_000,
    });
    await expect(gantry.page.getByRole('alert')).toContainText('The engine is not running.');
    await expect(gantry.page.getByText(/Last known state/)).toBeVisible();
    await expect(list.row('job')).toBeVisible();
    await engine.start();
    await expect(gantry.page.getByRole('button', { name: /^Engine: .*, running$/ })).toBeVisible({
      timeout: 2_000,
    });
    await expect(gantry.page.getByText(/Last known state/)).toBeHidden();
    await exit(engine, 'after', 0);
    await expect(list.row('after')).toBeVisible();
  });
});
