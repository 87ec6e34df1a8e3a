import { request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { listContainers } from '../../src-main/engine/containers.ts';
import { createEngine } from '../../src-main/engine/engine.ts';
import { negotiate } from '../../src-main/engine/system.ts';
import { dialTo } from '../../src-main/hosts/dial.ts';
import { containerFromList } from '../../src-main/inventory/rows.ts';
import { test } from '../rig/fixtures.ts';
import { createContainers } from './containers.ts';
import { startEngineProxy } from './engine-proxy.ts';
import { RUNS, report, runs } from './measure.ts';
import { rowsPainted } from './paint.ts';

const CONTAINERS = 1_000;
/** The list in the main process against the bare request. */
const RAW_RATIO = 1.3;
/** Runs of what takes milliseconds. */
const QUICK_RUNS = 15;

test('first list', async ({ engine, launch }) => {
  await createContainers(engine, CONTAINERS);

  const client = createEngine({ host: 'bench', address: engine.host, dial: dialTo(engine.host) });
  await negotiate(client);
  const ours: number[] = [];
  const raw: number[] = [];
  for (let run = 0; run < QUICK_RUNS; run++) {
    let begun = performance.now();
    (await listContainers(client)).map(containerFromList);
    ours.push(performance.now() - begun);
    begun = performance.now();
    await rawRequest(engine.socket, '/v1.41/containers/json?all=true');
    raw.push(performance.now() - begun);
  }
  client.close();
  await report({
    name: 'list of 1,000, main process',
    unit: 'ms',
    ours,
    peer: { name: 'raw HTTP request', readings: raw },
    limit: (peer) => ({ text: `${RAW_RATIO} x raw`, value: peer * RAW_RATIO }),
  });

  const cli = await runs(RUNS, async () => {
    const begun = performance.now();
    await engine.dockerOk('ps', '-a');
    return performance.now() - begun;
  });
  // The page is there and waits; then the engine comes, so that nothing but its list is measured.
  const painted = await runs(RUNS, async () => {
    const proxy = await startEngineProxy(engine.socket, true);
    const gantry = await launch({ env: { ...engine.env, DOCKER_HOST: proxy.host } });
    await gantry.page.getByRole('button', { name: 'Engine: DOCKER_HOST, stopped' }).waitFor();
    await proxy.release();
    const rows = await rowsPainted(gantry.page, 'containers');
    const first = proxy.passed.find((each) => each.path.includes('/_ping'));
    await gantry.app.stop();
    await proxy.dispose();
    return rows - (first?.sentAt ?? Number.NaN);
  });
  await report({
    name: 'list of 1,000, first request to painted rows',
    unit: 'ms',
    ours: painted,
    peer: { name: 'docker ps -a', readings: cli },
    limit: (peer) => ({ text: 'faster than docker ps -a', value: peer }),
  });
});

function rawRequest(socketPath: string, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ socketPath, path, headers: { Host: 'engine' } }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.on('end', () => resolve(bytes));
      answer.on('error', reject);
    })
      .on('error', reject)
      .end();
  });
}
