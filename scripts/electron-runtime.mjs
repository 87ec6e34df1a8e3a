import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules', 'electron');

/**
 * The npm package's Electron, whose runtime is fetched on its first use.
 * @param {(line: string) => void} say hears that something is fetched
 * @returns {{ program: string, version: string } | undefined} undefined where it cannot be had
 */
export function findElectron(say) {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  // Written last by the installer.
  const name = join(folder, 'path.txt');
  if (!existsSync(name)) say(`fetching Electron ${version}`);
  const { status } = spawnSync(process.execPath, [join(folder, 'install.js')], { cwd: folder });
  return status === 0 ? { program: join(folder, 'dist', readFileSync(name, 'utf8')), version } : undefined;
}
