import { ContainersPage } from './pages/containers.ts';
import { TerminalPage } from './pages/terminal.ts';
import type { RigEngine } from './rig/engine.ts';
import { expect, test } from './rig/fixtures.ts';
import { IMAGES } from './rig/images.ts';

const runSleeper = (engine: RigEngine, name: string) =>
  engine.dockerOk('run', '-d', '--name', name, IMAGES.busybox, 'sleep', '100000');

/** Commands that run inside a container. */
const processes = async (engine: RigEngine, name: string) => {
  const list = await engine.dockerOk('exec', name, 'ps', '-o', 'stat,args');
  // What has ended and nobody has waited for runs no more.
  return list.split('\n').filter((line) => !/^\s*Z/.test(line));
};

const running = async (engine: RigEngine, name: string, command: string) =>
  (await processes(engine, name)).filter((line) => line.includes(command)).length;

const isRunning = (engine: RigEngine, name: string) =>
  engine.dockerOk('inspect', '-f', '{{.State.Running}}', name);

/** A hang-up is followed by a kill after a second; an engine takes its time to start what does that. */
const ENDED = { timeout: 10_000 };

test.describe('a shell', () => {
  test('is found, takes keys and shows what comes', { tag: '@core' }, async ({ engine, gantry }) => {
    await runSleeper(engine, 'box');
    const terminal = await TerminalPage.open(gantry.page, 'box');
    await terminal.run('echo sum-$((40+2)) 한글 😀 é');
    await terminal.expectText(/^sum-42 한글 😀 é$/m);
    await expect(terminal.region.getByRole('status')).toHaveText('Running ash');
    await terminal.run('echo $TERM; tty');
    await terminal.expectText(/^xterm-256color\n\/dev\/pts\/\d+$/m);
  });

  // A window is not resized by its page.
  test('has the size of the page, and follows it', { tag: ['@core', '@web'] }, async ({ engine, gantry }) => {
    await runSleeper(engine, 'box');
    const terminal = await TerminalPage.open(gantry.page, 'box');
    const size = async (mark: string) => {
      await terminal.run(`echo ${mark}-$((1)) $(stty size)`);
      const told = new RegExp(`^${mark}-1 (\\d+) (\\d+)$`, 'm');
      await terminal.expectText(told);
      const [, rows, cols] = told.exec(await terminal.text()) ?? [];
      return { rows: Number(rows), cols: Number(cols) };
    };
    const before = await size('before');
    expect(before.rows).toBe(await gantry.page.locator('.xterm-rows > div').count());
    await gantry.page.setViewportSize({ width: 900, height: 560 });
    await expect.poll(() => gantry.page.locator('.xterm-rows > div').count()).toBeLessThan(before.rows);
    const after = await size('after');
    expect(after.cols).toBeLessThan(before.cols);
    expect(after.rows).toBe(await gantry.page.locator('.xterm-rows > div').count());
  });

  test('goes on beside others, behind other tabs and other pages', async ({ engine, gantry }) => {
    const { page } = gantry;
    await runSleeper(engine, 'box');
    const terminal = await TerminalPage.open(page, 'box');
    await terminal.run('echo first-$((1))');
    await terminal.expectText(/^first-1$/m);
    await terminal.button('New terminal').click();
    await expect(terminal.tabs).toHaveText(['ash', 'ash 2']);
    await terminal.run('echo second-$((2))');
    await terminal.expectText(/^second-2$/m);
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByRole('tab', { name: 'Terminal', exact: true }).click();
    await terminal.expectText(/^second-2$/m);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Images' }).click();
    await expect(terminal.region).toHaveCount(0);
    await new ContainersPage(page).open();
    await TerminalPage.open(page, 'box');
    await terminal.tabs.first().click();
    await terminal.expectText(/^first-1$/m);
    await terminal.run('echo still-$((3))');
    await terminal.expectText(/^still-3$/m);
    expect(await running(engine, 'box', 'ash')).toBe(2);
  });

  test('ends with all that runs in it when it is closed, and nothing else does', {
    tag: '@core',
  }, async ({ engine, gantry }) => {
    await runSleeper(engine, 'box');
    const terminal = await TerminalPage.open(gantry.page, 'box');
    await terminal.run('sleep 4321');
    await terminal.button('New terminal').click();
    await terminal.run('setsid sleep 1111 & sleep 2222 & yes');
    await terminal.expectText(/^y$/m);
    await expect.poll(() => running(engine, 'box', 'sleep')).toBe(4);
    await terminal.button('Close terminal').click();
    await expect(terminal.tabs).toHaveText(['ash']);
    await expect.poll(() => running(engine, 'box', 'yes'), ENDED).toBe(0);
    await expect.poll(() => running(engine, 'box', 'sleep 2222'), ENDED).toBe(0);
    for (const kept of ['sleep 1111', 'sleep 4321', 'sleep 100000'])
      expect(await running(engine, 'box', kept), kept).toBe(1);
  });

  test('ends with its page, and with the app', async ({ engine, gantry }) => {
    await runSleeper(engine, 'box');
    const second = await gantry.openAnother();
    await (await TerminalPage.open(second, 'box')).run('sleep 4321');
    await expect.poll(() => running(engine, 'box', 'sleep 4321')).toBe(1);
    await second.close();
    await expect.poll(() => running(engine, 'box', 'sleep 4321'), ENDED).toBe(0);
    await (await TerminalPage.open(gantry.page, 'box')).run('sleep 5432');
    await expect.poll(() => running(engine, 'box', 'sleep 5432')).toBe(1);
    await gantry.restart();
    await expect.poll(() => running(engine, 'box', 'sleep 5432'), ENDED).toBe(0);
  });

  test('tells its exit code and starts again below', { tag: '@core' }, async ({ engine, gantry }) => {
    await runSleeper(engine, 'box');
    const terminal = await TerminalPage.open(gantry.page, 'box');
    await terminal.run('exit 7');
    await expect(terminal.region.getByRole('status')).toHaveText('The shell ended with exit code 7.');
    await terminal.button('Start again').click();
    await terminal.run('echo again-$((1))');
    await terminal.expectText(/exit 7[\s\S]*^again-1$/m);
  });

  test('is missing in some images', { tag: '@core' }, async ({ engine, gantry }) => {
    await engine.dockerOk('run', '-d', '--name', 'bare', IMAGES.pause);
    const terminal = await TerminalPage.open(gantry.page, 'bare');
    const alert = terminal.region.getByRole('alert');
    await expect(alert).toContainText('No shell could be started in bare');
    await expect(alert).toContainText('Attach to the main process instead');
    await alert.getByText('Details').click();
    await expect(alert).toContainText(/executable file not found/);
  });

  test('needs a running container, which can be started there', async ({ engine, gantry }) => {
    await engine.dockerOk('create', '--name', 'box', IMAGES.busybox, 'sleep', '100000');
    const terminal = await TerminalPage.open(gantry.page, 'box');
    await expect(gantry.page.getByText('box is not running')).toBeVisible();
    await gantry.page.getByRole('tabpanel').getByRole('button', { name: 'Start', exact: true }).click();
    await terminal.run('echo up-$((1))');
    await terminal.expectText(/^up-1$/m);
  });

  test('in a paused container waits for it', async ({ engine, gantry }) => {
    await runSleeper(engine, 'box');
    const terminal = await TerminalPage.open(gantry.page, 'box');
    await terminal.expectPrompt();
    await engine.dockerOk('pause', 'box');
    await expect(terminal.region.getByRole('status')).toContainText('The container is paused.');
    await terminal.type('echo thawed-$((1))\n');
    await engine.dockerOk('unpause', 'box');
    await terminal.expectText(/^thawed-1$/m);
    await expect(terminal.region.getByRole('status')).toHaveText('Running ash');
  });

  test('that lost its engine says so, and another one starts when it is back', async ({ engine, gantry }) => {
    await runSleeper(engine, 'box');
    const terminal = await TerminalPage.open(gantry.page, 'box');
    await terminal.run('echo before-$((1)); sleep 4321');
    await terminal.expectText(/^before-1$/m);
    await engine.kill();
    const alert = terminal.region.getByRole('alert');
    await expect(alert).toContainText('This terminal lost its process’s stream.', { timeout: 3_000 });
    const reconnect = alert.getByRole('button', { name: 'Reconnect' });
    await expect(reconnect).toHaveAttribute('aria-disabled', 'true');
    await terminal.expectText(/^before-1$/m);
    await engine.start();
    await engine.dockerOk('start', 'box');
    await expect(reconnect).not.toHaveAttribute('aria-disabled');
    await reconnect.click();
    await terminal.run('echo after-$((2))');
    await terminal.expectText(/^before-1$[\s\S]*^after-2$/m);
    await expect(alert).toHaveCount(0);
  });
});

test.describe('the main process', () => {
  test('is shown and typed to, and outlives its terminal', { tag: '@core' }, async ({ engine, gantry }) => {
    await engine.dockerOk('run', '-dit', '--name', 'main', IMAGES.busybox, 'sh');
    const terminal = await TerminalPage.open(gantry.page, 'main');
    await terminal.button('Attach to main process').click();
    await terminal.run('echo pid-$$');
    await terminal.expectText(/^pid-1$/m);
    await terminal.button('Close terminal').click();
    await expect(terminal.tabs).toHaveText(['ash']);
    expect(await isRunning(engine, 'main')).toBe('true');
    await terminal.button('Attach to main process').click();
    await terminal.run('exit 5');
    await expect(terminal.region.getByRole('status')).toHaveText('The main process ended with exit code 5.');
    await expect(terminal.button('Attach again')).toHaveAttribute('aria-description', /Start the container/);
  });

  test('without a terminal of its own shows both its outputs line by line', {
    tag: '@core',
  }, async ({ engine, gantry }) => {
    const script = 'while :; do echo to-out; echo to-err >&2; sleep 0.2; done';
    await engine.dockerOk('run', '-d', '--name', 'main', IMAGES.busybox, 'sh', '-c', script);
    const terminal = await TerminalPage.open(gantry.page, 'main');
    await terminal.button('Attach to main process').click();
    await terminal.expectText(/^to-out$/m);
    await terminal.expectText(/^to-err$/m);
    await expect(terminal.region.getByRole('status')).toContainText('it takes no keys');
  });

  test('whose input would close with the first to leave is only watched', {
    tag: '@core',
  }, async ({ engine, gantry }) => {
    const body = { Image: IMAGES.busybox, Cmd: ['cat'], OpenStdin: true, StdinOnce: true };
    await engine.request('POST', '/containers/create?name=main', body);
    await engine.dockerOk('start', 'main');
    const terminal = await TerminalPage.open(gantry.page, 'main');
    await terminal.button('Attach to main process').click();
    await expect(terminal.region.getByRole('status')).toContainText('only its output is shown');
    await terminal.button('Close terminal').click();
    await expect(terminal.tabs).toHaveText(['ash']);
    await terminal.run('ps -o args');
    await terminal.expectText(/^cat$/m);
  });

  test('without a terminal takes lines, which can be mended before they are sent', async ({
    engine,
    gantry,
  }) => {
    test.skip(engine.kind === 'podman', 'podman closes the input of such a process with the first to leave');
    await engine.dockerOk(
      'run',
      '-di',
      '--name',
      'main',
      IMAGES.busybox,
      'sh',
      '-c',
      'while read -r line; do echo "got: $line"; done',
    );
    const terminal = await TerminalPage.open(gantry.page, 'main');
    await terminal.button('Attach to main process').click();
    await expect(terminal.region.getByRole('status')).toContainText('Attached to sh');
    await terminal.type('안녕x');
    await gantry.page.keyboard.press('Backspace');
    await terminal.type('하세요\n');
    await terminal.expectText(/^안녕하세요\ngot: 안녕하세요$/m);
    await terminal.button('Close terminal').click();
    expect(await isRunning(engine, 'main')).toBe('true');
  });
});

test.describe('what a container prints', () => {
  test('makes no link that is not http, and opens none without being asked', async ({ engine, gantry }) => {
    const { page } = gantry;
    await runSleeper(engine, 'box');
    const terminal = await TerminalPage.open(page, 'box');
    const link = (address: string, word: string) => `\\033]8;;${address}\\033\\\\${word}\\033]8;;\\033\\\\`;
    const opened: string[] = [];
    // In place of the browser: this page must not try to reach anything.
    await page.exposeFunction('noteOpened', (address: string) => opened.push(address));
    await page.evaluate(() => {
      window.open = (address) => {
        (window as unknown as { noteOpened(address: string): void }).noteOpened(String(address));
        return null;
      };
    });
    const bad = link('javascript:document.title=1', 'EVIL');
    const good = link('http://192.0.2.1/real', 'http://bank.example');
    await terminal.run(`clear; printf '${bad}  ${good}\\n'`);
    await terminal.expectText(/^EVIL {2}http:\/\/bank\.example$/m);
    const point = async (word: string) => {
      const { x, y } = await terminal.placeOf(word);
      await page.mouse.move(x + 2, y);
      await page.mouse.move(x, y);
      return { x, y };
    };
    const evil = await point('EVIL');
    await page.keyboard.down('Control');
    await page.mouse.click(evil.x, evil.y);
    await page.keyboard.up('Control');
    const bank = await point('bank.example');
    await expect(page.getByText('opens http://192.0.2.1/real')).toBeVisible();
    await page.mouse.click(bank.x, bank.y);
    expect(opened).toEqual([]);
    await page.keyboard.down('Control');
    await page.mouse.click(bank.x, bank.y);
    await page.keyboard.up('Control');
    await expect.poll(() => opened).toEqual(['http://192.0.2.1/real']);
    expect(await page.title()).not.toBe('1');
  });

  test('makes the terminal answer, and run nothing', async ({ engine, gantry }) => {
    await runSleeper(engine, 'box');
    const terminal = await TerminalPage.open(gantry.page, 'box');
    // Device attributes, status, cursor, settings, version, colours, a title and a read of the clipboard.
    const queries =
      '\\033[c\\033[>c\\033[5n\\033[6n\\033P$qm\\033\\\\\\033[>q\\033]10;?\\007\\033]52;c;?\\007';
    const title = '\\033]2;touch /tmp/owned\\n\\007\\033[21t';
    await terminal.run(`printf '${queries}${title}'; sleep 0.5; cat -v; touch /tmp/done`);
    await expect.poll(() => running(engine, 'box', 'cat -v')).toBe(1);
    await gantry.page.keyboard.press('Control+c');
    await terminal.run('clear; ls -a1 /tmp');
    await terminal.expectText(/^\.\n\.\.$/m);
    expect(await terminal.text()).not.toMatch(/owned|done/);
  });
});

test.describe('by keyboard', () => {
  test('Tab stays inside, a key leads out, and search finds', async ({ engine, gantry }) => {
    const { page } = gantry;
    await runSleeper(engine, 'box');
    const terminal = await TerminalPage.open(page, 'box');
    await terminal.run('echo needle-$((1))');
    await terminal.expectText(/^needle-1$/m);
    await page.keyboard.press('Tab');
    await expect(terminal.keys).toBeFocused();
    await page.keyboard.press('Control+Shift+Enter');
    await expect(terminal.tabs.first()).toBeFocused();
    await page.keyboard.press('Control+Shift+Enter');
    await expect(terminal.keys).toBeFocused();
    await page.keyboard.press('Control+Shift+F');
    await page.keyboard.type('needle-');
    await expect(page.getByRole('searchbox', { name: 'Search terminal' })).toHaveValue('needle-');
    await expect(terminal.region.getByText('2 of 2')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(terminal.region.getByText('1 of 2')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(terminal.keys).toBeFocused();
  });

  test('the screen can be read aloud, drawn by WebGL', async ({ engine, gantry }) => {
    const { page } = gantry;
    await runSleeper(engine, 'box');
    const terminal = await TerminalPage.open(page, 'box', { webgl: true });
    await page.getByRole('button', { name: 'Terminal actions' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Screen reader mode' }).click();
    await page.keyboard.press('Escape');
    await expect(page.locator('.xterm-screen canvas').first()).toBeAttached();
    const spoken = terminal.region.getByRole('list').getByRole('listitem');
    await expect(spoken.filter({ hasText: '#' }).first()).toBeAttached();
    await terminal.type('echo aloud-$((1))\n');
    await expect(spoken.filter({ hasText: 'aloud-1' })).toHaveCount(1);
  });

  test('copies and pastes', async ({ engine, gantry }) => {
    const { page } = gantry;
    // A window of ours has these rights.
    if (gantry.shell === 'web') await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await runSleeper(engine, 'box');
    const terminal = await TerminalPage.open(page, 'box');
    await terminal.run('clear; echo copied-$((1))');
    await terminal.expectText(/^copied-1$/m);
    const menu = async (item: string) => {
      await page.locator('.xterm-screen').click({ button: 'right' });
      await page.getByRole('menuitem', { name: item }).click();
      await expect(terminal.keys).toBeFocused();
    };
    await menu('Select all');
    await page.keyboard.press('Control+Shift+C');
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(clipboard).toMatch(/^copied-1$/m);
    await page.evaluate(() => navigator.clipboard.writeText('echo by-key-$((2))\n'));
    await page.keyboard.press('Control+Shift+V');
    await terminal.expectText(/^by-key-2$/m);
    await page.evaluate(() => navigator.clipboard.writeText('echo by-menu-$((3))\n'));
    await menu('Paste');
    await terminal.expectText(/^by-menu-3$/m);
  });
});
