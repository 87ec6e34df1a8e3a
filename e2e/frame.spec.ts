import type { WebSocketRoute } from '@playwright/test';
import { visit } from './pages/address.ts';
import { ContainersPage } from './pages/containers.ts';
import { Frame } from './pages/frame.ts';
import { expect, test } from './rig/fixtures.ts';
import { IMAGES } from './rig/images.ts';

/** Theme of the document. */
const themeOf = (page: import('@playwright/test').Page) =>
  page.evaluate(() => document.documentElement.dataset.theme);

/** Picks an entry of the command palette. */
async function command(page: import('@playwright/test').Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  // No pause: what is typed right after the shortcut must land in the palette.
  await page.keyboard.type(text);
  await expect(page.getByRole('dialog').getByRole('combobox')).toHaveValue(text);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
}

test('leads to every page and counts what they list', { tag: '@core' }, async ({ engine, gantry }) => {
  await engine.dockerOk('create', '--name', 'one', IMAGES.pause);
  const frame = new Frame(gantry.page);
  await expect(frame.navigation.getByRole('link')).toContainText([
    'Containers1',
    /^Images\d/,
    'Activity',
    'Hosts',
  ]);
  for (const name of ['Images', 'Activity', 'Hosts', 'Settings', 'Containers']) {
    await frame.goTo(name);
    await expect(gantry.page).toHaveTitle(`${name} – Gantry`);
  }
  await frame.engine.click();
  await expect(frame.heading).toHaveText('Hosts');
});

test('has a palette over pages, containers and actions', { tag: '@core' }, async ({ engine, gantry }) => {
  await engine.dockerOk('run', '-d', '--name', 'web', IMAGES.pause);
  const { page } = gantry;
  const list = new ContainersPage(page);
  await expect(list.row('web')).toContainText('running');
  await command(page, 'pause web');
  await expect(list.row('web')).toContainText('paused');
  await command(page, 'go to images');
  await expect(new Frame(page).heading).toHaveText('Images');
  await command(page, 'web');
  await expect(new Frame(page).heading).toHaveText('web');
  await new Frame(page).goTo('Images');
  await command(page, 'web');
  await expect(page).toHaveTitle('web – Gantry');
});

test('keeps theme and language over a reload', async ({ gantry }) => {
  const { page } = gantry;
  await expect(new Frame(page).heading).toHaveText('Containers');
  expect(await themeOf(page)).toBe('light');
  await command(page, 'dark theme');
  await expect.poll(() => themeOf(page)).toBe('dark');
  await command(page, 'show gantry in 한국어');
  await expect(page.getByRole('heading', { level: 1, name: '컨테이너' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  // The address bar's reload, watched from the first paint on: neither theme nor language may come late.
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => {
      const title = document.querySelector('h1')?.textContent;
      if (title) seen.push(`${document.documentElement.dataset.theme} ${title}`);
    }).observe(document, { childList: true, subtree: true });
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: '컨테이너' })).toBeVisible();
  // The texts come beside the program, and those of one language alone.
  expect(asked.filter((path) => path.startsWith('/i18n/'))).toEqual(['/i18n/ko.js']);
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  expect(new Set(seen)).toEqual(new Set(['dark 컨테이너']));
});

test('letters of shortcuts go by their place under a Korean layout', { tag: '@web' }, async ({ gantry }) => {
  const { page } = gantry;
  const frame = new Frame(page);
  await expect(frame.heading).toHaveText('Containers');
  const press = (key: string, code: string) =>
    page.evaluate(
      ([typed, place]) =>
        document.body.dispatchEvent(
          new KeyboardEvent('keydown', { key: typed, code: place, bubbles: true, cancelable: true }),
        ),
      [key, code],
    );
  await press('ㅎ', 'KeyG');
  await press('ㅑ', 'KeyI');
  await expect(frame.heading).toHaveText('Images');
});

test('an address that leads nowhere says so', async ({ gantry }) => {
  const { page } = gantry;
  await visit(page, 'nothing');
  await expect(page.getByText('There is no page at this address.')).toBeVisible();
  await page.evaluate(() => {
    location.hash = '#/containers/elsewhere/abc';
  });
  await expect(page.getByText('There is no host “elsewhere”.')).toBeVisible();
});

test.describe('on a bad connection', { tag: '@web' }, () => {
  test('a page whose code was dropped on the way is asked for again', async ({ gantry }) => {
    gantry.allowProblem(/net::ERR_FAILED/);
    const { page } = gantry;
    await expect(new Frame(page).heading).toHaveText('Containers');
    let dropped = 0;
    await page.route(/activity-page.*\.js/, (route) => (dropped++ === 0 ? route.abort() : route.continue()));
    await new Frame(page).goTo('Activity');
    expect(dropped).toBeGreaterThan(1);
  });

  test('first files that were dropped leave no empty page', async ({ gantry }) => {
    gantry.allowProblem(/net::ERR_FAILED/);
    const { page } = gantry;
    await expect(new Frame(page).heading).toHaveText('Containers');
    let dropped = 0;
    await page.route(/assets\/index.*\.(js|css)/, (route) =>
      dropped++ < 2 ? route.abort() : route.continue(),
    );
    await page.reload();
    await expect(new Frame(page).heading).toHaveText('Containers');
    expect(dropped).toBeGreaterThan(2);
    await expect(page.getByRole('navigation')).toHaveCSS('user-select', 'none');
  });

  test('a lost connection is told, and heals by itself', async ({ engine, gantry }) => {
    const { page } = gantry;
    const frame = new Frame(page);
    await frame.expectEngine('running');
    let socket: WebSocketRoute | undefined;
    let open = true;
    await page.routeWebSocket(/\/rpc$/, (route) => {
      if (!open) return void route.close();
      socket = route;
      route.connectToServer();
    });
    await page.reload();
    await frame.expectEngine('running');
    open = false;
    await socket?.close();
    const lost = page.getByRole('alert').filter({ hasText: 'The connection to Gantry was lost.' });
    await expect(lost).toBeVisible();
    await engine.dockerOk('create', '--name', 'meanwhile', IMAGES.pause);
    open = true;
    await expect(lost).toBeHidden();
    await expect(new ContainersPage(page).row('meanwhile')).toContainText('created');
  });
});
