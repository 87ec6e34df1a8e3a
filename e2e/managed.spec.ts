import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { ContainersPage } from './pages/containers.ts';
import { Frame } from './pages/frame.ts';
import { type AppOptions, newDataDir } from './rig/app.ts';
import type { RigEngine } from './rig/engine.ts';
import { engineRequest } from './rig/engine-request.ts';
import { IMAGES, loadImages } from './rig/images.ts';
import { processState, run, until } from './rig/process.ts';
import { newDir } from './rig/state.ts';
import { engineMissing, findChromium, shellMissing } from './rig/tools.ts';
import { startWeb, type WebServer } from './rig/web-app.ts';

/** Sockets that Gantry would take before it runs an engine of its own. */
const WELL_KNOWN = ['/run/docker.sock', '/run/podman/podman.sock'];
/** What a system without any container engine does not have. */
const ENGINE_PROGRAM =
  /^(docker|podman|containerd|runc|crun|conmon|iptables|ip6tables|xtables|tini|rootlesskit|slirp4netns)/;
/** Starting takes a second; a busy machine has other things to do. */
const UP_MOST_MS = 30_000;
/** Some seventy megabytes of packages, over a network that carries one in a second; then it starts. */
const UNPACK_MOST_MS = 70_000 + UP_MOST_MS;
/** The end of an engine with containers that do not listen to signals, with a margin for the test itself. */
const STOP_MOST_MS = 5_000;

const servers = new Set<WebServer>();

test.describe('An engine of Gantry’s own', { tag: '@network' }, () => {
  let browser: Browser;

  test.beforeAll(async () => {
    const missing = engineMissing('dockerd') ?? shellMissing('web');
    test.skip(missing !== undefined, missing);
    const other = WELL_KNOWN.find((socket) => existsSync(socket));
    test.skip(other !== undefined, `this machine has an engine at ${other}`);
    browser = await chromium.launch({
      executablePath: findChromium(),
      chromiumSandbox: process.getuid?.() !== 0,
    });
  });

  test.afterAll(() => browser?.close());

  test.afterEach(async () => {
    // Only what a failed test left.
    for (const server of servers) await server.stop();
    servers.clear();
  });

  async function open(server: WebServer): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(server.url);
    return page;
  }

  test('starts the installed one, runs containers, and leaves nothing behind', async () => {
    const before = await network();
    const { server, dataDir } = await start();
    await until('the socket is the user’s alone', () => modeOf(dataDir, 'engine/run/engine.sock') === 0o600);
    expect(modeOf(dataDir, 'engine/run')).toBe(0o700);
    expect(modeOf(dataDir, 'engine')).toBe(0o700);
    await runWeb(dataDir, 'web', 18_080);
    const page = await open(server);
    await expectRunning(page);
    await expect(new ContainersPage(page).row('web')).toHaveAccessibleName(/running/);
    await expectSetup(page, 'done');
    await expect(async () =>
      expect(await (await fetch('http://127.0.0.1:18080/')).text()).toBe('hello\n'),
    ).toPass();
    expect(await network()).not.toEqual(before);

    await page.close();
    const begun = Date.now();
    await stop(server);
    expect(Date.now() - begun).toBeLessThan(STOP_MOST_MS);
    expect(engineProcesses(dataDir)).toEqual([]);
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(dataDir);
    expect(existsSync(path.join(dataDir, 'engine/run'))).toBe(false);
    expect(await network()).toEqual(before);
  });

  test('brings it back when it is killed, with its containers', async () => {
    const { server, dataDir } = await start();
    await runWeb(dataDir, 'again', 18_081, { Name: 'always' });
    const page = await open(server);
    await expect(new ContainersPage(page).row('again')).toHaveAccessibleName(/running/);
    const killed = pidOf(dataDir) ?? 0;
    process.kill(killed, 'SIGKILL');
    await until('another one answers', async () => pidOf(dataDir) !== killed && (await answers(dataDir)));
    await expectRunning(page);
    await expect(new ContainersPage(page).row('again')).toHaveAccessibleName(/running/);
    await page.close();
    await stop(server);
    expect(engineProcesses(dataDir)).toEqual([]);
  });

  test('takes up the one that a killed Gantry left, and ends it', async () => {
    const { server: killed, dataDir } = await start();
    const left = engineProcesses(dataDir);
    servers.delete(killed);
    process.kill(killed.pid, 'SIGKILL');
    await until('it is gone', () => processState(killed.pid) === undefined);

    const { server } = await start({ dataDir });
    const page = await open(server);
    await expectRunning(page);
    expect(engineProcesses(dataDir)).toEqual(left);
    await page.close();
    await stop(server);
    expect(engineProcesses(dataDir)).toEqual([]);
  });

  test('shows the end of its log when it does not start', async () => {
    const dataDir = newDataDir();
    const database = path.join(dataDir, 'engine/podman/libpod/bolt_state.db');
    mkdirSync(path.dirname(database), { recursive: true, mode: 0o700 });
    writeFileSync(database, 'x'.repeat(65_536));
    const onlyPodman = searchPath((name) => !/^(dockerd|apt-get)$/.test(name));
    const server = await serve({ dataDir, env: { PATH: onlyPodman } });
    const page = await open(server);
    const { notice } = new Frame(page);
    await notice.getByText('Details', { exact: true }).click();
    await expect(notice).toContainText('bolt_state.db: invalid database');
    await page.close();
    await stop(server);
  });

  test('says what to install where no engine can be had', async () => {
    const bare = searchPath((name) => !ENGINE_PROGRAM.test(name) && name !== 'apt-get');
    const server = await serve({ dataDir: newDataDir(), env: { PATH: bare } });
    const page = await open(server);
    await expect(new Frame(page).notice).toContainText(/(apt-get install|dnf install|pacman -S|apk add) \w+/);
    await page.close();
    await stop(server);
  });

  test('unpacks the packages of the distribution where none is installed', async () => {
    test.skip(!existsSync('/usr/bin/apt-get'), 'packages are unpacked on Debian and its like alone');
    test.setTimeout(UNPACK_MOST_MS + 60_000);
    const dataDir = newDataDir();
    const env = { PATH: searchPath((name) => !ENGINE_PROGRAM.test(name)) };
    const first = await start({ dataDir, env }, UNPACK_MOST_MS);
    const programs = engineProcesses(dataDir).map((pid) => readlinkSync(`/proc/${pid}/exe`));
    const packages = path.join(dataDir, 'engine/packages/');
    expect(programs.filter((program) => !program.startsWith(packages))).toEqual([]);
    const unpacked = readdirSync(packages);
    expect(unpacked).toEqual([expect.stringMatching(/^docker\.io_/)]);
    await runWeb(dataDir, 'unpacked', 18_082);
    await stop(first.server);

    // The next start unpacks nothing.
    const { ctimeMs } = statSync(path.join(packages, unpacked[0] ?? ''));
    const { server } = await start({ dataDir, env });
    const page = await open(server);
    await expectRunning(page);
    await expect(new ContainersPage(page).row('unpacked')).toBeVisible();
    expect(statSync(path.join(packages, unpacked[0] ?? '')).ctimeMs).toBe(ctimeMs);
    await page.close();
    await stop(server);
  });
});

/**
 * Serves the app and waits until its engine answers. A page is opened after that: a browser drops what it loads
 * whenever a network device comes or goes.
 */
async function start(
  options: Partial<AppOptions> = {},
  withinMs = UP_MOST_MS,
): Promise<{ server: WebServer; dataDir: string }> {
  const dataDir = options.dataDir ?? newDataDir();
  const server = await serve({ ...options, dataDir });
  await until('the engine answers', () => answers(dataDir), withinMs);
  return { server, dataDir };
}

/** Serves the app; a test that ends before it stops it leaves that to the next one's clean-up. */
async function serve(options: AppOptions): Promise<WebServer> {
  const server = await startWeb(options);
  servers.add(server);
  return server;
}

async function stop(server: WebServer): Promise<void> {
  servers.delete(server);
  await server.stop();
}

const socketOf = (dataDir: string) => path.join(dataDir, 'engine/run/engine.sock');

async function expectRunning(page: Page): Promise<void> {
  const { engine } = new Frame(page);
  await expect(engine).toHaveAccessibleName('Engine: Gantry, running', { timeout: UP_MOST_MS });
}

async function expectSetup(page: Page, state: string): Promise<void> {
  await page.getByRole('button', { name: 'Tasks' }).click();
  const task = page.getByRole('region', { name: 'Tasks' }).getByRole('listitem');
  await expect(task.filter({ hasText: 'Set up the engine' }).first()).toContainText(state);
  await page.keyboard.press('Escape');
}

/** A container that serves "hello", ignores signals but SIGKILL, and publishes its port. */
async function runWeb(dataDir: string, name: string, port: number, restart = { Name: 'no' }): Promise<void> {
  const request = (method: string, target: string, body?: unknown) =>
    engineRequest(socketOf(dataDir), method, target, body);
  await loadImages({ request } as RigEngine);
  const created = await request('POST', `/containers/create?name=${name}`, {
    Image: IMAGES.busybox,
    Cmd: ['sh', '-c', 'echo hello > /tmp/index.html; exec httpd -f -p 80 -h /tmp'],
    StopSignal: 'SIGTERM',
    ExposedPorts: { '80/tcp': {} },
    HostConfig: {
      RestartPolicy: restart,
      PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: String(port) }] },
    },
  });
  expect(created.status, created.text).toBe(201);
  const started = await request('POST', `/containers/${name}/start`);
  expect(started.status, started.text).toBe(204);
}

async function answers(dataDir: string): Promise<boolean> {
  const answer = await engineRequest(socketOf(dataDir), 'GET', '/_ping').catch(() => undefined);
  return answer?.status === 200;
}

/** The process of the engine, as noted for the next Gantry. */
function pidOf(dataDir: string): number | undefined {
  const file = path.join(dataDir, 'engine/engine.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).process.pid : undefined;
}

/** All that the engine of this folder runs, but the containers. */
function engineProcesses(dataDir: string): number[] {
  const mark = `GANTRY_ENGINE=${path.join(dataDir, 'engine')}`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => readProc(name, 'environ').split('\0').includes(mark))
    .map(Number);
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // it has ended
  }
}

/** What an engine changes in the network: devices and rules. */
async function network(): Promise<string[]> {
  const links = await run('ip', ['-o', 'link', 'show', 'type', 'bridge']);
  const filter = await run('iptables', ['-S']);
  const nat = await run('iptables', ['-t', 'nat', '-S']);
  const forward = readFileSync('/proc/sys/net/ipv4/ip_forward', 'utf8');
  return [links.stdout.replace(/^\d+: /gm, ''), filter.stdout, nat.stdout, forward];
}

const modeOf = (dataDir: string, name: string) => statSync(path.join(dataDir, name)).mode & 0o777;

/** One folder with links to those programs of the system that are wanted. */
function searchPath(wanted: (name: string) => boolean): string {
  const dir = newDir('path');
  for (const folder of (process.env.PATH ?? '').split(':')) {
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      if (wanted(name) && !existsSync(path.join(dir, name)))
        symlinkSync(path.join(folder, name), path.join(dir, name));
    }
  }
  return dir;
}
