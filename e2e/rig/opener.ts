import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newDir } from './state.ts';

/** Stands in for the command of Linux desktops that opens an address, so that a test can read what was opened. */
export function recordOpened(): { PATH: string; opened(): string[] } {
  // The window runs as another user.
  const folder = newDir('opener', 0o777);
  const list = path.join(folder, 'opened');
  writeFileSync(path.join(folder, 'xdg-open'), `#!/bin/sh\necho "$1" >> '${list}'\n`, { mode: 0o755 });
  const opened = () => (existsSync(list) ? readFileSync(list, 'utf8').trim().split('\n') : []);
  return { PATH: `${folder}:${process.env.PATH}`, opened };
}
