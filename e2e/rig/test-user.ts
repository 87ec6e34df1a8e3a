import { readFileSync } from 'node:fs';

/** The unprivileged user of the desktop tests, made by scripts/install-test-deps.mjs when it runs as root. */
export type TestUser = { name: string; uid: number; gid: number };

const NAME = 'gantry-test';

/** Undefined where the tests run unprivileged themselves, or where the user could not be made. */
export function testUser(): TestUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${NAME}:`));
  if (line === undefined) return undefined;
  const [, , uid, gid] = line.split(':');
  return { name: NAME, uid: Number(uid), gid: Number(gid) };
}
