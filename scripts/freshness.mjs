import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a build is made from. */
const SOURCES = [
  'src-main',
  'src-renderer',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'vite.main.config.ts',
];

/** Written last by a build, so that one that was cut short counts as none. */
export const STAMP = 'dist/built';

/**
 * Tells whether `dist` is at least as new as everything that it is made from.
 * Folders count as well: removing or renaming a file changes nothing but them.
 * @param {string} root
 */
export function isBuilt(root) {
  const built = statSync(join(root, STAMP), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return built > 0 && SOURCES.every((source) => newest(join(root, source)) <= built);
}

/**
 * @param {string} path
 * @returns {number} the latest change at or below the path, in ms
 */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs);
}

/**
 * Tells whether the npm packages that the lock file names are installed. What npm left out is left out of the
 * question: packages for other systems are optional.
 * @param {string} root
 */
export function areInstalled(root) {
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, { version, optional }]) =>
      path === '' || (installed[path] ? installed[path].version === version : optional === true),
  );
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean }>} by their folder; none without the file
 */
function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return {};
  }
}
