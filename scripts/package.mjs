// `npm run package`: makes the packages that this system can make, and names the others with the reason.
// `--unpacked`: the program alone, in a folder of out/.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findElectron } from './electron-runtime.mjs';
import { isBuilt } from './freshness.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

const out = join(root, 'out');
/** The Electron of the tests, for systems that cannot fetch the one of npm. Its packages are for tests alone. */
const testRuntime = join(root, '.cache', 'electron-22');
const TEST_RUNTIME_VERSION = '22.3.25';

/** What each system makes of its unpacked program. */
const SYSTEMS = /** @type {const} */ ({
  linux: { flag: '--linux', folder: 'linux-unpacked', targets: ['AppImage', 'deb', 'rpm', 'tar.gz'] },
  darwin: { flag: '--mac', folder: undefined, targets: ['dmg', 'zip'] },
  win32: { flag: '--win', folder: 'win-unpacked', targets: ['nsis', 'zip'] },
});
const NAMES = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

/**
 * @param {string[]} parameters
 * @returns {string | undefined} why it failed
 */
function electronBuilder(...parameters) {
  const cli = createRequire(import.meta.url).resolve('electron-builder/cli.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...parameters, '--publish', 'never'], {
    encoding: 'utf8',
    env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: process.env.CSC_LINK ? 'true' : 'false' },
  });
  if (status === 0) return undefined;
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.replace(/\x1b\[\d*m/g, '').trim());
  return (
    lines
      .find((line) => line.startsWith('⨯'))
      ?.slice(1)
      .trim() ?? lines.findLast((line) => line !== '')
  );
}

/** The configuration without the one fuse that the old Electron does not have yet. @returns {string} the file */
function configOfTestRuntime() {
  const file = join(root, '.cache', 'electron-builder.yml');
  const lines = readFileSync(join(root, 'electron-builder.yml'), 'utf8').split('\n');
  writeFileSync(file, lines.filter((line) => !line.includes('grantFileProtocolExtraPrivileges')).join('\n'));
  return file;
}

/** @returns {string[] | undefined} what electron-builder must be told about the runtime; undefined without any */
function findRuntime() {
  const electron = findElectron(console.error);
  if (electron) return [`-c.electronVersion=${electron.version}`];
  if (process.platform !== 'linux' || !existsSync(join(testRuntime, 'electron'))) return undefined;
  return [
    `-c.electronVersion=${TEST_RUNTIME_VERSION}`,
    `-c.electronDist=${testRuntime}`,
    '--config',
    configOfTestRuntime(),
  ];
}

/**
 * The unpacked program as one archive, by the system's tar: electron-builder would fetch a helper for it.
 * @param {string} program its folder
 * @returns {string | undefined} why it failed
 */
function tarball(program) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const name = `Gantry-${version}-linux-${process.arch}`;
  const { status, stderr, error } = spawnSync(
    'tar',
    [
      '--owner=0',
      '--group=0',
      `--transform=s,^\\.,${name},`,
      '-czf',
      join(out, `${name}.tar.gz`),
      '-C',
      program,
      '.',
    ],
    { encoding: 'utf8' },
  );
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}

/** @param {string} what @param {string | undefined} failure */
function report(what, failure) {
  console.log(failure ? `not made: ${what}: ${failure}` : `made: ${what}`);
  return failure === undefined;
}

if (!isBuilt(root)) {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
const system = SYSTEMS[process.platform];
if (!system) {
  console.error(`Gantry has no packages for ${process.platform}`);
  process.exit(1);
}
const runtime = findRuntime();
const isTestRuntime = (runtime?.length ?? 0) > 1;
if (!runtime) {
  report('any package', "Electron's runtime could not be fetched");
  process.exit(1);
}

const unpacked = electronBuilder(system.flag, 'dir', ...runtime);
const program = system.folder ? join(out, system.folder) : out;
if (
  !report(`${program}${isTestRuntime ? " (with the tests' old Electron: for tests alone)" : ''}`, unpacked)
) {
  process.exit(1);
}
if (!process.argv.includes('--unpacked')) {
  for (const target of system.targets) {
    if (isTestRuntime) report(target, "Electron's runtime could not be fetched");
    else if (target === 'tar.gz') report(target, tarball(program));
    else if (system.folder) {
      report(target, electronBuilder(system.flag, target, ...runtime, '--prepackaged', program));
    } else report(target, electronBuilder(system.flag, target, ...runtime));
  }
  for (const [platform, { targets }] of Object.entries(SYSTEMS)) {
    if (platform !== process.platform) report(targets.join(', '), `made on ${NAMES[platform]}`);
  }
}
