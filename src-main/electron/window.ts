import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { BACKGROUND } from './background.ts';
import { PAGE_URL } from './scheme.ts';
import { placeWindow, readWindowState, SMALLEST, writeWindowState } from './window-state.ts';

/** A second window opens so many pixels beside the one it came from. */
const CASCADE = 28;
/** A page that crashes again within this time after its reload is left alone, in ms. */
const CRASH_LOOP_MS = 10_000;

/** Opens a window on the page; it shows itself as soon as there is something to see. */
export function openWindow(stateFile: string): BrowserWindow {
  const kept = readWindowState(stateFile);
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  const place = placeWindow(
    kept,
    [primary, ...others].map(({ workArea }) => workArea),
  );
  const beside = BrowserWindow.getFocusedWindow()?.getBounds();
  const window = new BrowserWindow({
    ...place,
    ...(beside && { x: beside.x + CASCADE, y: beside.y + CASCADE }),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Gantry',
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: join(__dirname, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    if (kept?.maximized && !beside) window.maximize();
    window.show();
  });
  // A page that cannot be loaded is better seen than a program that seems not to start.
  window.webContents.once('did-fail-load', () => window.show());
  window.on('close', () => {
    writeWindowState(stateFile, { ...window.getNormalBounds(), maximized: window.isMaximized() });
  });
  reloadAfterCrash(window);
  void window.loadURL(PAGE_URL).catch(() => {});
  return window;
}

function reloadAfterCrash(window: BrowserWindow): void {
  let last = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    process.stderr.write(`gantry: the page's process ended: ${reason}\n`);
    if (reason === 'clean-exit' || Date.now() - last < CRASH_LOOP_MS) return;
    last = Date.now();
    window.webContents.reload();
  });
}
