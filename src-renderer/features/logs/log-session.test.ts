import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client, StreamOptions } from '../../rpc/client.ts';
import { LogSession } from './log-session.ts';
import { ERR, OUT } from './record-reader.ts';
import { engineFrames } from './test-wire.ts';

const REQUEST = { host: 'h', id: 'c', tail: 'all', sinceSeconds: undefined, running: true } as const;
/** Every third line is of stderr. */
const frames = (count: number, from = 0) =>
  engineFrames(
    Array.from({ length: count }, (_, i) => ({
      stream: (from + i) % 3 === 0 ? ERR : OUT,
      text: `line ${from + i}\n`,
      time: Date.UTC(2026, 10, 27) + from + i,
    })),
  );

describe('LogSession', () => {
  let send: (bytes: Uint8Array) => void;
  /** What was asked of the log's end, and its answer. */
  let asked: { tail: number; answer(bytes: Uint8Array): void } | undefined;
  const changed = vi.fn();
  let session: LogSession;

  beforeEach(async () => {
    const client = {
      stream: (_: string, input: { follow: boolean; tail: number }, options: StreamOptions<unknown>) => {
        void options.onItem({ multiplexed: true });
        if (!input.follow) {
          return new Promise<void>((resolve) => {
            const answer = (bytes: Uint8Array) => {
              void options.onItem(bytes);
              resolve();
            };
            asked = { tail: input.tail, answer };
          });
        }
        send = (bytes) => void options.onItem(bytes);
        return new Promise<void>(() => {});
      },
    } as unknown as Client;
    asked = undefined;
    session = new LogSession(() => Promise.resolve(client), changed);
    session.open(REQUEST);
    await Promise.resolve();
    await Promise.resolve();
    session.setSight('end', 3);
  });
  afterEach(() => session.setRunning(false));

  const texts = () => session.takeNews().rows.map((row) => row.text);
  const settle = () => {
    while (session.work());
  };

  it('tells the rows in sight, at the end or anywhere', () => {
    send(frames(100));
    expect(texts()).toEqual(['line 97', 'line 98', 'line 99']);
    session.setSight(10, 2);
    expect(texts()).toEqual(['line 10', 'line 11']);
    expect(session.takeNews()).toMatchObject({ first: 0, end: 100, status: { kind: 'live' } });
  });

  it('keeps the line in sight when another stream is shown', () => {
    send(frames(100));
    session.setFilter('stderr', 30);
    const news = session.takeNews();
    expect(news).toMatchObject({ filter: 'stderr', first: 0, end: 34, goTo: 10 });
    expect(session.takeNews().goTo).toBeUndefined();
  });

  it('goes to the match nearest to the lines in sight, and around the ends', () => {
    send(frames(100));
    session.search({ text: 'line 9', regex: false, caseSensitive: false }, 50);
    settle();
    const ranks: (number | undefined)[] = [];
    const go = () => {
      const { search, goTo } = session.takeNews();
      ranks.push(search?.current?.rank);
      return goTo;
    };
    expect(go()).toBe(90);
    session.step(-1);
    expect(go()).toBe(9);
    session.step(-1);
    expect(go()).toBe(99);
    session.step(1);
    expect(go()).toBe(9);
    expect(ranks).toEqual([1, 0, 10, 0]);
  });

  it('counts matches in lines that come later, and stays at its own', () => {
    send(frames(10));
    session.search({ text: 'line', regex: false, caseSensitive: false }, 5);
    settle();
    expect(session.takeNews().search).toMatchObject({ total: 10, done: true, current: { row: 5, rank: 5 } });
    send(frames(10));
    settle();
    expect(session.takeNews()).toMatchObject({
      goTo: undefined,
      search: { total: 20, current: { rank: 5 } },
    });
  });

  it('marks the matches in the rows in sight', () => {
    send(frames(3));
    session.search({ text: 'ne \\d', regex: true, caseSensitive: false }, 0);
    settle();
    expect(session.takeNews().rows.map((row) => row.marks)).toEqual([
      [2, 6],
      [2, 6],
      [2, 6],
    ]);
  });

  it('names the fault of a pattern and goes on with the next', () => {
    send(frames(3));
    session.search({ text: '(', regex: true, caseSensitive: false }, 0);
    settle();
    expect(session.takeNews().search?.fault).toMatch(/regular expression/i);
    session.search({ text: 'line', regex: true, caseSensitive: false }, 0);
    settle();
    expect(session.takeNews().search).toMatchObject({ total: 3, fault: undefined });
    session.search(undefined, 0);
    expect(session.takeNews().search).toBeUndefined();
  });

  it('counts as flooded when all rows in sight have been replaced', () => {
    send(frames(2));
    session.takeNews();
    send(frames(3));
    expect(session.flooded).toBe(false);
    send(frames(1));
    expect(session.flooded).toBe(true);
    session.takeNews();
    expect(session.flooded).toBe(false);
  });

  describe('in a flood that the engine is slow to tell', () => {
    /** Takes news of `count` floods, so that the end is looked at. */
    const flood = async (count: number) => {
      for (let i = 0; i < count; i++) {
        send(frames(4, i * 4));
        session.takeNews();
      }
      await Promise.resolve();
      await Promise.resolve();
    };
    const answered = () => vi.waitFor(() => expect(changed).toHaveBeenCalled());

    it('shows the newest lines, in the last rows, until those before them have been read', async () => {
      await flood(2);
      expect(asked?.tail).toBe(3);
      changed.mockClear();
      asked?.answer(frames(3, 500));
      await answered();
      send(frames(4, 8));
      const news = session.takeNews();
      expect(news.rows.map(({ row, text }) => [row, text])).toEqual([
        [9, 'line 500'],
        [10, 'line 501'],
        [11, 'line 502'],
      ]);
      expect(news).toMatchObject({ ahead: true, end: 12 });
      send(frames(491, 12));
      expect(session.takeNews()).toMatchObject({ ahead: false, end: 503 });
      expect(texts()).toEqual(['line 500', 'line 501', 'line 502']);
    });

    it('does not take whoever looks elsewhere there', async () => {
      session.setSight(0, 2);
      await flood(5);
      expect(asked).toBeUndefined();
      session.setSight('end', 3);
      await flood(2);
      changed.mockClear();
      asked?.answer(frames(3, 500));
      await answered();
      session.setSight(0, 2);
      send(frames(4, 32));
      expect(session.takeNews().ahead).toBe(false);
    });

    it('is cleared with what it showed', async () => {
      await flood(2);
      changed.mockClear();
      asked?.answer(frames(3, 500));
      await answered();
      send(frames(4, 8));
      expect(session.takeNews().ahead).toBe(true);
      session.clear();
      expect(session.takeNews()).toMatchObject({ ahead: false, rows: [] });
    });

    it('asks nothing more of the end once the flood is over', async () => {
      await flood(2);
      expect(session.takeNews().ahead).toBe(false);
      changed.mockClear();
      asked?.answer(frames(3, 500));
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(changed).not.toHaveBeenCalled();
      expect(session.takeNews().ahead).toBe(false);
    });
  });

  it('shows nothing after it was cleared until something comes', () => {
    send(frames(5));
    session.clear();
    expect(session.takeNews()).toMatchObject({ first: 5, end: 5, rows: [], dropped: 0 });
    send(frames(1));
    expect(texts()).toEqual(['line 0']);
  });
});
