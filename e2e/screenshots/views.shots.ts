import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { en } from '../../src-renderer/i18n/en.ts';
import { ko } from '../../src-renderer/i18n/ko.ts';
import { visit } from '../pages/address.ts';
import { CHECKOUT } from '../rig/checkout.ts';
import type { RigEngine } from '../rig/engine.ts';
import { expect, type Gantry, test } from '../rig/fixtures.ts';
import { IMAGES } from '../rig/images.ts';
import { type Registry, startRegistry } from '../rig/registry.ts';
import { loadShopImages, openShop, SHOP_IMAGES } from './shop.ts';

const FOLDER = path.join(CHECKOUT, 'docs', 'screenshots');
const DICTIONARIES = { en, ko } as const;
type Lang = keyof typeof DICTIONARIES;
type Words = typeof en;

/** Containers of a morning's work are not seconds old. */
const AGE_MS = (2 * 60 + 7) * 60_000;
const LARGE = { width: 1440, height: 900 };
/** The smallest window. */
const SMALL = { width: 900, height: 560 };
/** Bytes a second of a pull that is to be seen on its way. */
const SLOW_PULL = 600_000;
const PULLED_PERCENT = 30;
/** Seconds of a chart that is worth looking at. */
const CHART_SECONDS = 60;

type Camera = { page: Page; words: Words; shot(name: string): Promise<void> };

/** Takes what the page shows, in both themes. */
function camera({ page }: Gantry, lang: Lang): Camera {
  return {
    page,
    words: DICTIONARIES[lang] as Words,
    async shot(name) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.evaluate(settled);
        const file = path.join(FOLDER, `${name}-${colorScheme}-${lang}.png`);
        await page.screenshot({ path: file, animations: 'disabled', caret: 'hide', scale: 'css' });
      }
    },
  };
}

/** Resolves when fonts are there and what they moved is drawn. */
async function settled(): Promise<void> {
  await document.fonts.ready;
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/** Writes usual folders in place of temporary ones. */
function writeUsual(folders: [string, string][]): void {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode())
    for (const [from, to] of folders)
      if (text.nodeValue?.includes(from)) text.nodeValue = text.nodeValue.replace(from, to);
}

/** Where the pointer marks nothing; the focus goes with it. */
const awayWithThePointer = (page: Page) => page.mouse.click(100, 400);

const idOf = (engine: RigEngine, name: string) => engine.dockerOk('inspect', '--format', '{{.Id}}', name);

const go = (page: Page, place: string) => visit(page, place, 'local');

/** The engine is found where engines usually are, and is called so. */
const found = (engine: RigEngine) => ({
  env: { XDG_RUNTIME_DIR: path.dirname(engine.socket), DOCKER_CONFIG: engine.env.DOCKER_CONFIG },
});

mkdirSync(FOLDER, { recursive: true });

for (const lang of ['en', 'ko'] as const) {
  test(`every page in ${lang}`, { tag: '@web' }, async ({ engine, launch }) => {
    const gantry = await launch({ ...found(engine), lang });
    const shots = camera(gantry, lang);
    await takeEmpty(shots);
    await loadShopImages(engine);
    for (const image of [...Object.values(IMAGES), 'busybox:latest']) await engine.dockerOk('rmi', image);
    await openShop(engine);
    await takeLists(shots);
    await takeContainer(shots, engine);
    await takeDialogs(shots, engine);
    const registry = await startRegistry(engine);
    await takeImages(shots, engine, registry);
    await registry.dispose();
    await takeOthers(shots, usualFolders(engine, gantry));
    await takeAway(shots, engine);
  });
}

async function takeEmpty({ page, words, shot }: Camera): Promise<void> {
  await expect(page.getByText(words['containers.empty'])).toBeVisible();
  await shot('containers-empty');
}

async function takeLists({ page, words, shot }: Camera): Promise<void> {
  await page.clock.setFixedTime(Date.now() + AGE_MS);
  await page.reload();
  await page.getByRole('button', { name: words['ui.viewOptions'] }).click();
  for (const column of [words['containers.cpu'], words['containers.memory']])
    await page.getByRole('menuitemcheckbox', { name: column, exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row', { name: /^shop-worker-1/ })).toContainText(/MiB/);
  await expect(page.getByRole('row', { name: /^shop-worker-1/ })).toContainText(
    words['containers.state.unhealthy'].replace('{state}', words['containers.state.running']),
  );
  await awayWithThePointer(page);
  await shot('containers');
  await page.setViewportSize(SMALL);
  await shot('containers-small');
  await page.setViewportSize(LARGE);

  for (const name of ['shop-api-1', 'shop-web-1', 'shop-worker-1'])
    await page
      .getByRole('checkbox', { name: words['ui.selectRow'].replace('{name}', name), exact: true })
      .check();
  await page
    .getByRole('row', { name: /^shop-cache-1/ })
    .getByRole('button', { name: words['ui.moreActions'] })
    .click();
  await expect(page.getByRole('menu')).toBeVisible();
  await shot('containers-selected');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: words['ui.clearSelection'] }).click();
  await page.getByRole('searchbox').fill('state:paused nothing');
  await awayWithThePointer(page);
  await shot('containers-no-match');
  await page.getByRole('searchbox').fill('');
}

async function takeContainer({ page, words, shot }: Camera, engine: RigEngine): Promise<void> {
  const api = await idOf(engine, 'shop-api-1');
  await go(page, `containers/${api}/stats`);
  const begun = Date.now();
  await page.clock.resume();
  const memory = page.getByRole('img', { name: new RegExp(`^${words['stats.memory']}: .*MiB`) });
  await expect(memory).toBeVisible();
  await expect.poll(() => Date.now() - begun, { timeout: 90_000 }).toBeGreaterThan(CHART_SECONDS * 1000);
  await awayWithThePointer(page);
  await shot('container-stats');

  await go(page, `containers/${api}/overview`);
  await expect(page.getByText('STRIPE_API_KEY')).toBeVisible();
  await shot('container-overview');
  await page.setViewportSize(SMALL);
  await shot('container-overview-small');
  await go(page, `containers/${api}/logs`);
  await expect(page.getByRole('log')).toContainText('DeprecationWarning');
  await shot('container-logs-small');
  await page.setViewportSize(LARGE);
  await shot('container-logs');
  await page.getByRole('searchbox').fill('orders');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log').locator('mark').first()).toBeVisible();
  await shot('container-logs-search');

  await go(page, `containers/${api}/terminal`);
  await expect(page.getByText(words['terminal.running'].replace('{command}', 'ash'))).toBeVisible();
  await page.getByRole('button', { name: words['terminal.new'] }).click();
  await expect(page.getByRole('tab', { name: /2$/ })).toBeVisible();
  await page.keyboard.type('PS1="api:\\w # "; clear\nls -l --color=always / ; ps; df -h /\n');
  await page.waitForFunction(() => document.fonts.status === 'loaded');
  await shot('container-terminal');

  await go(page, `containers/${api}/inspect`);
  await expect(page.getByRole('tree')).toContainText('HostConfig');
  await page.getByRole('searchbox').fill('memory');
  await shot('container-inspect');
  await go(page, `containers/${await idOf(engine, 'backup-nightly')}/overview`);
  await expect(page.getByText('(137)')).toBeVisible();
  await shot('container-exited');
  await go(page, `containers/${await idOf(engine, 'shop-worker-1')}/overview`);
  await expect(page.getByText('1284').first()).toBeVisible();
  await shot('container-unhealthy');
}

async function takeDialogs({ page, words, shot }: Camera, engine: RigEngine): Promise<void> {
  await go(page, 'containers');
  await page.getByRole('button', { name: words['containers.run'], exact: true }).click();
  const dialog = page.getByRole('dialog', { name: words['run.title'] });
  const field = (label: string) => dialog.getByRole('textbox', { name: label, exact: true });
  /** A field of the first line of a list of fields. */
  const first = (label: string) => field(`${label} 1`);
  await dialog.getByRole('combobox', { name: words['run.image'] }).fill(SHOP_IMAGES.web);
  await field(words['run.name']).fill('preview');
  await field(words['run.command']).fill(`nginx -g 'daemon off;'`);
  for (const item of [words['run.port'], words['run.variable'], words['run.volume']])
    await dialog.getByRole('button', { name: words['ui.addName'].replace('{name}', item) }).click();
  await first(words['run.publicPort']).fill('8081');
  await first(words['run.privatePort']).fill('80');
  await first(words['run.envName']).fill('TZ');
  await first(words['run.envValue']).fill('Asia/Seoul');
  await first(words['run.source']).fill('shop_assets');
  await first(words['run.target']).fill('/usr/share/nginx/html');
  await field(words['run.memory']).fill('256m');
  await shot('run');
  await first(words['run.publicPort']).fill('80810');
  await field(words['run.name']).fill('my preview');
  await dialog.getByRole('button', { name: words['run.submit'] }).click();
  await shot('run-wrong');
  await dialog.getByRole('button', { name: words['run.clear'] }).click();
  await dialog.getByRole('combobox', { name: words['run.image'] }).fill(SHOP_IMAGES.web);
  await field(words['run.name']).fill('shop-web-1');
  await dialog.getByRole('button', { name: words['run.submit'] }).click();
  await expect(dialog.getByText(words['ui.details'])).toBeVisible();
  await shot('run-refused');
  await dialog.getByRole('button', { name: words['run.clear'] }).click();
  await page.keyboard.press('Escape');

  const row = page.getByRole('row', { name: /^shop-db-1/ });
  await row.getByRole('button', { name: words['ui.moreActions'] }).click();
  await page.getByRole('menuitem', { name: words['containers.action.remove'], exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await shot('remove');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('shop');
  await shot('palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await shot('shortcuts');
  await page.keyboard.press('Escape');

  await engine.docker('create', '--name', 'mail', '-p', '8080:25', SHOP_IMAGES.cache);
  await page
    .getByRole('row', { name: /^mail/ })
    .getByRole('button', { name: words['containers.action.start'], exact: true })
    .click();
  const alert = page.getByRole('alert');
  await alert.getByText(words['ui.details']).click();
  await awayWithThePointer(page);
  await shot('error');
  await page.getByRole('button', { name: words['ui.dismiss'] }).click();
  await engine.dockerOk('rm', 'mail');
}

async function takeImages(
  { page, words, shot }: Camera,
  engine: RigEngine,
  registry: Registry,
): Promise<void> {
  await go(page, 'images');
  await expect(page.getByRole('row', { name: /^postgres/ })).toBeVisible();
  await page.getByRole('button', { name: words['images.readUsage'] }).click();
  await expect(page.getByRole('columnheader', { name: words['images.shared'] })).toBeVisible();
  await awayWithThePointer(page);
  await shot('images');
  const api = await engine.dockerOk('image', 'inspect', '--format', '{{.Id}}', SHOP_IMAGES.api);
  for (const tab of ['overview', 'layers'] as const) {
    await go(page, `images/${api}/${tab}`);
    await expect(page.getByRole('tabpanel')).toContainText(tab === 'layers' ? 'npm ci' : 'NODE_VERSION');
    await shot(`image-${tab}`);
  }
  const reference = await registry.push(SHOP_IMAGES.grafana);
  await engine.dockerOk('pull', reference);
  await engine.dockerOk('rmi', reference);
  await engine.dockerOk('rm', '--force', 'monitoring-grafana-1');
  await engine.dockerOk('rmi', '--force', SHOP_IMAGES.grafana);
  // What follows happens now.
  await page.clock.setSystemTime(Date.now());
  await go(page, 'images');
  for (const [name, speed] of [
    ['shop/missing:3', undefined],
    ['grafana/grafana:11.3.0', SLOW_PULL],
  ] as const) {
    await registry.limit(speed);
    await page.getByRole('button', { name: words['images.pull'], exact: true }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(`${registry.host}/${name}`);
    if (speed) await shot('pull');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  const tasks = page.getByRole('region', { name: words['tasks.title'] });
  const progress = async () => Number(await tasks.getByRole('progressbar').getAttribute('aria-valuenow'));
  await expect.poll(progress, { timeout: 30_000 }).toBeGreaterThan(PULLED_PERCENT);
  await expect(tasks.getByRole('progressbar').first()).toBeVisible();
  await expect(tasks.getByText(words['tasks.failed']).first()).toBeVisible();
  await awayWithThePointer(page);
  await shot('tasks');
  await registry.limit(undefined);
  await expect(tasks.getByRole('progressbar')).toHaveCount(0, { timeout: 30_000 });
  await tasks.getByRole('button', { name: words['ui.close'], exact: true }).click();
}

/** The temporary folders of this run, and what stands in their place on somebody's machine; the longer ones first. */
const usualFolders = (engine: RigEngine, { dataDir }: Gantry): [string, string][] => [
  [path.join(path.dirname(engine.socket), 'data'), '/var/lib/docker'],
  [path.dirname(engine.socket), '/run/user/1000'],
  [dataDir, '/home/sam/.local/share/gantry'],
];

async function takeOthers({ page, words, shot }: Camera, folders: [string, string][]): Promise<void> {
  for (const name of ['activity', 'hosts', 'settings'] as const) {
    await go(page, name);
    await expect(page.getByRole('heading', { level: 1, name: words[`page.${name}`] })).toBeVisible();
    await page.evaluate(writeUsual, folders);
    await awayWithThePointer(page);
    await shot(name);
  }
}

async function takeAway({ page, words, shot }: Camera, engine: RigEngine): Promise<void> {
  const api = await idOf(engine, 'shop-api-1');
  await go(page, `containers/${api}/logs`);
  await expect(page.getByRole('log')).toContainText('DeprecationWarning');
  await engine.kill();
  await expect(page.getByText(words['error.ENGINE_STOPPED']).first()).toBeVisible();
  await shot('container-logs-stopped');
  await go(page, 'containers');
  await expect(page.getByRole('row', { name: /^shop-web-1/ })).toBeVisible();
  await awayWithThePointer(page);
  await shot('containers-stopped');
}

test('the window', { tag: '@electron' }, async ({ engine, launch }) => {
  await loadShopImages(engine);
  await openShop(engine);
  const { page } = await launch(found(engine));
  await page.clock.setFixedTime(Date.now() + AGE_MS);
  await page.reload();
  await expect(page.getByRole('row', { name: /^shop-worker-1/ })).toContainText('unhealthy');
  await page.mouse.move(100, 400);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(settled);
    await page.screenshot({ path: path.join(FOLDER, `window-${colorScheme}-en.png`) });
  }
});
