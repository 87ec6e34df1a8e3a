import { chmodSync, copyFileSync, cpSync, existsSync, linkSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { CHECKOUT } from './checkout.ts';
import { newDir } from './state.ts';

const NPM_RUNTIME = path.join(CHECKOUT, 'node_modules', 'electron', 'dist');
const OLDER_RUNTIME = path.join(CHECKOUT, '.cache', 'electron-22');

/** The folder of the Electron to test with: npm's if it could be fetched, else the older one. */
export function findElectron(): string | undefined {
  return [NPM_RUNTIME, OLDER_RUNTIME].find((folder) => existsSync(path.join(folder, 'electron')));
}

/**
 * Puts Electron and the built app together in a folder that every user can read, as an installed program is.
 * Returns the path of the program, which takes `resources/app` for its app.
 */
export function installElectronApp(): string {
  const runtime = findElectron();
  if (runtime === undefined) throw new Error('There is no Electron runtime');
  const dir = newDir('electron');
  linkTree(runtime, dir);
  const app = path.join(dir, 'resources', 'app');
  mkdirSync(app, { recursive: true });
  copyFileSync(path.join(CHECKOUT, 'package.json'), path.join(app, 'package.json'));
  cpSync(path.join(CHECKOUT, 'dist'), path.join(app, 'dist'), { recursive: true });
  return path.join(dir, 'electron');
}

/** Copies a folder by hard links, as the runtime is a quarter of a gigabyte; by copies across file systems. */
function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) linkTree(source, target);
    else {
      try {
        linkSync(source, target);
      } catch {
        copyFileSync(source, target);
      }
    }
  }
}
