import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findElectron } from './electron-runtime.ts';
import type { EngineKind } from './engine.ts';
import { BUSYBOX } from './images.ts';
import { testUser } from './test-user.ts';

export type Shell = 'web' | 'electron';

/** Why this machine cannot start a real engine of this kind for tests; undefined when it can. */
export function engineMissing(kind: EngineKind): string | undefined {
  if (process.platform !== 'linux') return `a private ${kind} needs Linux`;
  if (process.getuid?.() !== 0) return `a private ${kind} needs root`;
  const commands = [kind, 'docker', 'runc', 'docker-registry', 'unshare', 'nsenter', 'ip', 'tc', 'iptables'];
  const missing = commands.filter((command) => findCommand(command) === undefined);
  if (missing.length > 0) return `not installed: ${missing.join(', ')}`;
  if (!existsSync(BUSYBOX)) return `${BUSYBOX} is not installed`;
  if (readFileSync(BUSYBOX).includes('/ld-linux')) return `${BUSYBOX} is not static`;
  return undefined;
}

/** Why this machine cannot show the app this way; undefined when it can. */
export function shellMissing(shell: Shell): string | undefined {
  if (shell === 'web') return findChromium() === undefined ? 'no Chromium is installed' : undefined;
  if (findElectron() === undefined) return 'no Electron runtime is there';
  if (process.platform !== 'linux') return undefined;
  if (findCommand('Xvfb') === undefined) return 'not installed: Xvfb';
  if (process.getuid?.() === 0 && testUser() === undefined)
    return 'there is no unprivileged user for the window';
  return undefined;
}

/** The system's Chromium or Chrome. */
export function findChromium(): string | undefined {
  return ['chromium', 'chromium-browser', 'google-chrome']
    .map(findCommand)
    .find((file) => file !== undefined);
}

function findCommand(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
