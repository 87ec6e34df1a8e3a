import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installElectronApp } from '../rig/electron-runtime.ts';
import { newDir } from '../rig/state.ts';

/*
 * The least that could be shown by the same means: one page with one word. What is above it in time and memory is
 * the app's own.
 */
const PAGE = '<!doctype html><meta charset="utf-8"><title>minimal</title><div id="root">minimal</div>';

const WINDOW = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, width: 1280, height: 800, webPreferences: { sandbox: true, contextIsolation: true } });
  window.once('ready-to-show', () => window.show());
  window.loadFile(require('node:path').join(__dirname, 'index.html'));
});
app.on('window-all-closed', () => app.quit());
`;

const SERVER = `
const server = require('node:http').createServer((request, response) => {
  response.setHeader('Content-Type', 'text/html');
  response.end(${JSON.stringify(PAGE)});
});
server.listen(0, '127.0.0.1', () => console.log('Gantry: http://127.0.0.1:' + server.address().port + '/'));
process.on('SIGTERM', () => process.exit(0));
`;

/** The same Electron with a minimal page; returns the path of its program. */
export function installMinimalElectron(): string {
  const program = installElectronApp();
  const app = path.join(path.dirname(program), 'resources', 'app');
  rmSync(app, { recursive: true });
  mkdirSync(app);
  writeFileSync(path.join(app, 'package.json'), '{"name":"minimal","main":"main.js"}');
  writeFileSync(path.join(app, 'main.js'), WINDOW);
  writeFileSync(path.join(app, 'index.html'), PAGE);
  return program;
}

/** A web server of the same Node with a minimal page, as a program. */
export function writeMinimalServer(): string {
  const file = path.join(newDir('minimal'), 'server.cjs');
  writeFileSync(file, SERVER);
  return file;
}
