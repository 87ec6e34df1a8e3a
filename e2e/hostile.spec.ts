import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { CONTAINERS, HOSTILE_IMAGE, makeHostile, putOutput } from './hostile/engine.ts';
import { CHARACTERS, MARKUP } from './hostile/texts.ts';
import { HostileWatch } from './hostile/watch.ts';
import { visit } from './pages/address.ts';
import { ContainersPage } from './pages/containers.ts';
import { Frame } from './pages/frame.ts';
import { TerminalPage } from './pages/terminal.ts';
import { CHECKOUT } from './rig/checkout.ts';
import type { RigEngine } from './rig/engine.ts';
import { expect, test } from './rig/fixtures.ts';
import { IMAGES } from './rig/images.ts';
import { until } from './rig/process.ts';
import { newDir } from './rig/state.ts';

/** Markup as the corpus begins it: shown as text, it is somewhere in sight. */
const MARKUP_IN_SIGHT = /<(img src|a href|script>)/;

const idOf = (engine: RigEngine, name: string) => engine.dockerOk('inspect', '--format', '{{.Id}}', name);

async function openTab(page: Page, engine: RigEngine, name: string, tab: string): Promise<void> {
  await visit(page, `containers/${await idOf(engine, name)}/${tab}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(page.getByRole('tab', { name: new RegExp(`^${tab}$`, 'i') })).toHaveAttribute(
    'aria-selected',
    'true',
  );
}

test.describe('text of containers and images is data', () => {
  test('on every tab of a container', async ({ engine, gantry }) => {
    await makeHostile(engine);
    const { page } = gantry;
    const watch = await HostileWatch.begin(page);
    await expect(new ContainersPage(page).row(CONTAINERS.text)).toContainText('running');
    await watch.expectHarmless('the list');

    await openTab(page, engine, CONTAINERS.text, 'overview');
    for (const part of ['Environment', 'Labels', 'Mounts', 'Networks'])
      await expect(page.getByRole('region', { name: part, exact: true })).toContainText(MARKUP_IN_SIGHT);
    await expect(page.getByRole('region', { name: 'Labels', exact: true })).toContainText('⟨U+202E⟩');
    await watch.expectHarmless('overview');

    await openTab(page, engine, CONTAINERS.text, 'logs');
    await expect(page.getByRole('log')).toContainText('the last line');
    await watch.expectHarmless("the log's end");
    await page.getByRole('button', { name: 'Wrap lines' }).click();
    await watch.expectHarmless("the log's end, wrapped");
    await page.getByRole('searchbox', { name: 'Search logs' }).fill('onerror');
    await expect(page.getByRole('log').locator('mark').first()).toBeVisible();
    await expect(page.getByRole('log')).toContainText(MARKUP_IN_SIGHT);
    await watch.expectHarmless('a search in the log');
    await page.getByRole('searchbox', { name: 'Search logs' }).fill('click-here');
    await expect(page.getByRole('log').locator('mark').first()).toBeVisible();
    await expect(page.getByRole('log')).toContainText('⟨U+202E⟩');
    await watch.expectHarmless('links in the log');

    await openTab(page, engine, CONTAINERS.text, 'stats');
    await watch.expectHarmless('stats');

    await openTab(page, engine, CONTAINERS.text, 'inspect');
    await page.getByRole('button', { name: 'Expand all' }).click();
    await watch.expectHarmless('inspect');
    await page.getByRole('searchbox', { name: 'Search the JSON' }).fill('onerror');
    await expect(page.getByRole('tree')).toContainText(MARKUP_IN_SIGHT);
    await watch.expectHarmless('a search in the JSON');
    await page.getByRole('button', { name: 'Raw JSON' }).click();
    await watch.expectHarmless('raw JSON');
  });

  test('in a terminal', async ({ engine, gantry }) => {
    await engine.dockerOk('run', '-d', '--name', 'box', IMAGES.busybox, 'sleep', '100000');
    await putOutput(engine, 'box');
    const { page } = gantry;
    const watch = await HostileWatch.begin(page);
    const terminal = await TerminalPage.open(page, 'box');
    await terminal.run('cat /hostile');
    await terminal.expectText(/"polluted":true/);
    // What the terminal answered to the questions in it stands at the prompt now.
    await page.keyboard.press('Control+c');
    await terminal.type('echo all $((20+1)) printed\n');
    await terminal.expectText(/^all 21 printed$/m);
    await watch.expectHarmless('after all of it');

    // A link that is none: the key that opens links, on its words.
    await terminal.run('clear; sed -n "/click-here/p;/data-link/p;/file-link/p" /hostile; echo links');
    await terminal.expectText(/click-here[\s\S]*file-link[\s\S]*links/);
    for (const words of ['click-here', 'data-link', 'file-link']) {
      const place = await terminal.placeOf(words);
      await page.mouse.move(place.x, place.y);
      await page.keyboard.down('Control');
      await page.mouse.click(place.x, place.y);
      await page.keyboard.up('Control');
    }
    await watch.expectHarmless('clicked links');
    await terminal.run('echo still $((20+1))');
    await terminal.expectText(/^still 21$/m);

    await openTab(page, engine, 'box', 'overview');
    await engine.dockerOk('run', '-dt', '--name', 'main', IMAGES.busybox, 'sh', '-c', 'cat; sleep 100000');
    await openTab(page, engine, 'main', 'terminal');
    await page.getByRole('button', { name: 'Attach to main process' }).click();
    await expect(page.getByText(/^Attached to /)).toBeVisible();
    await watch.expectHarmless('attached');
  });

  test('in lists, menus, questions and the palette', { tag: '@web' }, async ({ engine, gantry }) => {
    await makeHostile(engine);
    const { page } = gantry;
    const watch = await HostileWatch.begin(page);
    const list = new ContainersPage(page);
    await expect(list.row(CONTAINERS.text)).toBeVisible();
    await expect(page.getByRole('row', { name: MARKUP_IN_SIGHT }).first()).toBeVisible();
    for (const column of ['Command', 'ID', 'Memory']) await list.option(column);
    await watch.expectHarmless('all columns');
    await list.option('Group by project');
    await watch.expectHarmless('without groups');
    await list.filter.fill('label:<img');
    await watch.expectHarmless('a filter');
    await list.filter.fill('__proto__');
    await expect.poll(() => list.names()).toContain(CONTAINERS.labels);
    // A link can hold a filter, so this text is no less foreign.
    await page.evaluate((filter) => {
      location.hash = `#/containers?filter=${encodeURIComponent(filter)}`;
    }, `${MARKUP[0]}${CHARACTERS[0]}`);
    await expect(page.getByText('Nothing matches')).toContainText(MARKUP_IN_SIGHT);
    await watch.expectHarmless('a filter without a match');
    await list.filter.fill('');

    for (const name of Object.values(CONTAINERS)) {
      await list.row(name).getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Remove' }).click();
      await expect(page.getByRole('dialog')).toContainText(name);
      await watch.expectHarmless(`the question before ${name} is removed`);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }

    await page.keyboard.press('Control+k');
    for (const text of ['constructor', '__proto__', '<script>']) {
      await page.getByRole('combobox').fill(text);
      await watch.expectHarmless(`the palette with ${JSON.stringify(text)}`);
    }
    await page.keyboard.press('Escape');
    for (const name of ['Activity', 'Hosts', 'Settings', 'Containers']) {
      await new Frame(page).goTo(name);
      await watch.expectHarmless(name);
    }
  });

  test('by the ten thousand and by the megabyte', { tag: '@web' }, async ({ engine, gantry }) => {
    await makeHostile(engine);
    const { page } = gantry;
    const watch = await HostileWatch.begin(page);
    for (const name of [CONTAINERS.labels, CONTAINERS.long, CONTAINERS.text]) {
      await openTab(page, engine, name, 'overview');
      const labels = page.getByRole('region', { name: 'Labels', exact: true });
      await expect(labels.getByRole('definition').first()).toBeVisible();
      await watch.expectHarmless(`overview of ${name}`);
      await openTab(page, engine, name, 'inspect');
      await expect(page.getByRole('tree')).toContainText('Config');
      await page.getByRole('button', { name: 'Expand all' }).click();
      await watch.expectHarmless(`inspect of ${name}`);
      await page.getByRole('button', { name: 'Raw JSON' }).click();
      await watch.expectHarmless(`raw JSON of ${name}`);
    }
    await openTab(page, engine, CONTAINERS.labels, 'overview');
    await page.getByRole('searchbox', { name: 'Filter Labels' }).fill('label.9999');
    await expect(page.getByRole('region', { name: 'Labels', exact: true })).toContainText('label.9999');
    await watch.expectHarmless('a filter of labels');
  });

  test('of images', { tag: '@web' }, async ({ engine, gantry }) => {
    await makeHostile(engine);
    const { page } = gantry;
    const watch = await HostileWatch.begin(page);
    await new Frame(page).goTo('Images');
    for (const [tag, hasText] of [
      [HOSTILE_IMAGE, true],
      ['prototype/empty:1', false],
    ] as const) {
      const id = await engine.dockerOk('image', 'inspect', '--format', '{{.Id}}', tag);
      await visit(page, 'images');
      await expect(page.getByRole('link', { name: tag })).toBeVisible();
      await watch.expectHarmless('the list of images');
      await visit(page, `images/${id}/overview`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(tag);
      const environment = page.getByRole('region', { name: 'Environment' });
      await expect(environment).toContainText(hasText ? MARKUP_IN_SIGHT : 'none');
      await watch.expectHarmless(`overview of ${tag}`);
      await visit(page, `images/${id}/layers`);
      const layers = page.getByRole('tabpanel');
      await expect(layers).toContainText(hasText ? 'onload=' : '0 steps');
      await watch.expectHarmless(`layers of ${tag}`);
      await visit(page, `images/${id}/inspect`);
      await page.getByRole('button', { name: 'Expand all' }).click();
      await watch.expectHarmless(`inspect of ${tag}`);
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await watch.expectHarmless(`running ${tag}`);
      await page.keyboard.press('Escape');
    }
  });

  test('of errors', { tag: '@web' }, async ({ engine, gantry }) => {
    await makeHostile(engine);
    const { page } = gantry;
    const watch = await HostileWatch.begin(page);
    const list = new ContainersPage(page);
    await list.row(CONTAINERS.broken).getByRole('button', { name: 'Start', exact: true }).click();
    const alert = page.getByRole('alert').filter({ hasText: `Could not start ${CONTAINERS.broken}` });
    await alert.getByText('Details').click();
    await expect(alert).toContainText(MARKUP_IN_SIGHT);
    await watch.expectHarmless("an engine's error");
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await openTab(page, engine, CONTAINERS.broken, 'overview');
    await watch.expectHarmless('a container with an error');

    const registry = await startHostileRegistry(engine);
    await new Frame(page).goTo('Images');
    await page.getByRole('button', { name: 'Pull', exact: true }).click();
    await page.getByRole('textbox', { name: 'Reference' }).fill(`${registry.host}/constructor:__proto__`);
    await page.keyboard.press('Enter');
    const tasks = page.getByRole('region', { name: 'Tasks' });
    await tasks.getByText('Details').click();
    await expect(tasks).toContainText(MARKUP_IN_SIGHT);
    await watch.expectHarmless("a registry's error");
    registry.end();
  });
});

/** A server that answers as a registry would, with markup for errors, beside the engine. */
async function startHostileRegistry(engine: RigEngine): Promise<{ host: string; end(): void }> {
  const port = 5005;
  const log = openSync(path.join(newDir('hostile-registry'), 'log'), 'a');
  const program = path.join(CHECKOUT, 'e2e', 'hostile', 'registry.mjs');
  const words = '<img src=x onerror="window.hostileTextRan=1"> \u202e';
  const server = await engine.sandbox.start(process.execPath, [program, String(port), words], {
    output: log,
  });
  closeSync(log);
  await until('The registry answers', async () => {
    const { code } = await engine.run('bash', ['-c', `: </dev/tcp/127.0.0.1/${port}`]);
    return code === 0;
  });
  return { host: `127.0.0.1:${port}`, end: () => process.kill(server.pid, 'SIGKILL') };
}
