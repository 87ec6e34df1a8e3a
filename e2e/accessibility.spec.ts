import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { visit } from './pages/address.ts';
import { ContainersPage } from './pages/containers.ts';
import { Frame } from './pages/frame.ts';
import { RunDialog } from './pages/run-dialog.ts';
import type { RigEngine } from './rig/engine.ts';
import { expect, test } from './rig/fixtures.ts';
import { IMAGES } from './rig/images.ts';
import { startRegistry } from './rig/registry.ts';

/** What is shown while it moves has colours that are none of the design's. */
const STILL = { reducedMotion: 'reduce' } as const;
/** All that the theme can change. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];
/** What floats belongs to the control that opened it and not to a landmark. */
const FLOATS = '[role=menu], [role=listbox], [role=tooltip]';
/** Stops of the focus that hand it on at once. */
const FOCUS_GUARDS = '[data-base-ui-focus-guard]';
const MOST_OF_AN_ELEMENT = 200;

/** Expects no violation of any rule of axe on what the page shows now, in both themes. */
async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ ...STILL, colorScheme });
    // Without frames there is nothing that the other mode adds; it opens a page beside this one.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude(FOCUS_GUARDS);
    if (colorScheme === 'dark') axe.withRules(RULES_OF_COLOUR);
    const found: string[] = [];
    for (const { id, nodes } of (await axe.analyze()).violations) {
      for (const { html, target, failureSummary } of nodes) {
        if (id === 'region' && (await isInside(page, String(target[0]), FLOATS))) continue;
        found.push(`${id}: ${html.slice(0, MOST_OF_AN_ELEMENT)} ${failureSummary}`);
      }
    }
    expect.soft(found, `${what}, ${colorScheme}`).toEqual([]);
  }
}

const isInside = (page: Page, target: string, outer: string) =>
  page.locator(target).evaluate((element, selector) => element.closest(selector) !== null, outer);

/** A container of each look: running with ports, in a project, unhealthy, failed, paused, never started. */
async function makeContainers(engine: RigEngine): Promise<void> {
  const run = (name: string, ...rest: string[]) => engine.dockerOk('run', '-d', '--name', name, ...rest);
  const project = ['--label', 'com.docker.compose.project=shop'];
  const health = ['--health-cmd', 'false', '--health-interval', '1s', '--health-retries', '1'];
  const text =
    'printf "plain\\n\\033[31merror\\033[0m \\033[2mdim\\033[0m\\n"; echo warning >&2; sleep 100000';
  await run('web', '-p', '8080:80', '-e', 'API_TOKEN=secret', ...project, IMAGES.busybox, 'sh', '-c', text);
  await run('api', ...project, ...health, IMAGES.busybox, 'sleep', '100000');
  await engine.docker('run', '--name', 'job', IMAGES.busybox, 'sh', '-c', 'echo done; exit 3');
  await engine.dockerOk('create', '--name', 'fresh', '-v', 'data:/data', IMAGES.busybox);
  await run('frozen', IMAGES.pause);
  await engine.dockerOk('pause', 'frozen');
}

const idOf = (engine: RigEngine, name: string) => engine.dockerOk('inspect', '--format', '{{.Id}}', name);

test.describe('axe finds nothing on', { tag: '@web' }, () => {
  test('the list of containers, empty, full and with rows selected', async ({ engine, gantry }) => {
    const { page } = gantry;
    const list = new ContainersPage(page);
    await expect(page.getByText('No containers yet.')).toBeVisible();
    await expectAccessible(page, 'the empty list');

    await makeContainers(engine);
    await expect(list.row('api')).toContainText('unhealthy');
    await expect(list.row('frozen')).toContainText('paused');
    await expectAccessible(page, 'the list');
    await list.select('web', 'job');
    await expectAccessible(page, 'selected rows');
    await list.bulk.getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, 'the question before removing');
  });

  test('the menus of the list, and a filter without a match', async ({ engine, gantry }) => {
    const { page } = gantry;
    const list = new ContainersPage(page);
    await makeContainers(engine);
    await list.row('web').getByRole('button', { name: 'More actions' }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await expectAccessible(page, "a row's menu");
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'View options' }).click();
    await expect(page.getByRole('menuitemcheckbox', { name: 'Memory' })).toBeVisible();
    await expectAccessible(page, 'view options');
    await page.keyboard.press('Escape');
    await list.filter.fill('nothing like it');
    await expect(page.getByText('Nothing matches')).toBeVisible();
    await expectAccessible(page, 'a list without a match');
  });

  for (const tab of ['overview', 'logs', 'terminal', 'stats', 'inspect']) {
    test(`a container's ${tab}`, async ({ engine, gantry }) => {
      const { page } = gantry;
      await makeContainers(engine);
      await visit(page, `containers/${await idOf(engine, 'web')}/${tab}`);
      await expect(page.getByRole('tabpanel').first()).toBeVisible();
      const drawn = {
        overview: () => expect(page.getByText('API_TOKEN')).toBeVisible(),
        logs: () => expect(page.getByRole('log', { name: 'Logs' })).toContainText('warning'),
        terminal: () => expect(page.getByText(/^Running /)).toBeVisible(),
        stats: () => expect(page.getByRole('img', { name: /^Memory: used \d/ })).toBeVisible(),
        inspect: () => expect(page.getByRole('tree')).toContainText('HostConfig'),
      }[tab];
      await drawn?.();
      await expectAccessible(page, tab);

      if (tab === 'logs') {
        await page.getByRole('searchbox', { name: 'Search logs' }).fill('error');
        await expect(page.getByRole('log').locator('mark').first()).toBeVisible();
        await page.getByRole('button', { name: 'Timestamps' }).click();
        await expectAccessible(page, 'a search in logs');
        await page.getByRole('combobox', { name: 'Since' }).click();
        await expect(page.getByRole('option', { name: 'From the start' })).toBeVisible();
        await expectAccessible(page, 'a choice in the log tools');
      }
      if (tab === 'terminal') {
        await page.getByRole('button', { name: 'New terminal' }).click();
        await expect(page.getByRole('tab', { name: 'ash 2' })).toBeVisible();
        await page.getByRole('button', { name: 'Search', exact: true }).click();
        await expect(page.getByRole('searchbox', { name: 'Search terminal' })).toBeVisible();
        await expectAccessible(page, 'two terminals and their search');
      }
      if (tab === 'inspect') {
        await page.getByRole('searchbox', { name: 'Search the JSON' }).fill('token');
        await expect(page.getByRole('tree')).toContainText('API_TOKEN');
        await expectAccessible(page, 'a search in the JSON');
        await page.getByRole('button', { name: 'Raw JSON' }).click();
        await expectAccessible(page, 'raw JSON');
      }
    });
  }

  test('a container that does not run, that has no shell, and that is gone', async ({ engine, gantry }) => {
    const { page } = gantry;
    await makeContainers(engine);
    const fresh = await idOf(engine, 'fresh');
    await visit(page, `containers/${fresh}/terminal`);
    await expect(page.getByText('fresh is not running')).toBeVisible();
    await expectAccessible(page, 'no terminal');
    await visit(page, `containers/${fresh}/stats`);
    await expect(page.getByText('nothing is measured')).toBeVisible();
    await expectAccessible(page, 'no stats');
    await visit(page, `containers/${fresh}/logs`);
    await expect(page.getByText('No output yet')).toBeVisible();
    await expectAccessible(page, 'no logs');
    await engine.dockerOk('unpause', 'frozen');
    await visit(page, `containers/${await idOf(engine, 'frozen')}/terminal`);
    await expect(page.getByText('No shell could be started in frozen')).toBeVisible();
    await expectAccessible(page, 'no shell');
    await visit(page, `containers/${await idOf(engine, 'job')}/logs`);
    await expect(page.getByText('The container exited with code 3.')).toBeVisible();
    await engine.dockerOk('rm', 'job');
    await expect(page.getByText('This container does not exist any more.')).toBeVisible();
    await expectAccessible(page, 'a container that is gone');
  });

  test('images', async ({ engine, gantry }) => {
    const { page } = gantry;
    await makeContainers(engine);
    await visit(page, 'images');
    const row = page.getByRole('row', { name: new RegExp(`^${IMAGES.layers}`) });
    await expect(row).toBeVisible();
    await expectAccessible(page, 'the list of images');
    await page.getByRole('button', { name: 'Pull', exact: true }).click();
    await page.getByRole('textbox', { name: 'Reference' }).fill('UPPER');
    await expect(page.getByText('lower case')).toBeVisible();
    await expectAccessible(page, 'the pull dialog with a wrong reference');
    await page.keyboard.press('Escape');
    await row.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: /^Remove$/ }).click();
    await expect(page.getByRole('checkbox', { name: /^Force/ })).toBeVisible();
    await expectAccessible(page, 'the question before an image is removed');
  });

  test('an image', async ({ engine, gantry }) => {
    const { page } = gantry;
    const id = await engine.dockerOk('image', 'inspect', '--format', '{{.Id}}', IMAGES.layers);
    await visit(page, `images/${id}`);
    await expect(page.getByRole('tab', { name: 'Layers' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Environment' })).toContainText('PATH');
    await expectAccessible(page, "an image's overview");
    await page.getByRole('tab', { name: 'Layers' }).click();
    await expect(page.getByRole('grid', { name: 'Layers' })).toContainText('ADD busybox /');
    await expectAccessible(page, "an image's layers");
    await page.getByRole('tab', { name: 'Inspect' }).click();
    await expect(page.getByRole('tree')).toContainText('RootFS');
    await expectAccessible(page, "an image's JSON");
    await visit(page, `images/sha256:${'0'.repeat(64)}`);
    await expect(page.getByText('This image does not exist any more.')).toBeVisible();
    await expectAccessible(page, 'an image that is gone');
  });

  test('the run dialog', async ({ engine, gantry }) => {
    const { page } = gantry;
    await engine.dockerOk('create', '--name', 'taken', IMAGES.busybox);
    const run = new RunDialog(page);
    await run.open();
    await expect(run.dialog).toBeVisible();
    await run.image().fill('busy');
    await expect(page.getByRole('option').first()).toBeVisible();
    await expectAccessible(page, 'the run dialog with suggestions');
    for (const item of ['port', 'variable', 'volume']) await run.add(item);
    await run.field('Name').fill('!');
    await run.submit.click();
    await expect(run.dialog.locator('[aria-invalid=true]').first()).toBeVisible();
    await expectAccessible(page, 'the run dialog with wrong values');
    await run.dialog.getByRole('button', { name: 'Clear form' }).click();
    await run.image().fill(IMAGES.busybox);
    await run.field('Name').fill('taken');
    await run.submit.click();
    await expect(run.dialog.getByText('Details')).toBeVisible();
    await run.dialog.getByText('Details').click();
    await expectAccessible(page, "the run dialog with the engine's refusal");
  });

  test('the palette and the shortcuts', async ({ engine, gantry }) => {
    const { page } = gantry;
    await makeContainers(engine);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('web');
    await expect(page.getByRole('option').first()).toBeVisible();
    await expectAccessible(page, 'the palette');
    await page.keyboard.type('no such thing');
    await expect(page.getByText('Nothing found')).toBeVisible();
    await expectAccessible(page, 'the palette without a result');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await expectAccessible(page, 'the shortcuts');
  });

  test('activity, hosts and settings', async ({ engine, gantry }) => {
    const { page } = gantry;
    await makeContainers(engine);
    const frame = new Frame(page);
    for (const name of ['Hosts', 'Settings', 'Activity']) {
      await frame.goTo(name);
      await expectAccessible(page, name);
    }
    await page.getByRole('row').nth(1).getByRole('button', { name: 'More actions' }).click();
    await expectAccessible(page, 'the menu of a call');
  });

  test('the folded sidebar, Korean words, and an address of no page', async ({ gantry }) => {
    const { page } = gantry;
    await new Frame(page).goTo('Settings');
    await page.getByRole('combobox', { name: 'Language' }).click();
    await page.getByRole('option', { name: '한국어' }).click();
    await expect(page.getByRole('heading', { level: 1, name: '설정' })).toBeVisible();
    await expectAccessible(page, 'settings in Korean');
    await page.getByRole('button', { name: '사이드바 접기' }).click();
    await expectAccessible(page, 'the folded sidebar');
    await visit(page, 'nowhere');
    await expectAccessible(page, 'an address of no page');
  });

  test('tasks and news', async ({ engine, gantry }) => {
    const { page } = gantry;
    const registry = await startRegistry(engine);
    await registry.limit(200_000);
    await page.getByRole('button', { name: 'Tasks' }).click();
    await expect(page.getByRole('region', { name: 'Tasks' })).toBeVisible();
    await expectAccessible(page, 'no tasks');
    const reference = `${registry.host}/gantry/layers:1`;
    await registry.limit(undefined);
    await registry.push(IMAGES.layers);
    await engine.dockerOk('rmi', '--force', IMAGES.layers);
    await registry.limit(200_000);
    await visit(page, 'images');
    for (const each of [`${registry.host}/no/such:tag`, reference]) {
      await page.getByRole('button', { name: 'Pull', exact: true }).click();
      await page.getByRole('textbox', { name: 'Reference' }).fill(each);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
    const tasks = page.getByRole('region', { name: 'Tasks' });
    await expect(tasks.getByText('failed').first()).toBeVisible();
    await expect(tasks.getByRole('progressbar').first()).toBeVisible();
    await expectAccessible(page, 'tasks that failed and that run');
    await tasks.getByRole('button', { name: `Cancel: Pull ${reference}` }).click();
    await registry.dispose();
    await expect(tasks.getByText('cancelled')).toBeVisible();
    await tasks.getByRole('button', { name: 'Close' }).click();

    await engine.docker('create', '--name', 'broken', IMAGES.busybox, '/no/such/program');
    await visit(page, 'containers');
    const list = new ContainersPage(page);
    await list.row('broken').getByRole('button', { name: 'Start', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('Could not start broken');
    await page.getByRole('alert').getByText('Details').click();
    await expectAccessible(page, 'bad news');
    await page.getByRole('button', { name: 'Dismiss' }).first().click();
    await list.row('broken').hover();
    await new Frame(page).engine.hover();
    await expect(page.getByRole('tooltip')).toBeVisible();
    await expectAccessible(page, 'a tooltip');
  });

  test('an engine that is away', async ({ engine, gantry }) => {
    const { page } = gantry;
    await makeContainers(engine);
    const web = await idOf(engine, 'web');
    const frame = new Frame(page);
    await expect(new ContainersPage(page).row('web')).toContainText('running');
    await visit(page, `containers/${web}/terminal`);
    await expect(page.getByText(/^Running /)).toBeVisible();
    await engine.kill();
    await frame.expectEngine('stopped');
    await expect(page.getByText('lost its process’s stream')).toBeVisible();
    await expectAccessible(page, 'a lost terminal');
    await visit(page, `containers/${web}/logs`);
    await expectAccessible(page, 'logs of an engine that is away');
    for (const place of ['containers', 'images', 'hosts']) {
      await visit(page, place);
      await expect(frame.heading).toBeVisible();
      await expectAccessible(page, `${place} of an engine that is away`);
    }
  });
});
