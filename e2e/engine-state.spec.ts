import { chownSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { ContainersPage } from './pages/containers.ts';
import { Frame } from './pages/frame.ts';
import type { RigEngine } from './rig/engine.ts';
import { expect, test } from './rig/fixtures.ts';
import { IMAGES } from './rig/images.ts';

/** An engine that is gone is told within this time, in ms. */
const GONE_MOST_MS = 3_000;
/** One that hangs can be told only after a probe got no answer. */
const HUNG_MOST_MS = 12_000;
/** From the engine's return to a list that is true again, in ms. */
const BACK_MOST_MS = 2_000;

const FAULTS = [
  {
    name: 'stopped',
    word: 'stopped',
    reason: 'The engine is not running.',
    mostMs: GONE_MOST_MS,
    begin: (engine: RigEngine) => engine.stop(),
    end: (engine: RigEngine) => engine.start(),
  },
  {
    name: 'killed',
    word: 'stopped',
    reason: 'The engine is not running.',
    mostMs: GONE_MOST_MS,
    begin: (engine: RigEngine) => engine.kill(),
    end: (engine: RigEngine) => engine.start(),
  },
  {
    name: 'frozen',
    word: 'not answering',
    reason: 'The engine accepts connections and does not answer.',
    mostMs: HUNG_MOST_MS,
    begin: (engine: RigEngine) => engine.freeze(),
    end: (engine: RigEngine) => engine.thaw(),
  },
];

/** "web, running" and so on, by name: what the docker command tells, in the words of the list. */
async function toldByDocker(engine: RigEngine): Promise<string[]> {
  const table = await engine.dockerOk('ps', '--all', '--format', '{{.Names}}\t{{.Status}}');
  return table
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [name = '', status = ''] = line.split('\t');
      const exited = /^Exited \((\d+)\)/.exec(status)?.[1];
      const state =
        exited === undefined ? (status.startsWith('Up') ? 'running' : 'created') : `exited (${exited})`;
      return `${name}, ${state}`;
    })
    .sort();
}

/** The same as the page shows it. */
async function shown(page: Page): Promise<string[]> {
  const labels = await new ContainersPage(page).grid
    .getByRole('row')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
  return labels.filter((label) => label !== null).sort();
}

async function expectTrueList(page: Page, engine: RigEngine): Promise<void> {
  await expect(async () => expect(await shown(page)).toEqual(await toldByDocker(engine))).toPass({
    timeout: BACK_MOST_MS,
  });
}

/** One container of each kind of state. */
async function makeContainers(engine: RigEngine): Promise<void> {
  await engine.dockerOk('run', '-d', '--name', 'web', IMAGES.pause);
  await engine.docker('run', '--name', 'job', IMAGES.busybox, 'sh', '-c', 'exit 3');
  await engine.dockerOk('create', '--name', 'fresh', IMAGES.busybox);
}

/** Notes from now on each state of the engine that the status bar tells. */
function noteEngineWords(page: Page): Promise<void> {
  return page.evaluate(() => {
    const words: string[] = [];
    Object.assign(window, { engineWords: words });
    new MutationObserver(() => {
      const word = document
        .querySelector('footer [aria-label^="Engine: "]')
        ?.getAttribute('aria-label')
        ?.split(', ')[1];
      if (word !== undefined && words.at(-1) !== word) words.push(word);
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
}

const notedWords = (page: Page) =>
  page.evaluate(() => (window as unknown as { engineWords: string[] }).engineWords);

test.describe('an engine', () => {
  for (const fault of FAULTS) {
    test(`that is ${fault.name} is told in time, and its return too`, { tag: '@core' }, async ({
      engine,
      gantry,
    }) => {
      await makeContainers(engine);
      const { page } = gantry;
      const frame = new Frame(page);
      const second = await gantry.openAnother();
      await expect.poll(() => shown(page)).toEqual(['fresh, created', 'job, exited (3)', 'web, running']);

      await frame.expectEngine('running');
      await noteEngineWords(page);
      const began = fault.begin(engine);
      await Promise.all([
        began.then(() => frame.expectEngine(fault.word, { timeout: fault.mostMs })),
        began.then(() => new Frame(second).expectEngine(fault.word, { timeout: fault.mostMs })),
      ]);
      await expect(frame.notice).toContainText(`DOCKER_HOST: ${fault.word}`);
      await expect(frame.notice).toContainText(fault.reason);
      const lastKnown = page.getByText(/^Last known state, (now|\d+ seconds? ago)$/);
      await expect(lastKnown).toBeVisible();
      const rows = await shown(page);
      expect(rows.map((row) => row.split(',')[0])).toEqual(['fresh', 'job', 'web']);

      await fault.end(engine);
      await frame.expectEngine('running', { timeout: BACK_MOST_MS });
      await expectTrueList(page, engine);
      await expectTrueList(second, engine);
      await expect(frame.notice).toBeHidden();
      await expect(lastKnown).toBeHidden();
      expect((await notedWords(page)).filter((word) => word !== 'running')).toEqual([fault.word]);

      await engine.dockerOk('rm', '--force', 'web');
      await engine.dockerOk('run', '-d', '--name', 'after', IMAGES.pause);
      await expectTrueList(page, engine);
    });
  }

  test('takes no action while it is away, and the page says why', async ({ engine, gantry }) => {
    await makeContainers(engine);
    const { page } = gantry;
    const list = new ContainersPage(page);
    const frame = new Frame(page);
    const why = 'The engine does not answer.';
    await expect(list.row('web')).toContainText('running');
    await list.select('job');
    await engine.kill();
    await frame.expectEngine('stopped');

    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled();
    for (const [row, action] of [
      ['web', 'Stop'],
      ['fresh', 'Start'],
    ] as const) {
      const button = list.row(row).getByRole('button', { name: action, exact: true });
      await expect(button).toBeDisabled();
      await expect(button).toHaveAccessibleDescription(why);
      await button.dispatchEvent('click');
    }
    for (const name of ['Start', 'Stop', 'Restart', 'Pause', 'Unpause', 'Kill', 'Remove']) {
      const button = list.bulk.getByRole('button', { name, exact: true });
      await expect(button).toBeDisabled();
      await expect(button).toHaveAccessibleDescription(why);
    }
    await list.row('fresh').getByRole('button', { name: 'More actions' }).click();
    const menu = page.getByRole('menu');
    for (const name of ['Start', 'Remove']) {
      const item = menu.getByRole('menuitem', { name: new RegExp(`^${name}`) });
      await expect(item).toBeDisabled();
      await expect(item).toContainText(why);
    }
    await page.keyboard.press('Escape');
    await list.row('fresh').focus();
    await page.keyboard.press('Delete');
    await expect(page.getByRole('dialog')).toHaveCount(0);

    await page.keyboard.press('Control+k');
    await page.keyboard.type('web');
    const palette = page.getByRole('dialog', { name: 'Command palette' });
    await expect(palette.getByRole('option', { name: /^web/ })).toBeVisible();
    await expect(palette.getByRole('option', { name: /^(Stop|Remove) web/ })).toHaveCount(0);
    await page.keyboard.press('Escape');

    await list.openContainer('fresh');
    await expect(page.getByRole('heading', { level: 1, name: 'fresh' })).toBeVisible();
    const start = page.getByRole('button', { name: 'Start', exact: true });
    await expect(start).toBeDisabled();
    await expect(start).toHaveAccessibleDescription(why);
    await frame.goTo('Images');
    await expect(page.getByRole('button', { name: 'Pull', exact: true })).toBeDisabled();

    await engine.start();
    await frame.goTo('Containers');
    await list.row('fresh').getByRole('button', { name: 'Start', exact: true }).click();
    await expect(list.row('fresh')).toContainText(/running|exited/);
  });

  test('shows what it is while it runs', { tag: '@core' }, async ({ engine, gantry }) => {
    const { page } = gantry;
    const frame = new Frame(page);
    await frame.expectEngine('running');
    const info = '{{.ServerVersion}} {{.Driver}} {{.NCPU}} {{.MemTotal}}';
    const [version = '', driver = '', cpus = '', bytes] = (
      await engine.dockerOk('info', '--format', info)
    ).split(' ');
    const api = await engine.dockerOk('version', '--format', '{{.Server.APIVersion}}');
    const memory = new RegExp(`${(Number(bytes) / 2 ** 30).toPrecision(3).replace(/\.?0+$/, '')} GiB`);
    await frame.engine.hover();
    const tooltip = page.getByRole('tooltip');
    await expect(tooltip).toContainText(`${version}, API ${api}, ${driver}, ${cpus} CPUs`);
    await expect(tooltip).toContainText(memory);

    await frame.engine.click();
    await expect(frame.heading).toHaveText('Hosts');
    const host = page.getByRole('region', { name: 'DOCKER_HOST' });
    const fact = (term: string) =>
      host
        .getByRole('term')
        .getByText(term, { exact: true })
        .locator('xpath=../following-sibling::dd[1] | ../dd');
    await expect(host).toContainText('running');
    await expect(host).toContainText(engine.host);
    for (const value of [version, api, driver]) await expect(host).toContainText(value);
    await expect(fact('CPUs')).toHaveText(cpus);
    await expect(fact('Memory')).toHaveText(memory);
  });

  test('is waited for by a window that already stands', async ({ engine, launch }) => {
    await engine.dockerOk('create', '--name', 'fresh', IMAGES.busybox);
    await engine.freeze();
    const { page } = await launch({ env: engine.env });
    const frame = new Frame(page);
    await expect(frame.heading).toHaveText('Containers');
    await expect(frame.navigation.getByRole('link', { name: 'Images' })).toBeVisible();
    // A slow machine may have taken so long for the window that the engine counts as hung.
    await expect(frame.engine).toHaveAccessibleName(/^Engine: DOCKER_HOST, (starting|not answering)$/);
    await expect(page.getByText(/^(Starting DOCKER_HOST…|DOCKER_HOST: not answering)$/)).toBeVisible();
    await expect(page.getByText('No containers yet.')).toBeHidden();
    await engine.thaw();
    await expect(new ContainersPage(page).row('fresh')).toContainText('created', { timeout: BACK_MOST_MS });
    await frame.expectEngine('running');
  });
});

/** A line of /etc/group of which the desktop tests' user is no member: neither the socket's group nor root's. */
function foreignGroup(gid: number): string[] {
  const lines = readFileSync('/etc/group', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = lines.find(
    ([, , id = '', members]) => !['', '0', String(gid)].includes(id) && members === '',
  );
  if (found === undefined) throw new Error('This machine has no group that its test user is not in');
  return found;
}

test.describe('a named engine', () => {
  /** Here the engine of the tests is found as one at a usual place. */
  const usualPlace = (engine: RigEngine) => ({ XDG_RUNTIME_DIR: path.dirname(engine.socket) });

  test('that is not there is an error and never another engine', async ({ engine, launch }) => {
    await engine.dockerOk('create', '--name', 'other', IMAGES.busybox);
    const unnamed = await launch({ env: usualPlace(engine) });
    await expect(new ContainersPage(unnamed.page).row('other')).toBeVisible();

    const missing = '/nonexistent/gantry.sock';
    const { page } = await launch({ env: { ...usualPlace(engine), DOCKER_HOST: `unix://${missing}` } });
    const frame = new Frame(page);
    await frame.expectEngine('stopped', { timeout: GONE_MOST_MS });
    await expect(frame.notice).toContainText('Start the engine; Gantry connects by itself.');
    await frame.notice.getByText('Details').click();
    await expect(frame.notice).toContainText(missing);
    await frame.notice.getByRole('button', { name: 'Retry' }).click();
    await frame.goTo('Hosts');
    const hosts = page.getByRole('main').getByRole('heading', { level: 2 });
    await expect(hosts).toHaveText(['DOCKER_HOST']);
    await frame.expectEngine('stopped');
    await frame.goTo('Containers');
    await expect(page.getByText('other')).toBeHidden();
  });

  test('that is at a usual place and busy is waited for, and none of Gantry’s own is started', async ({
    engine,
    launch,
  }) => {
    await engine.dockerOk('create', '--name', 'fresh', IMAGES.busybox);
    await engine.freeze();
    const { page } = await launch({ env: usualPlace(engine) });
    const frame = new Frame(page);
    await expect(frame.engine).toHaveAccessibleName(/^Engine: local, (starting|not answering)$/);
    await engine.thaw();
    await expect(new ContainersPage(page).row('fresh')).toBeVisible();
  });

  test('whose address leads nowhere is unreachable', async ({ engine, launch }) => {
    const { page } = await launch({
      env: { ...usualPlace(engine), DOCKER_HOST: 'tcp://engine.invalid:2375' },
    });
    const frame = new Frame(page);
    await frame.expectEngine('unreachable');
    await expect(frame.notice).toContainText('Check the address, the network');
  });

  test('that this user may not open names the command that mends it', { tag: '@electron' }, async ({
    engine,
    launch,
  }) => {
    await engine.dockerOk('create', '--name', 'fresh', IMAGES.busybox);
    const { uid, gid } = statSync(engine.socket);
    const [group = '', , other] = foreignGroup(gid);
    chownSync(engine.socket, uid, Number(other));
    const { page } = await launch({ env: { ...usualPlace(engine), DOCKER_HOST: engine.host } });
    const frame = new Frame(page);
    await frame.expectEngine('permission denied', { timeout: GONE_MOST_MS });
    await expect(frame.notice).toContainText('You may not open the engine’s socket.');
    await expect(frame.notice).toContainText(`sudo usermod -aG ${group} $USER`);
    await expect(frame.notice.getByRole('button', { name: 'Copy' })).toBeVisible();
    await expect(page.getByText('No containers yet.')).toBeHidden();
    chownSync(engine.socket, uid, gid);
    await frame.expectEngine('running', { timeout: BACK_MOST_MS });
    await expect(new ContainersPage(page).row('fresh')).toBeVisible();
  });
});
