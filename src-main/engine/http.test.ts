import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createEngine } from './engine.ts';
import { json, NO_DEADLINE, request, stream, upgrade } from './http.ts';
import { dialPath, startTestServer, type TestServer } from './test-server.ts';

let open: TestServer | undefined;

async function serving(
  onRequest: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<TestServer> {
  open = await startTestServer(onRequest);
  return open;
}

afterEach(async () => {
  await open?.close();
  open = undefined;
});

const eventually = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
};

describe('request', () => {
  it('keeps a connection open for the next call', async () => {
    const { engine, connections } = await serving((_request, response) => response.end('{}'));
    await json(engine, 'GET', '/info');
    await json(engine, 'GET', '/info');
    expect(connections).toHaveLength(1);
  });

  it('sends the agreed version, the query without what is undefined, and JSON', async () => {
    let seen = '';
    const { engine } = await serving((request, response) => {
      request.setEncoding('utf8');
      seen = `${request.method} ${request.url} ${request.headers['content-type']} `;
      request.on('data', (chunk) => {
        seen += chunk;
      });
      request.on('end', () => response.end());
    });
    engine.apiVersion = '1.41';
    await json(engine, 'POST', '/containers/create', {
      query: { name: 'ä b', t: undefined },
      body: { Image: 'x' },
    });
    expect(seen).toBe('POST /v1.41/containers/create?name=%C3%A4%20b application/json {"Image":"x"}');
  });

  it('takes 304 as an answer', async () => {
    const { engine } = await serving((_request, response) => response.writeHead(304).end());
    expect((await request(engine, 'POST', '/containers/x/start')).status).toBe(304);
  });

  it('puts the words of a refusal together whatever its slices', async () => {
    const { engine } = await serving((_request, response) => {
      response.writeHead(409);
      const body = Buffer.from('{"message":"Namenskonflikt ü"}');
      response.write(body.subarray(0, body.length - 3));
      setTimeout(() => response.end(body.subarray(body.length - 3)), 5);
    });
    await expect(request(engine, 'POST', '/x')).rejects.toMatchObject({
      code: 'CONFLICT',
      status: 409,
      detail: 'Namenskonflikt ü',
    });
  });

  it('calls a silent engine hung: before the head, and within the body', async () => {
    const { engine } = await serving((request, response) => {
      if (request.url === '/half') response.write('{"a":');
    });
    await expect(json(engine, 'GET', '/none', { deadline: 30 })).rejects.toMatchObject({
      code: 'ENGINE_HUNG',
    });
    await expect(json(engine, 'GET', '/half', { deadline: 30 })).rejects.toMatchObject({
      code: 'ENGINE_HUNG',
    });
  });

  it('waits on for an engine that is slow but not silent', async () => {
    const { engine } = await serving(async (_request, response) => {
      for (const piece of ['[', '1', ',', '2', ']']) {
        response.write(piece);
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
      response.end();
    });
    expect(await json(engine, 'GET', '/slow', { deadline: 120 })).toEqual([1, 2]);
  });

  it('goes out again when a kept connection turns out to be closed, but only if it reads', async () => {
    let served = 0;
    const { engine } = await serving((request, response) => {
      served += 1;
      // The second call on one connection is met by a reset, as when the engine closed it while it was idle.
      if (served % 2 === 0) request.socket.destroy();
      else response.end('{}');
    });
    await json(engine, 'GET', '/info');
    await json(engine, 'GET', '/info');
    expect(served).toBe(3);
    await expect(json(engine, 'POST', '/x')).rejects.toMatchObject({ code: 'ENGINE_STOPPED' });
    expect(served).toBe(4);
  });

  it('does not go out again on a new connection', async () => {
    let served = 0;
    const { engine } = await serving((request) => {
      served += 1;
      request.socket.destroy();
    });
    await expect(json(engine, 'GET', '/info')).rejects.toMatchObject({ code: 'ENGINE_STOPPED' });
    expect(served).toBe(1);
  });

  it('says that nothing listens', async () => {
    const path = join(tmpdir(), 'gantry-test-nobody.sock');
    const engine = createEngine({ host: 'h', address: `unix://${path}`, dial: dialPath(path) });
    await expect(request(engine, 'GET', '/_ping')).rejects.toMatchObject({ code: 'ENGINE_STOPPED' });
    engine.close();
  });

  it('is cancelled by its signal and by the engine’s end, and leaves the server', async () => {
    let gone = 0;
    let come = 0;
    const { engine } = await serving((request) => {
      come += 1;
      request.on('close', () => {
        gone += 1;
      });
    });
    const abort = new AbortController();
    const first = request(engine, 'GET', '/a', { signal: abort.signal });
    const second = request(engine, 'GET', '/b', { deadline: NO_DEADLINE });
    await eventually(() => come === 2);
    abort.abort();
    await expect(first).rejects.toMatchObject({ code: 'CANCELLED' });
    engine.close();
    await expect(second).rejects.toMatchObject({ code: 'CANCELLED' });
    await eventually(() => gone === 2);
    await expect(request(engine, 'GET', '/c')).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('aborts a dial that never connects', async () => {
    let aborted = false;
    const engine = createEngine({
      host: 'h',
      address: 'tcp://10.0.0.1:2375',
      dial: (signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(new Error('aborted'));
          });
        }),
    });
    await expect(request(engine, 'GET', '/_ping', { deadline: 20 })).rejects.toMatchObject({
      code: 'ENGINE_UNREACHABLE',
    });
    expect(aborted).toBe(true);
    engine.close();
  });

  it('tells of each call when it begins and when it ends, secrets masked', async () => {
    const { engine, calls } = await serving((request, response) => {
      response.writeHead(request.url?.startsWith('/bad') ? 500 : 200).end('{}');
    });
    await request(engine, 'GET', '/build', {
      query: { remote: 'https://me:pw@git.example/x', token: 'abc' },
    });
    await request(engine, 'GET', '/bad').catch(() => {});
    expect(calls).toMatchObject([
      { method: 'GET', host: 'test' },
      { id: calls[0]?.id, status: 200, duration: expect.any(Number) },
      { path: '/bad' },
      { id: calls[2]?.id, status: 500 },
    ]);
    expect(calls[0]).not.toHaveProperty('status');
    expect(calls[0]?.path).toBe('/build?remote=https%3A%2F%2F***%40git.example%2Fx&token=***');
  });
});

describe('stream', () => {
  it('reads no further ahead than the socket’s buffers', async () => {
    let written = 0;
    const { engine } = await serving((_request, response) => {
      const chunk = Buffer.alloc(64 * 1024);
      const write = () => {
        do written += chunk.length;
        while (response.write(chunk));
      };
      response.on('drain', write);
      write();
    });
    const chunks = stream(engine, 'GET', '/logs', { deadline: NO_DEADLINE });
    await chunks.next();
    // Long enough for megabytes to pass, if something took them.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const held = written;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(written).toBe(held);
    expect(held).toBeLessThan(4 * 1024 * 1024);
    for (let i = 0; i < 200; i += 1) await chunks.next();
    await eventually(() => written > held);
    await chunks.return();
  });

  it('ends with the answer, and says when that broke off', async () => {
    const { engine } = await serving((request, response) => {
      response.write('abc');
      if (request.url === '/whole') response.end();
      else setTimeout(() => request.socket.destroy(), 10);
    });
    const text = async (path: string) => {
      let all = '';
      for await (const chunk of stream(engine, 'GET', path)) all += Buffer.from(chunk).toString();
      return all;
    };
    expect(await text('/whole')).toBe('abc');
    await expect(text('/broken')).rejects.toMatchObject({ code: 'STREAM_LOST' });
  });

  it('closes its connection when the taker leaves, and when it is aborted', async () => {
    let gone = 0;
    const { engine } = await serving((request, response) => {
      request.on('close', () => {
        gone += 1;
      });
      response.write('x');
    });
    for await (const _chunk of stream(engine, 'GET', '/a')) break;
    await eventually(() => gone === 1);
    const abort = new AbortController();
    const chunks = stream(engine, 'GET', '/b', { signal: abort.signal });
    await chunks.next();
    const next = chunks.next();
    abort.abort();
    await expect(next).rejects.toMatchObject({ code: 'CANCELLED' });
    await eventually(() => gone === 2);
  });

  it('bounds the wait for the head alone', async () => {
    const { engine } = await serving((request, response) => {
      if (request.url === '/quiet') return;
      response.flushHeaders();
      setTimeout(() => response.end('late'), 120);
    });
    await expect(stream(engine, 'GET', '/quiet', { deadline: 30 }).next()).rejects.toMatchObject({
      code: 'ENGINE_HUNG',
    });
    const { value } = await stream(engine, 'GET', '/idle', { deadline: 60 }).next();
    expect(Buffer.from(value as Uint8Array).toString()).toBe('late');
  });
});

describe('upgrade', () => {
  it('hands over bytes that came with the head, and carries both ways', async () => {
    const { engine, server } = await serving(() => {});
    server.on('upgrade', (_request, socket) => {
      socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nearly ');
      socket.on('data', (data: Buffer) => socket.end(data));
    });
    const { socket } = await upgrade(engine, 'POST', '/exec/x/start', { body: {} });
    socket.write('echo');
    let all = '';
    for await (const chunk of socket) all += chunk;
    expect(all).toContain('early ');
    expect(all).toContain('echo');
  });

  it('fails with the engine’s words when it refuses', async () => {
    const { engine, server } = await serving(() => {});
    server.on('upgrade', (_request, socket) => {
      socket.end('HTTP/1.1 409 Conflict\r\nContent-Length: 17\r\n\r\n{"message":"not"}');
    });
    await expect(upgrade(engine, 'POST', '/x')).rejects.toMatchObject({ code: 'CONFLICT', detail: 'not' });
  });

  it('is destroyed by its signal and by the engine’s end, and no error goes unheard', async () => {
    const { engine, server } = await serving(() => {});
    server.on('upgrade', (_request, socket) => {
      socket.on('error', () => {});
      socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
    });
    const abort = new AbortController();
    const first = await upgrade(engine, 'POST', '/a', { signal: abort.signal });
    const second = await upgrade(engine, 'POST', '/b');
    const third = await upgrade(engine, 'POST', '/c');
    abort.abort();
    await eventually(() => first.socket.destroyed);
    // Would end the process if nobody listened.
    third.socket.destroy(new Error('reset'));
    await new Promise((resolve) => third.socket.once('close', resolve));
    expect(second.socket.destroyed).toBe(false);
    engine.close();
    await eventually(() => second.socket.destroyed);
  });
});
