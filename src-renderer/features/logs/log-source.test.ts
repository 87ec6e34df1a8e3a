import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../src-main/contract/errors.ts';
import type { Client, StreamOptions } from '../../rpc/client.ts';
import { readText } from './log-rows.ts';
import { LogSource } from './log-source.ts';
import { LogStore } from './log-store.ts';
import type { LogRequest } from './protocol.ts';
import { OUT } from './record-reader.ts';
import { engineFrames } from './test-wire.ts';

const T0 = Date.UTC(2026, 10, 27, 10, 0, 0);
const lines = (...texts: string[]) =>
  engineFrames(
    texts.map((text) => ({ stream: OUT, text: `${text}\n`, time: T0 + Number(text.slice(1)) * 100 })),
  );

/** One call of the stream's route, to be answered by the test. */
interface Asked {
  input: { tail: number | 'all'; since?: string };
  send(bytes: Uint8Array): void;
  end(): void;
  fail(error: AppError): void;
}

describe('LogSource', () => {
  const asked: Asked[] = [];
  const sources: LogSource[] = [];
  let store: LogStore;

  const client = {
    stream: (_path: string, input: Asked['input'], options: StreamOptions<unknown>) =>
      new Promise<void>((resolve, reject) => {
        void options.onItem({ multiplexed: true });
        asked.push({ input, send: (bytes) => void options.onItem(bytes), end: resolve, fail: reject });
      }),
  } as unknown as Client;

  const open = async (changes: Partial<LogRequest> = {}) => {
    const request: LogRequest = {
      host: 'h',
      id: 'c',
      tail: 1_000,
      sinceSeconds: undefined,
      running: true,
      ...changes,
    };
    const source = new LogSource(
      store,
      request,
      () => Promise.resolve(client),
      () => {},
    );
    sources.push(source);
    await vi.advanceTimersByTimeAsync(0);
    return source;
  };
  const text = () => readText(store, 'all', 'all');
  const last = () => asked[asked.length - 1] as Asked;

  beforeEach(() => {
    vi.useFakeTimers({ now: T0 });
    asked.length = 0;
    store = new LogStore();
  });
  afterEach(() => {
    for (const source of sources.splice(0)) source.close();
    vi.useRealTimers();
  });

  it('asks for what was chosen and is live from the head on', async () => {
    const source = await open({ tail: 100, sinceSeconds: 300 });
    expect(last().input).toMatchObject({
      tail: 100,
      since: String(T0 / 1000 - 300),
      follow: true,
      timestamps: true,
    });
    expect(source.status.kind).toBe('live');
    last().send(lines('l1', 'l2'));
    expect(text()).toBe('l1\nl2\n');
  });

  it('goes on where it was when the engine is back', async () => {
    const source = await open();
    last().send(lines('l1', 'l2'));
    last().fail(new AppError('ENGINE_STOPPED', 'gone'));
    await vi.advanceTimersByTimeAsync(0);
    expect(source.status).toMatchObject({ kind: 'lost', since: T0 });
    await vi.advanceTimersByTimeAsync(250);
    expect(asked).toHaveLength(2);
    expect(last().input).toMatchObject({ tail: 'all', since: `${T0 / 1000}.150000000` });
    last().send(lines('l2', 'l3'));
    expect(text()).toBe('l1\nl2\nl3\n');
    expect(source.status.kind).toBe('live');
  });

  it('tries again once a second at the most while the engine is away, and at once when it is told', async () => {
    const source = await open();
    // An engine that answers and sends nothing before it fails is not back.
    for (const pause of [250, 500, 1_000, 1_000]) {
      const before = asked.length;
      last().fail(new AppError('ENGINE_UNREACHABLE', 'gone'));
      await vi.advanceTimersByTimeAsync(pause - 1);
      expect(asked).toHaveLength(before);
      await vi.advanceTimersByTimeAsync(1);
      expect(asked).toHaveLength(before + 1);
    }
    last().fail(new AppError('ENGINE_UNREACHABLE', 'gone'));
    await vi.advanceTimersByTimeAsync(0);
    const before = asked.length;
    source.retry();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toHaveLength(before + 1);
  });

  it('waits for a container that ended, and goes on when it runs again', async () => {
    const source = await open();
    last().send(lines('l1'));
    last().end();
    source.setRunning(false);
    await vi.advanceTimersByTimeAsync(0);
    expect(source.status.kind).toBe('ended');
    await vi.advanceTimersByTimeAsync(60_000);
    const before = asked.length;
    source.setRunning(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toHaveLength(before + 1);
    last().send(lines('l1', 'l9'));
    expect(text()).toBe('l1\nl9\n');
  });

  it('takes up a log whose stream ended although the container runs', async () => {
    await open();
    last().send(lines('l1'));
    last().end();
    await vi.advanceTimersByTimeAsync(250);
    expect(asked).toHaveLength(2);
    last().send(lines('l1', 'l2'));
    expect(text()).toBe('l1\nl2\n');
  });

  it('gives up on what time does not mend, until the user tries again', async () => {
    const source = await open();
    last().fail(new AppError('NOT_FOUND', 'no such container'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(source.status).toMatchObject({ kind: 'failed', error: { code: 'NOT_FOUND' } });
    expect(asked).toHaveLength(1);
    source.retry();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toHaveLength(2);
  });

  it('asks no more once it is closed', async () => {
    const source = await open();
    last().fail(new AppError('ENGINE_STOPPED', 'gone'));
    await vi.advanceTimersByTimeAsync(0);
    source.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(1);
  });
});
