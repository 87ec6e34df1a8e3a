import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { identify, isAlive, type ProcessIdentity } from './processes.ts';

/** A held lock; `release` gives it back and is harmless the second time. */
export interface Lock {
  release(): void;
}

/**
 * Takes the lock file, or tells who holds it. A file whose process has ended (pid and time of its
 * start are compared) is not a lock. Links and renames are atomic, so of two that find such a file
 * at once one gets the lock.
 */
export function takeLock(file: string): Lock | { holder: ProcessIdentity } {
  const self = identify(process.pid);
  if (!self) throw new Error('/proc does not know this process');
  const mine = `${file}.${process.pid}`;
  const text = JSON.stringify(self);
  writeFileSync(mine, text, { mode: 0o600 });
  try {
    for (;;) {
      if (tryLink(mine, file)) return { release: () => release(file, text) };
      const found = readHolder(file);
      if (found === undefined) continue; // given back in between
      if (found.holder && isAlive(found.holder)) return { holder: found.holder };
      putAside(file, found.text);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(file: string): { text: string; holder?: ProcessIdentity } | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    return { text, holder: parseIdentity(text) };
  } catch {
    return undefined;
  }
}

function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    const value = JSON.parse(text) as ProcessIdentity;
    return typeof value.pid === 'number' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Moves a dead lock away; when another one got in between, that one is put back. */
function putAside(file: string, text: string): void {
  const aside = `${file}.${process.pid}.old`;
  try {
    renameSync(file, aside);
  } catch {
    return; // somebody else was faster
  }
  if (readFileSync(aside, 'utf8') !== text) tryLink(aside, file);
  rmSync(aside, { force: true });
}

function release(file: string, text: string): void {
  if (readHolder(file)?.text === text) rmSync(file, { force: true });
}
