import { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Frame, Port } from '../contract/protocol.ts';

const { ipcMain } = vi.hoisted(() => {
  const listeners: ((event: unknown) => void)[] = [];
  return { ipcMain: { on: (_channel: string, listener: () => void) => listeners.push(listener), listeners } };
});
vi.mock('electron', () => ({ ipcMain, protocol: {} }));
const { acceptPorts } = await import('./ports.ts');

/** Electron's end of a port, as far as it is used. */
class RawPort extends EventEmitter {
  sent: Frame[] = [];
  closed = false;
  start(): void {}
  postMessage(frame: Frame): void {
    if (this.closed) throw new Error('sent on a closed port');
    this.sent.push(frame);
  }
  close(): void {
    this.closed = true;
  }
}

const page = { url: 'app://gantry/#/containers', parent: null };
const served: Port[] = [];
let contents: EventEmitter;
let raw: RawPort;

beforeEach(() => {
  served.length = 0;
  ipcMain.listeners.length = 0;
  contents = new EventEmitter();
  raw = new RawPort();
  acceptPorts((port) => served.push(port));
});

function send(senderFrame: unknown, ports = [raw]): void {
  for (const listener of ipcMain.listeners) listener({ sender: contents, senderFrame, ports });
}

test("a window's own page is served", () => {
  send(page);
  expect(served).toHaveLength(1);
  expect(raw.closed).toBe(false);
});

test.each([
  ['one that is gone', null],
  ['a frame within the page', { ...page, parent: page }],
  ['another site', { ...page, url: 'https://app.gantry/' }],
  ['another host of the scheme', { ...page, url: 'app://gantry.example/' }],
  ['a page without an address', { ...page, url: '' }],
])('a port from %s is closed', (_what, frame) => {
  send(frame);
  expect(served).toHaveLength(0);
  expect(raw.closed).toBe(true);
});

test('a message without a port is no harm', () => {
  send(page, []);
  expect(served).toHaveLength(0);
});

test.each([
  ['as older versions tell it', [{}, 'app://gantry/', false, true]],
  ['as newer versions tell it', [{ isSameDocument: false, isMainFrame: true }]],
])('navigation revokes every port, %s', (_how, event) => {
  const another = new RawPort();
  send(page);
  send(page, [another]);
  const closed = vi.fn();
  for (const port of served) port.start(() => {}, closed);
  contents.emit('did-start-navigation', ...event);
  expect([raw.closed, another.closed]).toEqual([true, true]);
  expect(closed).toHaveBeenCalledTimes(2);
  // What a handler still has to say goes nowhere.
  served[0]?.send({ t: 'end', id: 1 });
});

test('moving within the page keeps its ports', () => {
  send(page);
  contents.emit('did-start-navigation', {}, 'app://gantry/#/images', true, true);
  contents.emit('did-start-navigation', { isSameDocument: false, isMainFrame: false });
  expect(raw.closed).toBe(false);
});

test('bytes travel without their neighbours in the same buffer', () => {
  send(page);
  const pool = Buffer.from('secret of another stream|hello');
  served[0]?.send({ t: 'next', id: 1, data: pool.subarray(25) });
  const [frame] = raw.sent;
  const data = frame && 'data' in frame ? (frame.data as Uint8Array) : new Uint8Array();
  expect(Buffer.from(data).toString()).toBe('hello');
  expect(data.buffer.byteLength).toBe(5);
});

test('what is no frame closes the port', () => {
  send(page);
  const closed = vi.fn();
  const frames: Frame[] = [];
  served[0]?.start((frame) => frames.push(frame), closed);
  raw.emit('message', { data: { t: 'cancel', id: 3 } });
  raw.emit('message', { data: 'no frame' });
  expect(frames).toEqual([{ t: 'cancel', id: 3 }]);
  expect(raw.closed).toBe(true);
  expect(closed).toHaveBeenCalledTimes(1);
});
