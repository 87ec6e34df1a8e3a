import { ContainersPage } from './pages/containers.ts';
import { Frame } from './pages/frame.ts';
import { Keys } from './pages/keys.ts';
import { RunDialog } from './pages/run-dialog.ts';
import { TerminalPage } from './pages/terminal.ts';
import type { RigEngine } from './rig/engine.ts';
import { expect, test } from './rig/fixtures.ts';
import { IMAGES } from './rig/images.ts';
import { startRegistry } from './rig/registry.ts';

test.describe('by keyboard alone', () => {
  test('an image is pulled and run, its log read, its shell used, and all of it removed', async ({
    engine,
    gantry,
  }) => {
    const registry = await startRegistry(engine);
    const reference = await registry.push(IMAGES.layers);
    const { page } = gantry;
    const keys = new Keys(page);
    const frame = new Frame(page);
    const name = 'journey';
    await frame.expectEngine('running');
    await keys.press('Tab');
    await expect(page.getByRole('button', { name: 'Skip to content' })).toBeFocused();

    // Pull.
    await keys.press('g', 'i');
    await expect(frame.heading).toHaveText('Images');
    await keys.tabTo(page.getByRole('button', { name: 'Pull', exact: true }));
    await keys.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Reference' })).toBeFocused();
    await keys.type(reference);
    await keys.press('Enter');
    const tasks = page.getByRole('region', { name: 'Tasks' });
    await expect(tasks.getByText('done')).toBeVisible();
    await keys.tabTo(tasks.getByRole('button', { name: 'Close' }));
    await keys.press('Enter');
    await expect(tasks).toBeHidden();

    // Run.
    await keys.press('/');
    await expect(page.getByRole('searchbox', { name: 'Filter images' })).toBeFocused();
    await keys.type(registry.host);
    const image = page.getByRole('row', { name: /layers/ });
    await expect(image).toContainText(reference);
    await keys.tabTo(image);
    await keys.pressUntil('ArrowRight', image.getByRole('button', { name: 'Run' }));
    await keys.press('Enter');
    const run = new RunDialog(page);
    await expect(run.image()).toHaveValue(reference);
    await keys.tabTo(run.field('Name'));
    await keys.type(name);
    await keys.tabTo(run.field('Command'));
    await keys.type("sh -c 'echo a line of the log; sleep 100000'");
    await keys.press('Enter');
    await expect(frame.news(`Started ${name}`)).toBeVisible();
    await expect(run.dialog).toBeHidden();

    // Log.
    await keys.press('g', 'c');
    const list = new ContainersPage(page);
    await keys.tabTo(list.row(name));
    await keys.press('Enter');
    await expect(frame.heading).toHaveText(name);
    const tab = (label: string) => page.getByRole('tab', { name: label, exact: true });
    await keys.tabTo(tab('Overview'));
    await keys.pressUntil('ArrowRight', tab('Logs'));
    await keys.press('Enter');
    await expect(page.getByRole('log')).toContainText('a line of the log');
    await keys.tabTo(page.getByRole('searchbox', { name: 'Search logs' }));
    await keys.type('line of');
    await keys.press('Enter');
    await expect(page.getByRole('log').locator('mark')).toHaveText('line of');

    // Terminal, and out of it again.
    await keys.tabBackTo(tab('Logs'));
    await keys.pressUntil('ArrowRight', tab('Terminal'));
    await keys.press('Enter');
    const terminal = new TerminalPage(page);
    await keys.tabTo(terminal.keys);
    await keys.type('hostname; exec sleep 1000\n');
    await expect(page.getByText('Running ash')).toBeVisible();
    await keys.press('Tab', 'Escape');
    await expect(terminal.keys).toBeFocused();
    await keys.press('Control+Shift+Enter');
    await expect(tab('ash')).toBeFocused();
    await expect.poll(() => engine.dockerOk('exec', name, 'ps', '-o', 'args')).toMatch(/^sleep 1000$/m);
    await keys.press('Delete');
    await expect(page.getByText('No terminal is open')).toBeVisible();

    // Stop and remove.
    await keys.tabBackTo(page.getByRole('button', { name: 'Stop', exact: true }));
    await keys.press('Enter');
    await expect(page.getByRole('main')).toContainText('exited (137)');
    await keys.tabTo(page.getByRole('button', { name: 'More actions' }));
    await keys.press('Enter');
    await keys.pressUntil('ArrowDown', page.getByRole('menuitem', { name: 'Remove' }));
    await keys.press('Enter');
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Cancel' })).toBeFocused();
    await keys.tabTo(page.getByRole('dialog').getByRole('button', { name: `Remove ${name}` }));
    await keys.press('Enter');
    await expect(page.getByText('This container does not exist any more.')).toBeVisible();
    await expect(page.getByRole('dialog')).toBeHidden();
    expect(await engine.dockerOk('ps', '-aq')).toBe('');

    // The image, from the list.
    await keys.press('g', 'i');
    await expect(frame.heading).toHaveText('Images');
    await keys.tabTo(image);
    await keys.press('Delete');
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Cancel' })).toBeFocused();
    // The tests' own tag names it too.
    await keys.tabTo(page.getByRole('checkbox', { name: /^Force/ }));
    await keys.press('Space');
    await keys.tabTo(page.getByRole('dialog').getByRole('button', { name: `Remove ${reference}` }));
    await keys.press('Enter');
    await expect(page.getByText(`Removed ${reference}`)).toBeVisible();
    await registry.dispose();
  });
});

const NAMES = ['alpha', 'beta', 'delta', 'gamma', 'omega'];

async function makeList(engine: RigEngine): Promise<void> {
  for (const name of NAMES) await engine.dockerOk('create', '--name', name, IMAGES.busybox);
}

test.describe('in a list', () => {
  test('keys move, select, find, open and act', async ({ engine, gantry }) => {
    await makeList(engine);
    const { page } = gantry;
    const keys = new Keys(page);
    const list = new ContainersPage(page);
    const selected = () =>
      list.grid
        .getByRole('row', { selected: true })
        .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')?.split(',')[0]));
    await expect.poll(() => list.names()).toEqual(NAMES);
    await keys.tabTo(list.row('alpha'));
    await keys.press('ArrowDown', 'ArrowDown', 'ArrowUp');
    await expect(list.row('beta')).toBeFocused();
    await keys.press('End');
    await expect(list.row('omega')).toBeFocused();
    await keys.press('Home');
    await expect(list.row('alpha')).toBeFocused();

    await keys.press('Space');
    await expect.poll(selected).toEqual(['alpha']);
    await keys.press('Shift+ArrowDown', 'Shift+ArrowDown');
    await expect.poll(selected).toEqual(['alpha', 'beta', 'delta']);
    await keys.press('Shift+ArrowUp');
    await expect.poll(selected).toEqual(['alpha', 'beta']);
    await expect(list.bulk).toContainText('2 selected');
    await keys.press('Control+a');
    await expect.poll(selected).toEqual(NAMES);
    await keys.press('Escape');
    await expect.poll(selected).toEqual([]);
    await expect(list.bulk).toBeHidden();

    await keys.type('de');
    await expect(list.row('delta')).toBeFocused();
    await keys.press('ArrowDown');
    await expect(list.row('gamma')).toBeFocused();
    await keys.press('Shift+F10');
    const menu = page.getByRole('menu', { name: 'gamma' });
    await expect(menu).toBeVisible();
    await keys.press('ArrowDown', 'Escape');
    await expect(menu).toBeHidden();
    await expect(list.row('gamma')).toBeFocused();
    await keys.press('ContextMenu');
    await keys.pressUntil('ArrowDown', page.getByRole('menuitem', { name: 'Remove' }));
    await keys.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Remove gamma?' })).toBeVisible();
    await keys.press('Escape');
    await expect(list.row('gamma')).toBeFocused();

    await keys.pressUntil('ArrowRight', list.row('gamma').getByRole('button', { name: 'Start' }));
    await keys.pressUntil('ArrowLeft', list.row('gamma'));
    await keys.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('gamma');
    await keys.tabBackTo(page.getByRole('link', { name: 'Back: Containers' }));
    await keys.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Containers');
    await keys.tabTo(list.row('gamma'));

    await keys.press('Delete');
    await keys.tabTo(page.getByRole('dialog').getByRole('button', { name: 'Remove gamma' }));
    await keys.press('Enter');
    await expect.poll(() => list.names()).toEqual(['alpha', 'beta', 'delta', 'omega']);
    await expect(list.row('omega')).toBeFocused();
  });

  test('a letter finds a row, and leaves a shortcut of two to be one', async ({ engine, gantry }) => {
    await makeList(engine);
    const { page } = gantry;
    const keys = new Keys(page);
    const list = new ContainersPage(page);
    await keys.tabTo(list.row('alpha'));
    await keys.press('g');
    await expect(list.row('gamma')).toBeFocused();
    await keys.press('a');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Activity');
  });

  test('the filter, the palette and the list of shortcuts are one key away', async ({ engine, gantry }) => {
    await makeList(engine);
    const { page } = gantry;
    const keys = new Keys(page);
    const list = new ContainersPage(page);
    await expect(list.row('alpha')).toBeVisible();
    await keys.press('/');
    await expect(list.filter).toBeFocused();
    await keys.type('a?/g');
    await expect(list.filter).toHaveValue('a?/g');
    await keys.press('Escape');
    await expect(list.filter).toHaveValue('');
    // Out of the text, where letters are letters.
    await keys.press('Escape', 'Control+k');
    await keys.type('start beta');
    await keys.press('Enter');
    await expect(list.row('beta')).toContainText(/running|exited/);
    await keys.press('?');
    const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(shortcuts).toContainText('Open the command palette');
    await keys.press('Escape');
    await expect(shortcuts).toBeHidden();
    for (const [key, heading] of [
      ['i', 'Images'],
      ['a', 'Activity'],
      ['h', 'Hosts'],
      ['s', 'Settings'],
      ['c', 'Containers'],
    ] as const) {
      await keys.press('g', key);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    }
  });
});
