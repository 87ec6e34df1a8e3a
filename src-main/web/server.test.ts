import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Port } from '../contract/protocol.ts';
import { listPageFiles } from '../page/files.ts';
import { startWebServer, type WebServer } from './server.ts';

const SCRIPT = 'export const answer = 42;\n'.repeat(100);
let root: string;
let server: WebServer;
let port: number;
let token: string;
let cookie: string;
const served: Port[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'gantry-page-'));
  await mkdir(join(root, 'assets'));
  await writeFile(join(root, 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(root, 'assets', 'main-abc.js'), SCRIPT);
  await writeFile(join(root, 'assets', 'main-abc.js.gz'), gzipSync(SCRIPT));
  server = await startWebServer({
    port: 0,
    files: await listPageFiles(root),
    serve: (served_) => served.push(served_),
    onLocked: () => {},
  });
  const address = new URL(server.address);
  port = Number(address.port);
  token = address.searchParams.get('token') ?? '';
  const { headers } = await get(`/?token=${token}`);
  cookie = String(headers['set-cookie']).split(';')[0] ?? '';
});

afterAll(async () => {
  await server.close();
  await rm(root, { recursive: true });
});

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

/** Resolves with 'open', or with the status that refused the upgrade. */
function upgrade(path: string, headers: Record<string, string>): Promise<'open' | number | undefined> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.on('open', () => {
      socket.close();
      resolve('open');
    });
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode);
    });
    socket.on('error', reject);
  });
}

test('the token is exchanged for a cookie and leaves the address', async () => {
  const { status, headers } = await get(`/?token=${token}`);
  expect(status).toBe(303);
  expect(headers.location).toBe('/');
  expect(String(headers['set-cookie'])).toContain('HttpOnly; SameSite=Strict');
});

test('without the cookie nothing is served', async () => {
  for (const path of ['/', '/index.html', '/assets/main-abc.js', '/nothing']) {
    expect((await get(path)).status, path).toBe(401);
  }
});

test('a browser that another site sent here is told to come again', async () => {
  const sent = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' };
  expect(String((await get('/', sent)).body)).toContain('http-equiv="refresh"');
  expect(String((await get('/')).body)).not.toContain('http-equiv="refresh"');
});

test('a foreign Host or Origin is refused, cookie or not', async () => {
  expect((await get('/', { Cookie: cookie, Host: `rebound.example:${port}` })).status).toBe(403);
  expect((await get(`/?token=${token}`, { Host: `rebound.example:${port}` })).status).toBe(403);
  expect((await get('/', { Cookie: cookie, Origin: 'http://evil.example' })).status).toBe(403);
});

test('only reading is answered', async () => {
  expect((await get('/', { Cookie: cookie }, 'POST')).status).toBe(405);
});

test('every answer carries the policy', async () => {
  for (const headers of [{ Cookie: cookie }, {}, { Host: 'rebound.example' }]) {
    const answer = await get('/', headers as Record<string, string>);
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';");
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  }
});

test('files come gzipped where the browser takes it, hashed ones to be kept', async () => {
  const plain = await get('/assets/main-abc.js', { Cookie: cookie });
  expect(String(plain.body)).toBe(SCRIPT);
  expect(plain.headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(plain.headers['cache-control']).toContain('immutable');
  const gzipped = await get('/assets/main-abc.js', { Cookie: cookie, 'Accept-Encoding': 'gzip, br' });
  expect(gzipped.headers['content-encoding']).toBe('gzip');
  expect(gzipped.body.length).toBeLessThan(SCRIPT.length / 2);
  expect((await get('/', { Cookie: cookie })).headers['cache-control']).toBe('no-cache');
});

test.each([
  '/../../package.json',
  '/%2e%2e/%2e%2e/package.json',
  '/assets/',
  '/assets/main-abc.js.gz',
  '//x',
])('%s leads nowhere', async (path) => {
  expect((await get(path, { Cookie: cookie })).status).toBe(404);
});

test('a WebSocket needs the cookie, our Host and our Origin', async () => {
  const Origin = `http://127.0.0.1:${port}`;
  expect(await upgrade('/rpc', { Cookie: cookie })).toBe(403);
  expect(await upgrade('/rpc', { Cookie: cookie, Origin: 'http://evil.example' })).toBe(403);
  expect(await upgrade('/rpc', { Cookie: cookie, Origin, Host: `rebound.example:${port}` })).toBe(403);
  expect(await upgrade('/rpc', { Origin })).toBe(401);
  expect(await upgrade('/other', { Cookie: cookie, Origin })).toBe(404);
  expect(served).toHaveLength(0);
  expect(await upgrade('/rpc', { Cookie: cookie, Origin })).toBe('open');
  expect(served).toHaveLength(1);
});

test('frames go both ways, and what is no frame ends the connection', async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, {
    headers: { Cookie: cookie, Origin: `http://127.0.0.1:${port}` },
  });
  await new Promise((resolve) => socket.once('open', resolve));
  const echo = served[served.length - 1];
  const closed = new Promise<void>((resolve) => echo?.start((frame) => echo.send(frame), resolve));
  const answer = new Promise<string>((resolve) => socket.once('message', (data) => resolve(String(data))));
  socket.send('{"t":"cancel","id":7}');
  expect(JSON.parse(await answer)).toEqual({ t: 'cancel', id: 7 });
  const code = new Promise((resolve) => socket.once('close', resolve));
  socket.send('no frame');
  expect(await code).toBe(1003);
  await closed;
});
