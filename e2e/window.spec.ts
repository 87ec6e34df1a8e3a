import { expect, type Gantry, test } from './rig/fixtures.ts';
import type { MainSide } from './rig/main-side.ts';
import { run } from './rig/process.ts';
import { testUser } from './rig/test-user.ts';

const NO_ENGINE = { DOCKER_HOST: 'unix:///nonexistent/engine.sock' };

test.describe('the window', { tag: '@electron' }, () => {
  function mainSide({ app }: Gantry): MainSide {
    if (!app.electron) throw new Error('the app has no window');
    return app.electron;
  }

  test('comes back where it was, in its size', async ({ launch }) => {
    const gantry = await launch({ env: NO_ENGINE });
    const place = { x: 60, y: 80, width: 1000, height: 640 };
    await mainSide(gantry).evaluate(({ BrowserWindow }, bounds) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
    }, place);
    await gantry.restart();
    const bounds = await mainSide(gantry).evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getBounds(),
    );
    expect(bounds).toEqual(place);
  });

  test('has its menu in the language asked for, and takes no key from a terminal', async ({ launch }) => {
    const gantry = await launch({ env: NO_ENGINE, lang: 'ko' });
    const menu = () =>
      mainSide(gantry).evaluate(({ Menu }) => {
        const items = Menu.getApplicationMenu()?.items ?? [];
        return {
          labels: items.map(({ label }) => label),
          keys: items
            .flatMap(({ submenu }) => submenu?.items ?? [])
            .filter(({ registerAccelerator }) => registerAccelerator)
            .map(({ accelerator, role }) => accelerator ?? role),
        };
      });
    await expect.poll(async () => (await menu()).labels).toEqual(['파일', '편집', '보기']);
    const { keys } = await menu();
    expect(keys).toContain('CmdOrCtrl+Shift+N');
    const ofShells = /^(CmdOrCtrl|CommandOrControl|Control|Ctrl)\+[a-z]$/i;
    expect(keys.filter((key) => ofShells.test(String(key)))).toEqual([]);
    for (const role of ['copy', 'paste', 'cut', 'close', 'quit', 'reload']) expect(keys).not.toContain(role);
  });

  test('is shown by a second start, which ends at once', async ({ launch }) => {
    const gantry = await launch({ env: NO_ENGINE });
    const electron = mainSide(gantry);
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    const { program, env } = await electron.evaluate(() => ({
      program: process.execPath,
      env: { ...process.env },
    }));
    const user = testUser();
    const as = user ? ['setpriv', '--reuid', `${user.uid}`, '--regid', `${user.gid}`, '--clear-groups'] : [];
    const [command = '', ...args] = [...as, program];
    expect((await run(command, args, { env })).code).toBe(0);
    await expect
      .poll(() =>
        electron.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows().map((window) => window.isMinimized()),
        ),
      )
      .toEqual([false]);
  });

  test('outlives an exception on the main side and the crash of its page', async ({ launch }) => {
    const gantry = await launch({ env: NO_ENGINE });
    gantry.allowProblem(/the page crashed/);
    const electron = mainSide(gantry);
    await electron.evaluate(() => {
      setTimeout(() => {
        throw new Error('a defect of ours');
      }, 0);
    });
    await expect.poll(() => gantry.app.stderr()).toContain('a defect of ours');
    await electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
    await expect.poll(() => gantry.app.stderr()).toContain("the page's process ended");
    await expect
      .poll(() =>
        electron.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
            "document.querySelector('nav')?.innerText ?? ''",
          ),
        ),
      )
      .toContain('Containers');
  });
});
