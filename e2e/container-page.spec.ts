import { visit } from './pages/address.ts';
import { ContainersPage } from './pages/containers.ts';
import { Frame } from './pages/frame.ts';
import { expect, test } from './rig/fixtures.ts';
import { IMAGES } from './rig/images.ts';

const SECRET = 'correct-horse';

test('shows a container’s facts and hides what looks like a secret', { tag: '@core' }, async ({
  engine,
  gantry,
}) => {
  await engine.dockerOk(
    ...['run', '-d', '--name', 'web', '-p', '8095:80', '-v', 'data:/data:ro', '-m', '64m'],
    ...['--restart', 'on-failure:3', '-e', `DB_PASSWORD=${SECRET}`, '-e', 'COLOUR=green'],
    ...['--label', 'tier=front', IMAGES.busybox, 'sh', '-c', 'sleep 100000'],
  );
  const { page } = gantry;
  await new ContainersPage(page).openContainer('web');
  await expect(page.getByRole('heading', { level: 1, name: 'web' })).toBeVisible();
  await expect(page.getByRole('tab')).toHaveText(['Overview', 'Logs', 'Terminal', 'Stats', 'Inspect']);
  const part = (name: string) => page.getByRole('region', { name, exact: true });
  await expect(part('Process')).toContainText("sh -c 'sleep 100000'");
  await expect(part('Process')).toContainText(IMAGES.busybox);
  await expect(part('Limits')).toContainText('64 MiB');
  await expect(part('Limits')).toContainText('on failure, at most 3 times');
  await expect(part('Ports').getByRole('link', { name: '8095:80' })).toBeVisible();
  await expect(part('Mounts')).toContainText(/data\s*→\s*\/data\s*read only/);
  await expect(part('Labels')).toContainText('tier');
  const env = part('Environment');
  await expect(env).toContainText('green');
  await expect(env).not.toContainText(SECRET);
  await env.getByRole('button', { name: 'Show value' }).click();
  await expect(env).toContainText(SECRET);
});

test('acts from its head, and follows what happens', { tag: '@core' }, async ({ engine, gantry }) => {
  await engine.dockerOk('create', '--name', 'web', IMAGES.pause);
  const { page } = gantry;
  await new ContainersPage(page).openContainer('web');
  await page.getByRole('main').getByRole('button', { name: 'Start' }).click();
  await expect(page.getByText('running', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Process' })).toContainText('Started');
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Pause' }).click();
  await expect(page.getByRole('main').getByText('paused')).toBeVisible();
  await engine.dockerOk('unpause', 'web');
  await page.getByRole('main').getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('main').getByText(/^exited/)).toBeVisible();
});

test('its address names host, thing and tab, and survives a reload', async ({ engine, gantry }) => {
  const id = await engine.dockerOk('create', '--name', 'web', IMAGES.pause);
  const { page } = gantry;
  await new ContainersPage(page).openContainer('web');
  await page.getByRole('tab', { name: 'Inspect' }).click();
  await expect(page).toHaveURL(new RegExp(`#/containers/docker-host/${id}/inspect$`));
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Inspect' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tree')).toContainText('"/web"');
  await page.goBack();
  await expect(page.getByRole('grid', { name: 'Containers' })).toBeVisible();
  // A name leads to the container that has it.
  await visit(page, 'containers/web/stats');
  await expect(page).toHaveURL(new RegExp(`#/containers/docker-host/${id}/stats$`));
});

test('says that it was removed, and leads to the one that has its name now', async ({ engine, gantry }) => {
  const create = () => engine.dockerOk('create', '--name', 'web', IMAGES.pause);
  await create();
  const { page } = gantry;
  await new ContainersPage(page).openContainer('web');
  await expect(page.getByRole('region', { name: 'Process' })).toBeVisible();
  await engine.dockerOk('rm', 'web');
  await expect(page.getByRole('alert')).toContainText('This container does not exist any more.');
  await expect(page.getByRole('main').getByRole('button', { name: 'Start' })).toBeHidden();
  const heir = await create();
  await page.getByRole('link', { name: 'Open the container that is now called web' }).click();
  await expect(page).toHaveURL(new RegExp(heir));
  await expect(page.getByText('created', { exact: true })).toBeVisible();
  await visit(page, 'containers/0123456789abcdef');
  await expect(page.getByRole('alert')).toContainText('This container does not exist any more.');
});

test('draws its use while it is shown, and reads nothing otherwise', { tag: '@web' }, async ({
  engine,
  gantry,
}) => {
  await engine.dockerOk('run', '-d', '--name', 'busy', IMAGES.busybox, 'sh', '-c', 'while :; do :; done');
  const { page } = gantry;
  await new ContainersPage(page).openContainer('busy');
  await page.getByRole('tab', { name: 'Stats' }).click();
  for (const name of ['CPU', 'Memory', 'Network', 'Disk', 'Processes'])
    await expect(page.getByRole('img', { name: new RegExp(`^${name}: .*\\d`) })).toBeVisible();
  const cpu = page.getByRole('img', { name: /^CPU: used [1-9]\d+%$/ });
  await expect(cpu).toBeVisible();
  await page.getByRole('tab', { name: 'Overview' }).click();
  await new Frame(page).goTo('Activity');
  const stats = page.getByRole('row', { name: /\/stats\?/ });
  await expect(stats.first()).toBeVisible();
  const asked = await stats.count();
  await engine.dockerOk('pause', 'busy');
  await expect(page.getByRole('row', { name: /\/containers\/[0-9a-f]+\/json/ }).first()).toBeVisible();
  expect(await stats.count()).toBe(asked);
});
