import { test } from '../rig/fixtures.ts';
import { RUNS, report, runs } from './measure.ts';
import { rowsPainted } from './paint.ts';

const LIMIT_KB = 300;
/** First load of Container Desktop 6.0, gzip, as its release was measured. */
const CLOSEST_PEER_KB = 1_420;

test('first load', async ({ engine, launch }) => {
  const gantry = await launch({ env: engine.env });
  await rowsPainted(gantry.page, 'containers');
  const url = gantry.page.url();
  const read = async () => {
    const context = gantry.app.context;
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    const kinds = new Map<string, string>();
    const bytes = { code: 0, fonts: 0 };
    session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      bytes[kinds.get(requestId) === 'Font' ? 'fonts' : 'code'] += encodedDataLength;
    });
    await page.goto(url);
    await rowsPainted(page, 'containers');
    await page.close();
    return bytes;
  };
  const fonts: number[] = [];
  const code = await runs(RUNS, async () => {
    const bytes = await read();
    fonts.push(bytes.fonts / 1000);
    return bytes.code / 1000;
  });
  await report({
    name: 'first load: page, gzip',
    unit: 'kB',
    ours: code,
    peer: { name: 'Container Desktop 6.0', readings: [CLOSEST_PEER_KB] },
    limit: () => ({ text: `${LIMIT_KB} kB`, value: LIMIT_KB }),
  });
  await report({ name: 'first load: fonts', unit: 'kB', ours: fonts });
});
