import type { Page } from '@playwright/test';
import type { AppOptions, RunningApp } from './app.ts';
import type { Display } from './display.ts';
import { attach, INSPECTOR, startElectron, TOOLS } from './electron-process.ts';
import { MainSide } from './main-side.ts';

const NEW_WINDOW = 'CmdOrCtrl+Shift+N';

/** Starts the built app in a window. */
export async function openElectronApp(
  program: string,
  display: Display | undefined,
  options: AppOptions,
  prepare: (context: RunningApp['context']) => Promise<void>,
): Promise<RunningApp> {
  const args = ['--inspect=0', ...(options.lang ? ['--lang', options.lang] : [])];
  const started = startElectron(program, display, options, args);
  const { child, stderr } = started;
  const electron = new MainSide(() => started.printed(INSPECTOR));
  try {
    const { browser, context, page } = await attach(await started.printed(TOOLS));
    await keepFocused(page);
    await prepare(context);
    return {
      context,
      page,
      electron,
      pid: child.pid ?? 0,
      async openAnother() {
        const window = context.waitForEvent('page');
        await electron.evaluate(({ Menu }, accelerator) => {
          const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []);
          items?.find((item) => item.accelerator === accelerator)?.click();
        }, NEW_WINDOW);
        const opened = await window;
        await keepFocused(opened);
        return opened;
      },
      stderr,
      async stop() {
        // Windows has no signal that asks.
        const quit = () => electron.evaluate(({ app }) => app.quit());
        const how = await started.end(process.platform === 'win32' ? quit : undefined);
        await browser.close();
        if (how !== 0) throw new Error(`The app ended with ${how} instead of 0:\n${stderr()}`);
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`${error instanceof Error ? error.message : error}\n${stderr()}`);
  }
}

/** Several windows of several tests share a display, of which one alone has the focus. */
async function keepFocused(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
}
