import { describe, expect, it } from 'vitest';
import { CHUNK_LINES } from './log-chunk.ts';
import { readRows, readText } from './log-rows.ts';
import { LogStore } from './log-store.ts';
import { ERR, type LogStream, OUT } from './record-reader.ts';
import { bytesOf } from './test-wire.ts';

function add(store: LogStore, text: string, stream: LogStream = OUT, seconds = 0): void {
  const bytes = bytesOf(text);
  store.add(stream, seconds, 0, bytes, 0, bytes.length);
}

const texts = (store: LogStore, filter: 'all' | 'stdout' | 'stderr' = 'all') => {
  const { first, end } = store.rowRange(filter);
  return readRows(store, filter, first, end - first).map((row) => row.text);
};

describe('LogStore', () => {
  it('never holds more bytes than its bound, and drops the oldest lines', () => {
    const limit = 4 * 1024 * 1024;
    const store = new LogStore({ bytes: limit, lines: 1_000_000 });
    const line = `${'x'.repeat(999)}\n`;
    for (let i = 0; i < 20_000; i += 1) {
      add(store, line);
      if (i % 500 === 0)
        expect(store.chunks.reduce((sum, chunk) => sum + chunk.bytes.length, 0)).toBeLessThanOrEqual(limit);
    }
    const { first, end } = store.rowRange('all');
    expect(end).toBe(20_000);
    expect(first).toBe(store.droppedLines);
    expect(first).toBeGreaterThan(15_000);
    expect(first).toBeLessThan(18_000);
    expect(store.placeOfRow(first - 1, 'all')).toBeUndefined();
    expect(store.placeOfRow(first, 'all')?.index).toBe(0);
  });

  it('never holds more lines than its bound, however short they are', () => {
    const store = new LogStore({ bytes: 1e9, lines: 3 * CHUNK_LINES });
    for (let i = 0; i < 10 * CHUNK_LINES + 5; i += 1) {
      add(store, '\n');
      if (i % 1_000 === 0)
        expect(store.lines - store.rowRange('all').first).toBeLessThanOrEqual(3 * CHUNK_LINES);
    }
    expect(store.size).toBeLessThan(3 * CHUNK_LINES * 20);
  });

  it('keeps row numbers of each stream while lines are dropped', () => {
    const store = new LogStore({ bytes: 1e9, lines: 2 * CHUNK_LINES });
    const count = 3 * CHUNK_LINES;
    for (let i = 0; i < count; i += 1) add(store, `${i}\n`, i % 3 === 0 ? ERR : OUT);
    for (const filter of ['stdout', 'stderr'] as const) {
      const { first, end } = store.rowRange(filter);
      expect(end).toBe(filter === 'stderr' ? count / 3 : (count * 2) / 3);
      for (const row of [first, first + 1, Math.floor((first + end) / 2), end - 1]) {
        const [drawn] = readRows(store, filter, row, 1);
        const line = Number(drawn?.text);
        expect(line % 3 === 0).toBe(filter === 'stderr');
        expect(store.rowOfLine(line, filter)).toBe(row);
      }
    }
  });

  it('shows one stream, and gaps with either', () => {
    const store = new LogStore();
    add(store, 'out\n');
    store.addGap(1, 0);
    add(store, 'err\n', ERR);
    expect(texts(store, 'stdout')).toEqual(['out', '']);
    expect(texts(store, 'stderr')).toEqual(['', 'err']);
    expect(readText(store, 'all', 'all')).toBe('out\nerr\n');
  });

  it('shows a line before it ends, as the last', () => {
    const store = new LogStore();
    add(store, 'one\n');
    store.open[ERR].append(bytesOf('prompt> '), 0, 8);
    store.version += 1;
    expect(texts(store)).toEqual(['one', 'prompt> ']);
    expect(readText(store, 'all', 'all')).toBe('one\nprompt> ');
    expect(store.lines).toBe(1);
  });

  it('hides what was cleared, and an open line until it goes on', () => {
    const store = new LogStore();
    add(store, 'old\n');
    store.open[OUT].append(bytesOf('ab'), 0, 2);
    store.clearView();
    expect(texts(store)).toEqual([]);
    expect(store.droppedLines).toBe(0);
    store.open[OUT].append(bytesOf('c'), 0, 1);
    store.version += 1;
    expect(texts(store)).toEqual(['abc']);
  });

  it('gives the text between two places, line ends and all but control sequences included', () => {
    const store = new LogStore();
    for (const line of ['first\r\n', '\u001b[31msec\u001b[0mond\n', 'third']) add(store, line);
    expect(readText(store, 'all', { from: { row: 0, char: 2 }, to: { row: 2, char: 3 } })).toBe(
      'rst\r\nsecond\nthi',
    );
    expect(readText(store, 'all', { from: { row: 1, char: 1 }, to: { row: 1, char: 4 } })).toBe('eco');
    expect(readText(store, 'all', { from: { row: 1, char: 0 }, to: { row: 9, char: 0 } })).toBe(
      'second\nthird',
    );
  });

  it('shows invalid UTF-8 as U+FFFD and leaves the lines beside it whole', () => {
    const store = new LogStore();
    for (const bytes of [Uint8Array.of(0xe2, 0x82, 10), bytesOf('€\n')])
      store.add(OUT, 0, 0, bytes, 0, bytes.length);
    expect(texts(store)).toEqual(['\ufffd', '€']);
  });
});
