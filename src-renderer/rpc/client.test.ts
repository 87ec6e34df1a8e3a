import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../src-main/contract/errors.ts';
import { decodeFrame, encodeFrame, type Frame, type Port } from '../../src-main/contract/protocol.ts';
import { call, duplex, stream } from '../../src-main/contract/route.ts';
import { type Handlers, serve } from '../../src-main/rpc/server.ts';
import { Client } from './client.ts';

const routes = {
  double: call<number>()(z.object({ n: z.number() })),
  fail: call<void>()(z.object({ secret: z.string().optional() })),
  count: stream<number>()(z.object({ to: z.number() })),
  bytes: stream<Uint8Array>()(z.object({ chunk: z.number() })),
  echo: duplex<Uint8Array, Uint8Array>()(z.object({})),
};

/** The same frames as over a WebSocket: encoded, sent, decoded. */
function portOf(port: MessagePort): Port {
  return {
    send: (frame) => port.postMessage(encodeFrame(frame)),
    start(onFrame: (frame: Frame) => void, onClose) {
      port.on('message', (message) => onFrame(decodeFrame(message)));
      port.on('close', onClose);
    },
    close: () => port.close(),
  };
}

const open: Client[] = [];
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});

// biome-ignore lint/suspicious/noExplicitAny: the client is typed for the real api; these are routes of the test alone
type AnyClient = any;

function connect(handlers: Partial<Handlers<typeof routes>>): AnyClient {
  const { port1, port2 } = new MessageChannel();
  serve(portOf(port1), routes, handlers as Handlers<typeof routes>);
  const client = new Client(portOf(port2));
  open.push(client);
  return client;
}

const tick = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('a call', () => {
  it('answers', async () => {
    const client = connect({ double: async ({ n }) => n * 2 });
    expect(await client.call('double', { n: 21 })).toBe(42);
  });

  it('refuses input that does not fit, by field', async () => {
    const client = connect({ double: async ({ n }) => n * 2 });
    await expect(client.call('double', { n: 'x' })).rejects.toMatchObject({
      code: 'INVALID',
      message: /double: n:/,
    });
  });

  it('refuses a path that is no route, inherited names too', async () => {
    const client = connect({});
    await expect(client.call('nothing', {})).rejects.toMatchObject({ code: 'INVALID' });
    await expect(client.call('constructor', {})).rejects.toMatchObject({ code: 'INVALID' });
  });

  it('brings an AppError across with all its words', async () => {
    const client = connect({
      fail: async () => {
        throw new AppError('CONFLICT', 'name in use', {
          detail: 'engine words',
          hint: 'rename',
          status: 409,
        });
      },
    });
    await expect(client.call('fail', {})).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'name in use',
      detail: 'engine words',
      hint: 'rename',
      status: 409,
    });
  });

  it('aborts the handler when the caller does', async () => {
    let aborted = false;
    const client = connect({
      fail: (_, { signal }) =>
        new Promise((resolve) =>
          signal.addEventListener('abort', () => {
            aborted = true;
            resolve();
          }),
        ),
    });
    const abort = new AbortController();
    const answer = client.call('fail', {}, abort.signal);
    await tick();
    abort.abort();
    await expect(answer).rejects.toMatchObject({ code: 'CANCELLED' });
    await tick();
    expect(aborted).toBe(true);
  });
});

describe('a stream', () => {
  it('brings all items in order, then ends', async () => {
    const client = connect({
      count: async function* ({ to }) {
        for (let n = 0; n < to; n++) yield n;
      },
    });
    const seen: number[] = [];
    await client.stream('count', { to: 1000 }, { onItem: (n: number) => void seen.push(n) });
    expect(seen).toEqual([...Array(1000).keys()]);
  });

  it('does not ask its source for more than the window while the page is slow', async () => {
    let made = 0;
    const client = connect({
      bytes: async function* ({ chunk }) {
        for (;;) {
          made++;
          yield new Uint8Array(chunk);
        }
      },
    });
    const abort = new AbortController();
    let release = () => {};
    const stuck = new Promise<void>((resolve) => {
      release = resolve;
    });
    const ended = client.stream(
      'bytes',
      { chunk: 1000 },
      { signal: abort.signal, window: 10_000, onItem: () => stuck },
    );
    await tick();
    expect(made).toBe(10);
    abort.abort();
    release();
    await expect(ended).rejects.toMatchObject({ code: 'CANCELLED' });
    await tick();
    expect(made).toBeLessThanOrEqual(11);
  });

  it('waits for what an item asks for before the next one and before its end', async () => {
    const client = connect({
      count: async function* ({ to }) {
        for (let n = 0; n < to; n++) yield n;
      },
    });
    const order: string[] = [];
    await client.stream(
      'count',
      { to: 3 },
      {
        onItem: async (n: number) => {
          order.push(`begin ${n}`);
          await tick();
          order.push(`end ${n}`);
        },
      },
    );
    expect(order).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1', 'begin 2', 'end 2']);
  });

  it('fails when the consumer throws', async () => {
    const client = connect({
      count: async function* ({ to }) {
        for (let n = 0; n < to; n++) yield n;
      },
    });
    await expect(
      client.stream(
        'count',
        { to: 5 },
        {
          onItem: () => {
            throw new Error('no room');
          },
        },
      ),
    ).rejects.toMatchObject({ code: 'INTERNAL', message: 'no room' });
  });
});

describe('a duplex', () => {
  it('carries bytes both ways unchanged', async () => {
    const client = connect({
      echo: async function* (_, { up }) {
        for await (const bytes of up) yield bytes;
      },
    });
    const got: number[] = [];
    const abort = new AbortController();
    let arrived = () => {};
    const all = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const session = client.duplex(
      'echo',
      {},
      {
        signal: abort.signal,
        onItem: (bytes: Uint8Array) => {
          got.push(...bytes);
          if (got.length >= 256) arrived();
        },
      },
    );
    await session.send(new Uint8Array([...Array(256).keys()]));
    await all;
    expect(got).toEqual([...Array(256).keys()]);
    abort.abort();
  });

  it('holds a paste back while the other side does not read', async () => {
    const client = connect({
      echo: async function* (_, { signal }) {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      },
    });
    const abort = new AbortController();
    const session = client.duplex('echo', {}, { signal: abort.signal, onItem: () => {} });
    let sent = 0;
    void (async () => {
      for (let n = 0; n < 100; n++) {
        await session.send(new Uint8Array(10_240));
        if (!abort.signal.aborted) sent++;
      }
    })();
    await tick();
    expect(sent).toBe(10);
    abort.abort();
  });
});

it('fails everything that is open when the port closes', async () => {
  let aborted = false;
  const client = connect({
    fail: (_, { signal }) =>
      new Promise(() => {
        signal.addEventListener('abort', () => {
          aborted = true;
        });
      }),
  });
  const answer = client.call('fail', {});
  await tick();
  client.close();
  await expect(answer).rejects.toMatchObject({ code: 'DISCONNECTED' });
  await expect(client.call('double', { n: 1 })).rejects.toMatchObject({ code: 'DISCONNECTED' });
  await tick();
  expect(aborted).toBe(true);
});

it('refuses frames that are none', () => {
  expect(() => decodeFrame('"x"')).toThrow();
  expect(() => decodeFrame('{"t":1,"id":2}')).toThrow();
  expect(() => decodeFrame(new Uint8Array([0, 0, 0, 200, 1]))).toThrow();
});
