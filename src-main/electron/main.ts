import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, Menu, nativeTheme, session } from 'electron';
import { version } from '../../package.json';
import { EXIT_FAILED, readOptions, say } from '../command-line.ts';
import type { Core } from '../core.ts';
import { chooseDataDir } from '../data-dir.ts';
import { listPageFiles } from '../page/files.ts';
import { peekTheme } from './first-look.ts';
import { closePermissions, closeWaysOut } from './lockdown.ts';
import { applicationMenu, offerTextMenu } from './menu.ts';
import { acceptPorts } from './ports.ts';
import { registerAppScheme, serveAppScheme } from './scheme.ts';
import { type MenuTexts, menuTexts } from './texts.ts';
import { openWindow } from './window.ts';

/** Quitting takes no longer than this, whatever an engine does; in ms. */
const STOP_MOST_MS = 4_500;

// Electron would show a modal box, and stand still behind it.
process.on('uncaughtException', (error) => say(error.stack ?? error.message));
process.on('unhandledRejection', (reason) => say(reason instanceof Error ? `${reason.stack}` : `${reason}`));

const options = readOptions(process.argv.slice(1), { ignoreUnknown: true });
const dataDir = chooseDataDir(options.dataDir, process.env);
const electronDir = join(dataDir, 'electron');
const stateFile = join(dataDir, 'window.json');
try {
  mkdirSync(electronDir, { recursive: true, mode: 0o700 });
} catch (error) {
  say((error as Error).message);
  process.exit(EXIT_FAILED);
}
// Chromium's own files, and with them the lock of the single instance: one program a data folder.
app.setPath('userData', electronDir);
// Windows groups windows and notices by it; the same as the packages' appId.
app.setAppUserModelId('dev.gantry.app');
app.enableSandbox();
registerAppScheme();

let made: Promise<Core> | undefined;
let texts: MenuTexts = menuTexts.en;

/** Native parts follow the settings: the menu's language, and the theme of frames and menus. */
async function followSettings({ settings }: Core): Promise<void> {
  for await (const { theme, language } of settings.watch(new AbortController().signal)) {
    nativeTheme.themeSource = theme;
    const wanted = options.language ?? (language === 'system' ? app.getLocale().slice(0, 2) : language);
    texts = wanted === 'ko' ? menuTexts.ko : menuTexts.en;
    Menu.setApplicationMenu(applicationMenu(texts, process.platform, open));
  }
}

function open(): void {
  offerTextMenu(openWindow(stateFile).webContents, () => texts);
}

function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  if (window) window.focus();
  else open();
}

/** Nothing stands before the window: the core is loaded while the page's process starts. */
async function start(): Promise<void> {
  closeWaysOut(app);
  await app.whenReady();
  serveAppScheme(session.defaultSession, listPageFiles(join(__dirname, '..', 'renderer')));
  closePermissions(session.defaultSession);
  nativeTheme.themeSource = peekTheme(dataDir);
  Menu.setApplicationMenu(null);
  open();
  const making = import('../core.ts').then(({ createCore }) =>
    createCore({ dataDir, shell: 'electron', language: options.language, version, env: process.env }),
  );
  made = making;
  acceptPorts((port) => void making.then(({ serve }) => serve(port)));
  await followSettings(await making);
}

function stop(): void {
  setTimeout(() => app.exit(0), STOP_MOST_MS);
  Promise.resolve(made)
    .then((core) => core?.close())
    .catch((error) => say(error.message))
    .finally(() => app.exit(0));
}

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', showWindow);
  app.on('activate', showWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  // The windows are closed and remembered; what runs for them ends now.
  app.once('will-quit', (event) => {
    event.preventDefault();
    stop();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      setTimeout(() => app.exit(0), STOP_MOST_MS);
      app.quit();
    });
  }
  start().catch((error) => {
    say(error.stack ?? error.message);
    app.exit(EXIT_FAILED);
  });
} else {
  app.exit(0);
}
