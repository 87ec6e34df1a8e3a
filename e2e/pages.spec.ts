import type { Page } from '@playwright/test';
import { ContainersPage } from './pages/containers.ts';
import { Frame } from './pages/frame.ts';
import { ImagesPage } from './pages/images.ts';
import { expect, test } from './rig/fixtures.ts';
import { IMAGES } from './rig/images.ts';

/** Chooses a value of a field on the settings page. */
async function choose(page: Page, field: string, value: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: value, exact: true }).click();
}

/** Goes to an address as a typed or shared one. */
const goTo = (page: Page, hash: string) =>
  page.evaluate((address) => {
    location.hash = address;
  }, hash);

test.describe('the settings', () => {
  test('the theme follows the system, or the user, and is kept', async ({ gantry }) => {
    let { page } = gantry;
    const theme = (name: string) => expect(page.locator('html')).toHaveAttribute('data-theme', name);
    await new Frame(page).goTo('Settings');
    await page.emulateMedia({ colorScheme: 'dark' });
    await theme('dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await theme('light');
    const background = () => page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
    const light = await background();
    await choose(page, 'Theme', 'Dark');
    await theme('dark');
    expect(await background()).not.toBe(light);
    await page.reload();
    await theme('dark');
    page = await gantry.restart();
    await theme('dark');
    await new Frame(page).goTo('Settings');
    await expect(page.getByRole('combobox', { name: 'Theme' })).toHaveText('Dark');
    await choose(page, 'Theme', 'As the system');
    await theme('light');
  });

  test('the language changes at once, on the same page, and is kept', async ({ engine, gantry }) => {
    await engine.dockerOk('create', '--name', 'web', IMAGES.pause);
    let { page } = gantry;
    const list = new ContainersPage(page);
    await list.filter.fill('we');
    await new Frame(page).goTo('Settings');
    await choose(page, 'Language', '한국어');
    const heading = () => page.getByRole('heading', { level: 1 });
    await expect(heading()).toHaveText('설정');
    await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
    await page.goBack();
    await expect(heading()).toHaveText('컨테이너');
    await expect(page.getByRole('searchbox', { name: '컨테이너 필터' })).toHaveValue('we');
    await expect(page.getByRole('row', { name: /^web, / })).toContainText('생성됨');
    page = await gantry.restart();
    await expect(heading()).toHaveText('컨테이너');

    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('English');
    await page.keyboard.press('Enter');
    await expect(heading()).toHaveText('Containers');
    await expect(page.getByRole('row', { name: /^web, created/ })).toBeVisible();
  });

  test('the row height changes every list, and is kept', { tag: '@web' }, async ({ gantry }) => {
    let { page } = gantry;
    const height = async () => (await (await ImagesPage.open(page)).row(IMAGES.pause).boundingBox())?.height;
    const comfortable = (await height()) ?? 0;
    await new Frame(page).goTo('Settings');
    await choose(page, 'Row height', 'Compact');
    expect(await height()).toBeLessThan(comfortable);
    page = await gantry.restart();
    expect(await height()).toBeLessThan(comfortable);
  });

  test('the command line asks for a language for this run alone', { tag: '@web' }, async ({ gantry }) => {
    const korean = await gantry.restart({ lang: 'ko' });
    await expect(korean.getByRole('heading', { level: 1 })).toHaveText('컨테이너');
    const page = await gantry.restart({ lang: undefined });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Containers');
  });
});

test.describe('the command palette', () => {
  test('takes every key that follows the one which opened it', { tag: '@core' }, async ({
    engine,
    gantry,
  }) => {
    await engine.dockerOk('run', '-d', '--name', 'web', IMAGES.pause);
    await engine.dockerOk('create', '--name', 'job', IMAGES.busybox);
    const { page } = gantry;
    const list = new ContainersPage(page);
    await expect(list.row('web')).toContainText('running');
    const palette = page.getByRole('dialog', { name: 'Command palette' });

    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('goimag');
    await expect(palette.getByRole('combobox')).toHaveValue('goimag');
    await page.keyboard.press('Enter');
    await expect(palette).toBeHidden();
    await expect(new Frame(page).heading).toHaveText('Images');

    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('kill web');
    await expect(palette.getByRole('option').first()).toHaveText('Kill web');
    await page.keyboard.press('Enter');
    await new Frame(page).goTo('Containers');
    await expect(list.row('web')).toContainText('exited (137)');

    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('job');
    await expect(palette.getByRole('option', { name: /^job/ }).first()).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(new Frame(page).heading).toHaveText('job');
  });

  test('gives the focus back, and says when it finds nothing', { tag: '@web' }, async ({ gantry }) => {
    const { page } = gantry;
    const list = new ContainersPage(page);
    await list.filter.focus();
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('zzzzz');
    await expect(page.getByText('Nothing found for “zzzzz”.')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(list.filter).toBeFocused();
    await expect(list.filter).toHaveValue('');
  });
});

test.describe('keys', () => {
  test('go to pages, to the filter, and tell what there is', async ({ engine, gantry }) => {
    await engine.dockerOk('create', '--name', 'web', IMAGES.pause);
    const { page } = gantry;
    const frame = new Frame(page);
    const list = new ContainersPage(page);
    await expect(list.row('web')).toBeVisible();
    for (const [key, name] of [
      ['i', 'Images'],
      ['a', 'Activity'],
      ['h', 'Hosts'],
      ['s', 'Settings'],
      ['c', 'Containers'],
    ] as const) {
      await page.keyboard.press('g');
      await page.keyboard.press(key);
      await expect(frame.heading).toHaveText(name);
    }
    await page.keyboard.press('/');
    await expect(list.filter).toBeFocused();
    // Letters in a field are text, not commands.
    await page.keyboard.type('gi?/');
    await expect(list.filter).toHaveValue('gi?/');
    await expect(frame.heading).toHaveText('Containers');
    await page.keyboard.press('Escape');
    await expect(list.filter).toHaveValue('');
    await page.keyboard.press('Escape');
    await expect(list.filter).not.toBeFocused();

    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    for (const text of ['Open the command palette', 'Images', 'Filter', 'Move between rows'])
      await expect(help.getByText(text, { exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(help).toBeHidden();
  });
});

test.describe('addresses', () => {
  test('survive a reload, with thing, tab and filter', async ({ engine, gantry }) => {
    await engine.dockerOk('create', '--name', 'web', IMAGES.pause);
    await engine.dockerOk('create', '--name', 'job', IMAGES.busybox);
    const { page } = gantry;
    const list = new ContainersPage(page);
    await list.filter.fill('web');
    await page.reload();
    await expect(list.filter).toHaveValue('web');
    await expect(list.row('web')).toBeVisible();
    await expect(list.row('job')).toBeHidden();

    await list.openContainer('web');
    await page.getByRole('tab', { name: 'Inspect' }).click();
    await page.reload();
    await expect(new Frame(page).heading).toHaveText('web');
    await expect(page.getByRole('tab', { name: 'Inspect' })).toHaveAttribute('aria-selected', 'true');
  });

  test('can be shared: they open the same in another window', { tag: '@core' }, async ({
    engine,
    gantry,
  }) => {
    await engine.dockerOk('create', '--name', 'web', IMAGES.pause);
    const { page } = gantry;
    await new ContainersPage(page).openContainer('web');
    await page.getByRole('tab', { name: 'Stats' }).click();
    const hash = await page.evaluate(() => location.hash);
    expect(hash).toMatch(/^#\/containers\/docker-host\/[0-9a-f]{64}\/stats$/);
    const other = await gantry.openAnother();
    await goTo(other, hash);
    await expect(new Frame(other).heading).toHaveText('web');
    await expect(other.getByRole('tab', { name: 'Stats' })).toHaveAttribute('aria-selected', 'true');
    await engine.dockerOk('rm', 'web');
    for (const each of [page, other])
      await expect(each.getByText('This container does not exist any more.')).toBeVisible();
  });

  test('that lead nowhere say so and lead on', async ({ gantry }) => {
    const { page } = gantry;
    const frame = new Frame(page);
    await expect(frame.heading).toHaveText('Containers');
    for (const [hash, text] of [
      ['#/nothing/here', 'There is no page at this address.'],
      ['#/containers/nowhere/0123456789ab', 'There is no host “nowhere”.'],
      ['#/containers/docker-host/0123456789ab', 'This container does not exist any more.'],
      ['#/images/docker-host/sha256:00', 'This image does not exist any more.'],
      ['#/containers?host=nowhere', 'There is no host “nowhere”.'],
      ['#/%E0%A4%A/%', 'There is no page at this address.'],
    ] as const) {
      await goTo(page, hash);
      await expect(page.getByText(text)).toBeVisible();
    }
    await page.getByRole('link', { name: 'Go to containers' }).click();
    await expect(page.getByText('No containers yet.')).toBeVisible();
  });

  test('of a list are found again by Back, with filter, order and selection', async ({ engine, gantry }) => {
    await engine.dockerOk('tag', IMAGES.pause, 'gantry/other:1');
    const { page } = gantry;
    const images = await ImagesPage.open(page);
    await images.filter.fill('gantry');
    await page.getByRole('columnheader', { name: 'Size' }).click();
    const order = () =>
      images.grid.getByRole('row').evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
    const before = await order();
    await page.getByRole('checkbox', { name: new RegExp(`^Select ${IMAGES.layers}`) }).check();
    await images.openImage(IMAGES.layers);
    await page.getByRole('tab', { name: 'Layers' }).click();
    await page.goBack();
    await expect(images.filter).toHaveValue('gantry');
    await expect(page.getByRole('checkbox', { name: new RegExp(`^Select ${IMAGES.layers}`) })).toBeChecked();
    expect(await order()).toEqual(before);
    await page.goForward();
    await expect(new Frame(page).heading).toHaveText(IMAGES.layers);
  });
});

test.describe('the frame', () => {
  test('names what it shows, counts, and keeps its sidebar as it was set', async ({ engine, gantry }) => {
    await engine.dockerOk('create', '--name', 'web', IMAGES.pause);
    let { page } = gantry;
    const frame = new Frame(page);
    await expect(frame.navigation.getByRole('link', { name: 'Containers' })).toContainText('1');
    await expect(frame.navigation.getByRole('link', { name: 'Images' })).toContainText('4');
    await expect(page).toHaveTitle(/^Containers/);
    await new ContainersPage(page).openContainer('web');
    await expect(page).toHaveTitle(/^web/);
    await page.getByRole('button', { name: 'Collapse sidebar' }).click();
    await expect(page.getByRole('button', { name: 'Expand sidebar' })).toBeVisible();
    page = await gantry.restart();
    await expect(page.getByRole('button', { name: 'Expand sidebar' })).toBeVisible();
    await new Frame(page).navigation.getByRole('link', { name: 'Images' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Images' })).toBeVisible();
  });
});
