import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Gantry's own folder, absolute: the one asked for, else `GANTRY_DATA_DIR`, else the platform's usual one.
 * It is not made here.
 */
export function chooseDataDir(
  asked: string | undefined,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
  home = homedir(),
): string {
  const named = asked || env.GANTRY_DATA_DIR;
  if (named) return resolve(named);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Gantry');
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'Gantry');
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'gantry');
}
