import type { ServerResponse } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../engine/test-server.ts';
import { HostConnection } from './host-connection.ts';

let server: TestServer | undefined;
let connection: HostConnection | undefined;
afterEach(async () => {
  await connection?.close();
  await server?.close();
});

/** What the server does, to be changed while it runs. */
const engine = { apiVersion: '', version: '', away: false, holdFacts: false, breaksStreams: false };

let onBreak = () => {};
/** The kinds of state that were told. */
const told: (string | undefined)[] = [];

/** A connection to a server that tells of itself what `engine` says. */
async function connected(): Promise<HostConnection> {
  Object.assign(engine, { apiVersion: '1.41', version: '20.10.24', away: false });
  Object.assign(engine, { holdFacts: false, breaksStreams: false });
  onBreak = () => {};
  server = await startTestServer((request, response) => {
    if (engine.away) return request.socket.destroy();
    const path = (request.url ?? '').replace(/^\/v[\d.]+/, '').replace(/\?.*/, '');
    answer(path, response);
  });
  const { address, dial } = server.engine;
  const plan = { id: 'test', name: 'test', kind: 'socket' as const, address, source: 'found', dial };
  connection = new HostConnection(
    plan,
    () => {},
    () => told.push(connection?.host.state.kind),
  );
  return connection;
}

function answer(path: string, response: ServerResponse): void {
  response.setHeader('Api-Version', engine.apiVersion);
  response.setHeader('Content-Type', 'application/json');
  if (path === '/_ping') response.end('OK');
  else if (path === '/version' && engine.holdFacts) response.flushHeaders();
  else if (path === '/version') response.end(JSON.stringify({ Version: engine.version }));
  else if (path === '/info') response.end('{}');
  else if (path === '/events') streamEvents(response);
  else response.end('[]');
}

function streamEvents(response: ServerResponse): void {
  response.flushHeaders();
  if (!engine.breaksStreams) return;
  setImmediate(() => {
    onBreak();
    response.destroy();
  });
}

const state = () => connection?.host.state;

it('tells of an engine that is too old, and takes it once it has been updated', async () => {
  await connected();
  await expect.poll(() => state()?.kind).toBe('running');
  engine.apiVersion = '1.30';
  for (const socket of server?.connections ?? []) socket.destroy();
  await expect.poll(state).toMatchObject({
    kind: 'too-old',
    error: { code: 'ENGINE_TOO_OLD', detail: 'it speaks API 1.30, at least 1.40 is needed' },
  });
  engine.apiVersion = '1.41';
  await expect.poll(() => state()?.kind, { timeout: 3_000 }).toBe('running');
});

it('takes an engine that is back with its facts of before, until it tells new ones', async () => {
  await connected();
  await expect.poll(state).toMatchObject({ kind: 'running', facts: { version: '20.10.24' } });
  Object.assign(engine, { away: true, holdFacts: true });
  for (const socket of server?.connections ?? []) socket.destroy();
  await expect.poll(() => state()?.kind).toBe('stopped');
  engine.away = false;
  await expect
    .poll(state, { timeout: 3_000 })
    .toMatchObject({ kind: 'running', facts: { version: '20.10.24' } });

  Object.assign(engine, { holdFacts: false, version: '28.5.2' });
  for (const socket of server?.connections ?? []) socket.destroy();
  await expect
    .poll(state, { timeout: 3_000 })
    .toMatchObject({ kind: 'running', facts: { version: '28.5.2' } });
});

it('calls an engine that breaks its streams as it ends stopped, and nothing else before', async () => {
  await connected();
  await expect.poll(() => state()?.kind).toBe('running');
  told.length = 0;
  engine.breaksStreams = true;
  onBreak = () => {
    engine.away = true;
  };
  for (const socket of server?.connections ?? []) socket.destroy();
  await expect.poll(() => state()?.kind, { timeout: 3_000 }).toBe('stopped');
  expect(told.filter((kind) => kind !== 'running' && kind !== 'stopped')).toEqual([]);
});

it('says so of an engine that goes on breaking them', async () => {
  await connected();
  engine.breaksStreams = true;
  await expect.poll(state, { timeout: 3_000 }).toMatchObject({ kind: 'unreachable' });
});
