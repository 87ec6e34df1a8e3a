import { newDataDir } from '../rig/app.ts';
import { startDisplay } from '../rig/display.ts';
import { openElectronApp } from '../rig/electron-app.ts';
import { installElectronApp } from '../rig/electron-runtime.ts';
import { test } from '../rig/fixtures.ts';
import { testUser } from '../rig/test-user.ts';
import { createContainers, startContainers } from './containers.ts';
import { startEngineProxy } from './engine-proxy.ts';
import { RUNS, report } from './measure.ts';
import { installMinimalElectron } from './minimal.ts';
import { PEERS, startPeer } from './peers.ts';
import { cpuSeconds, processTree, pss } from './process-use.ts';

const CONTAINERS = 100;
const RUNNING = 20;
/** What start-up leaves to do is done by then, in ms. */
const SETTLE_MS = 10_000;
const IDLE_MS = 60_000;
const CPU_LIMIT_PERCENT = 0.3;
const MEMORY_EXTRA = 80;
const MIB = 1024 * 1024;
const PEER_WITHIN_MS = 20_000;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** CPU of a process tree over some time, in percent of one core. */
async function cpuPercent(root: number, overMs: number): Promise<number> {
  const pids = processTree(root);
  const before = cpuSeconds(pids);
  await wait(overMs);
  return ((cpuSeconds(pids) - before) / (overMs / 1000)) * 100;
}

test('idle', { tag: '@electron' }, async ({ engine }) => {
  const ids = await createContainers(engine, CONTAINERS);
  await startContainers(engine, ids.slice(0, RUNNING));
  const display = await startDisplay();
  const programs = { ours: installElectronApp(), minimal: installMinimalElectron() };
  const open = (program: string, env: Record<string, string>) =>
    openElectronApp(program, display, { dataDir: newDataDir(testUser()), env }, async () => {});

  const requests: number[] = [];
  const cpu: number[] = [];
  const memory: number[] = [];
  const minimal: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const proxy = await startEngineProxy(engine.socket);
    const app = await open(programs.ours, { DOCKER_HOST: proxy.host });
    await app.page.getByRole('link', { name: 'bench-0000' }).waitFor();
    await wait(SETTLE_MS);
    memory.push(pss(processTree(app.pid)) / MIB);
    const before = proxy.passed.length;
    cpu.push(await cpuPercent(app.pid, IDLE_MS));
    requests.push(proxy.passed.slice(before).filter(({ path }) => !path.endsWith('/_ping')).length);
    await app.stop();
    await proxy.dispose();

    const bare = await open(programs.minimal, {});
    await wait(SETTLE_MS);
    minimal.push(pss(processTree(bare.pid)) / MIB);
    await bare.stop();
  }
  await display.dispose();
  await report({
    name: 'idle 60 s: requests beyond probes',
    unit: 'requests',
    ours: requests,
    limit: () => ({ text: '0', value: 0 }),
  });
  const lazydocker = PEERS.find(({ name }) => name === 'lazydocker');
  let peer: { name: string; readings: number[] } | undefined;
  if (lazydocker) {
    const started = startPeer(lazydocker.program, engine.env);
    await started.shows(['bench-0'], PEER_WITHIN_MS);
    await wait(SETTLE_MS);
    peer = { name: 'lazydocker', readings: [await cpuPercent(started.process.pid ?? 0, IDLE_MS)] };
    started.stop();
  }
  await report({
    name: 'idle 60 s: CPU of all processes',
    unit: '% of a core',
    ours: cpu,
    peer,
    limit: () => ({ text: `${CPU_LIMIT_PERCENT} %`, value: CPU_LIMIT_PERCENT }),
  });
  await report({
    name: 'idle: memory (PSS) of all processes',
    unit: 'MiB',
    ours: memory,
    peer: { name: 'minimal page', readings: minimal },
    limit: (bare) => ({ text: `minimal page + ${MEMORY_EXTRA} MB`, value: bare + MEMORY_EXTRA }),
  });
});
