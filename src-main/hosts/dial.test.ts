import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dialTo, kindOf } from './dial.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'gantry-dial-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

it('knows the kinds of address and refuses what is none', () => {
  expect(kindOf('unix:///run/docker.sock')).toBe('socket');
  expect(kindOf('npipe:////./pipe/docker_engine')).toBe('pipe');
  expect(kindOf('tcp://127.0.0.1:2375')).toBe('tcp');
  for (const [address, code] of [
    ['ssh://me@host', 'UNSUPPORTED'],
    ['', 'INVALID'],
    ['http://x', 'INVALID'],
    ['tcp://', 'INVALID'],
  ] as const) {
    expect(() => kindOf(address), address).toThrow(expect.objectContaining({ code }));
  }
});

it('opens a stream to a socket, and tells with the system’s code why not', async () => {
  const socketPath = path.join(dir, 'a.sock');
  const signal = new AbortController().signal;
  await expect(dialTo(`unix://${socketPath}`)(signal)).rejects.toMatchObject({ code: 'ENOENT' });
  const server = net.createServer((socket) => socket.end('hello')).listen(socketPath);
  await new Promise((resolve) => server.once('listening', resolve));
  const stream = await dialTo(`unix://${socketPath}`)(signal);
  let text = '';
  for await (const chunk of stream) text += chunk;
  expect(text).toBe('hello');
  server.close();
});

it('gives up when asked to', async () => {
  const abort = new AbortController();
  abort.abort();
  await expect(dialTo(`unix://${path.join(dir, 'b.sock')}`)(abort.signal)).rejects.toMatchObject({
    code: 'CANCELLED',
  });
});
