import { ContainersPage } from './pages/containers.ts';
import { RunDialog } from './pages/run-dialog.ts';
import { expect, test } from './rig/fixtures.ts';
import { IMAGES } from './rig/images.ts';
import { startRegistry } from './rig/registry.ts';

/** Bytes a second at which the test image, 10 MiB, is still under way when the test looks. */
const SLOW = 2 * 1024 * 1024;

test('a container is run with all that was asked for', { tag: '@core' }, async ({ engine, gantry }) => {
  const run = new RunDialog(gantry.page);
  await run.open();
  await run.image().fill('gantry/busy');
  await gantry.page.getByRole('option', { name: IMAGES.busybox }).click();
  // Podman names the registry too.
  await expect(run.image()).toHaveValue(new RegExp(`${IMAGES.busybox}$`));
  await run.field('Name').fill('web');
  await run.field('Command').fill(`sh -c 'echo "$GREETING"; sleep 1000'`);
  await expect(run.dialog.getByText('echo "$GREETING"; sleep 1000', { exact: true })).toBeVisible();
  await run.add('port');
  await run.field('Host port 1').fill('8096');
  await run.field('Container port 1').fill('80');
  await run.add('variable');
  await run.field('Variable 1').fill('GREETING=hello there');
  await expect(run.field('Value 1')).toHaveValue('hello there');
  await run.add('volume');
  await run.field('Volume or host path 1').fill('data');
  await run.field('Path in the container 1').fill('/data');
  await run.dialog.getByRole('combobox', { name: 'Access 1' }).selectOption('read only');
  await run.dialog.getByRole('combobox', { name: 'Restart policy' }).click();
  await gantry.page.getByRole('option', { name: 'unless stopped' }).click();
  await run.field('Memory limit').fill('64m');
  await run.field('CPU limit').fill('0.5');
  await run.submit.click();
  await expect(run.dialog).toBeHidden();
  await expect(gantry.page.getByRole('status').filter({ hasText: 'Started web' })).toBeVisible();
  await expect(new ContainersPage(gantry.page).row('web')).toContainText('running');

  const [made] = JSON.parse(await engine.dockerOk('inspect', 'web'));
  expect(made.Config.Cmd).toEqual(['sh', '-c', 'echo "$GREETING"; sleep 1000']);
  expect(made.Config.Env).toContain('GREETING=hello there');
  expect(made.HostConfig.PortBindings['80/tcp'][0].HostPort).toBe('8096');
  expect(made.HostConfig.RestartPolicy.Name).toBe('unless-stopped');
  expect(made.HostConfig.Memory).toBe(64 * 1024 * 1024);
  expect(made.Mounts).toContainEqual(
    expect.objectContaining({ Name: 'data', Destination: '/data', RW: false }),
  );
  await expect.poll(() => engine.dockerOk('logs', 'web')).toBe('hello there');
});

test('an image that is missing is pulled first, and how far it is shows', { tag: '@web' }, async ({
  engine,
  gantry,
}) => {
  const registry = await startRegistry(engine);
  try {
    const reference = await registry.push(IMAGES.layers);
    await engine.dockerOk('rmi', IMAGES.layers);
    await registry.limit(SLOW);
    const run = new RunDialog(gantry.page);
    await run.open();
    await run.image().fill(reference);
    await run.field('Name').fill('web');
    await run.submit.click();
    await expect(run.dialog.getByRole('progressbar', { name: `Pull ${reference}` })).toBeVisible();
    await registry.limit(undefined);
    await expect(run.dialog).toBeHidden();
    await expect(new ContainersPage(gantry.page).row('web')).toBeVisible();
  } finally {
    await registry.dispose();
  }
});

test('wrong values are told next to their fields before anything is sent', async ({ engine, gantry }) => {
  const run = new RunDialog(gantry.page);
  await run.open();
  await run.submit.click();
  await expect(run.image()).toBeFocused();
  await expect(run.image()).toHaveAccessibleDescription('Enter an image.');
  for (const [fill, field, message] of [
    ['Busybox', run.image(), 'A repository’s name is written in lower case.'],
    ['-web', run.field('Name'), 'Use letters, digits, “_”, “.” and “-”, a letter or digit first.'],
    ["echo 'a", run.field('Command'), 'A quotation mark is not closed.'],
    ['lots', run.field('Memory limit'), 'Write a number with k, m or g, such as 512m.'],
    ['1000', run.field('CPU limit'), /^The engine has \d+ CPUs\.$/],
  ] as const) {
    await field.fill(fill);
    await expect(field).toHaveAccessibleDescription(message);
  }
  await run.add('port');
  await run.field('Host port 1').fill('65536');
  await expect(run.field('Host port 1')).toHaveAccessibleDescription(/Ports go from 1 to 65535\./);
  await run.add('volume');
  await run.field('Volume or host path 1').fill('./here');
  await expect(run.field('Volume or host path 1')).toHaveAccessibleDescription(
    /A host path begins with “\/”\./,
  );
  await run.submit.click();
  await expect(run.dialog).toBeVisible();
  expect(await engine.dockerOk('ps', '-aq')).toBe('');
});

test('an error of the engine is told whole and loses nothing that was typed', async ({ engine, gantry }) => {
  await engine.dockerOk('create', '--name', 'web', IMAGES.busybox);
  const run = new RunDialog(gantry.page);
  await run.open();
  await run.image().fill(IMAGES.busybox);
  await run.field('Name').fill('web');
  await run.field('Command').fill('sleep 1000');
  await run.submit.click();
  const alert = run.dialog.getByRole('alert');
  await expect(alert).toContainText(`Could not run ${IMAGES.busybox}`);
  await alert.getByText('Details').click();
  await expect(alert).toContainText('is already in use by container');
  await gantry.page.keyboard.press('Escape');
  await expect(run.dialog).toBeHidden();
  await run.open();
  await expect(run.field('Command')).toHaveValue('sleep 1000');
  await run.field('Name').fill('web-2');
  await run.submit.click();
  await expect(run.dialog).toBeHidden();
  await expect(new ContainersPage(gantry.page).row('web-2')).toContainText('running');
  await run.open();
  await expect(run.image()).toHaveValue('');
});

test('what could not start leaves no container behind', async ({ engine, gantry }) => {
  const run = new RunDialog(gantry.page);
  await run.open();
  await run.image().fill(IMAGES.pause);
  await run.field('Name').fill('web');
  await run.add('volume');
  await run.field('Volume or host path 1').fill('data');
  await run.field('Path in the container 1').fill('/bin/sleep');
  await run.submit.click();
  await expect(run.dialog.getByRole('alert')).toContainText('Could not run');
  expect(await engine.dockerOk('ps', '-aq')).toBe('');
});

test('the form can be taken along as a command', { tag: '@web' }, async ({ engine, gantry }) => {
  await gantry.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const run = new RunDialog(gantry.page);
  await run.open();
  await run.image().fill(IMAGES.busybox);
  await run.field('Name').fill('copied');
  await run.field('Command').fill(`sh -c 'echo it works'`);
  await run.dialog.getByRole('button', { name: 'Copy as docker run' }).click();
  await expect(run.dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  const command = await gantry.page.evaluate(() => navigator.clipboard.readText());
  expect(command).toBe(
    `docker -H ${engine.host} run -d --name copied ${IMAGES.busybox} sh -c 'echo it works'`,
  );
});
