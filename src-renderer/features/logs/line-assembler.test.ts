import { describe, expect, it } from 'vitest';
import { LineAssembler } from './line-assembler.ts';
import { LogStore, ROW_MOST_BYTES } from './log-store.ts';
import { ERR, framedReader, type LogStream, OUT, plainReader, type RecordReader } from './record-reader.ts';
import {
  bytesOf,
  cutRandomly,
  engineFrames,
  enginePlain,
  random,
  type TestRecord,
  textOf,
} from './test-wire.ts';

/** All that a store holds of one stream, open line included. */
function held(store: LogStore, stream: LogStream): string {
  let text = '';
  for (const chunk of store.chunks)
    for (let i = 0; i < chunk.count; i += 1)
      if (chunk.stream(i) === stream && !chunk.isGap(i))
        text += textOf(chunk.bytes.subarray(chunk.start(i), chunk.end(i)));
  const open = store.open[stream];
  return text + textOf(open.bytes.subarray(0, open.length));
}

function lines(store: LogStore): { stream: LogStream; time: number; text: string }[] {
  return store.chunks.flatMap((chunk) =>
    Array.from({ length: chunk.count }, (_, i) => ({
      stream: chunk.stream(i),
      time: chunk.seconds(i) * 1000 + chunk.nanos(i) / 1e6,
      text: textOf(chunk.bytes.subarray(chunk.start(i), chunk.end(i))),
    })),
  );
}

function read(make: typeof framedReader, chunks: Iterable<Uint8Array>): LogStore {
  const store = new LogStore();
  const reader: RecordReader = make(LineAssembler.into(store));
  for (const chunk of chunks) reader.push(chunk);
  reader.end();
  return store;
}

const T0 = Date.UTC(2026, 10, 27, 10, 57, 24);
const record = (stream: LogStream, text: string, ms = 0): TestRecord => ({ stream, text, time: T0 + ms });

/** What an engine makes of it: records end at a newline or after 16,384 bytes. */
const corpus: TestRecord[] = [
  record(OUT, 'hello\n'),
  record(ERR, 'trouble\n', 1),
  record(OUT, 'a'.repeat(16_384), 2),
  record(ERR, 'between\n', 2),
  record(OUT, 'a'.repeat(16_384), 2),
  record(OUT, `${'a'.repeat(7_232)}\n`, 2),
  record(OUT, '한글 né 🐳\r\n', 3),
  record(OUT, 'abc\rdef\n', 3),
  record(OUT, '\0nul\n', 4),
  record(OUT, '\n', 4),
  record(OUT, '2026-11-27T10:57:24.000000001Z its own time\n', 5),
  record(OUT, 'ts=2026-11-27T10:57:23.999999999Z msg\n', 5),
  record(OUT, 'no newline', 6),
];
const textIn = (stream: LogStream, records = corpus) =>
  records
    .filter((r) => r.stream === stream)
    .map((r) => r.text)
    .join('');

describe('a log without a TTY', () => {
  const wire = engineFrames(corpus);

  it('is held byte for byte, each stream by itself', () => {
    const store = read(framedReader, [wire]);
    expect(held(store, OUT)).toBe(textIn(OUT));
    expect(held(store, ERR)).toBe(textIn(ERR));
  });

  it('puts the parts of a long line together across a line of the other stream', () => {
    const rows = lines(read(framedReader, [wire]));
    expect(rows.map((row) => row.text).slice(0, 4)).toEqual([
      'hello\n',
      'trouble\n',
      'between\n',
      `${'a'.repeat(40_000)}\n`,
    ]);
    expect(rows[3]).toMatchObject({ stream: OUT, time: T0 + 2 });
  });

  it('is the same however its bytes are cut', () => {
    const whole = lines(read(framedReader, [wire]));
    const pick = random(1);
    for (const most of [1, 7, 100, 20_000])
      expect(lines(read(framedReader, cutRandomly(wire, most, pick)))).toEqual(whole);
  });

  it('keeps invalid UTF-8 as it is', () => {
    const bytes = Uint8Array.of(0xff, 0x80, 0x41, 0xe2, 0x82, 10);
    const store = read(
      framedReader,
      cutRandomly(engineFrames([{ ...record(OUT, ''), bytes }]), 3, random(2)),
    );
    expect(store.chunks[0]?.bytes.subarray(0, 6)).toEqual(bytes);
  });

  it('takes records of an engine with whole seconds and an offset, and several lines in one record', () => {
    const wire = engineFrames([{ ...record(OUT, 'one\ntwo\n'), stamp: '2026-11-27T19:57:24+09:00 ' }]);
    const rows = lines(read(framedReader, cutRandomly(wire, 5, random(3))));
    expect(rows).toEqual([
      { stream: OUT, time: T0, text: 'one\n' },
      { stream: OUT, time: T0, text: 'two\n' },
    ]);
  });

  it('takes a record without a timestamp as text', () => {
    const rows = lines(read(framedReader, [engineFrames([{ ...record(OUT, '2026-1 plain\n'), stamp: '' }])]));
    expect(rows.map((row) => row.text)).toEqual(['2026-1 plain\n']);
  });

  it('breaks a line that is longer than a row between two characters and loses nothing', () => {
    const text = `x${'é'.repeat(ROW_MOST_BYTES)}\n`;
    const bytes = bytesOf(text);
    const records = Array.from({ length: Math.ceil(bytes.length / 16_384) }, (_, i) => ({
      ...record(OUT, ''),
      bytes: bytes.subarray(i * 16_384, (i + 1) * 16_384),
    }));
    const store = read(framedReader, [engineFrames(records)]);
    expect(held(store, OUT)).toBe(text);
    for (const row of lines(store)) {
      expect(row.text).not.toContain('\ufffd');
      expect(bytesOf(row.text).length).toBeLessThanOrEqual(ROW_MOST_BYTES);
    }
  });
});

describe('a log with a TTY', () => {
  const tty = corpus.filter((r) => r.stream === OUT);
  const wire = enginePlain(tty);

  it('is held byte for byte, with the timestamps inside long lines taken out', () => {
    expect(held(read(plainReader, [wire]), OUT)).toBe(textIn(OUT));
  });

  it('is the same however its bytes are cut', () => {
    const whole = lines(read(plainReader, [wire]));
    expect(whole.map((row) => row.time)).toEqual([0, 2, 3, 3, 4, 4, 5, 5].map((ms) => T0 + ms));
    const pick = random(4);
    for (const most of [1, 9, 64, 30_000]) {
      const store = read(plainReader, cutRandomly(wire, most, pick));
      expect(lines(store)).toEqual(whole);
      expect(held(store, OUT)).toBe(textIn(OUT));
    }
  });

  it('goes on in the line that an earlier run left open', () => {
    const records = [record(OUT, '/ # '), record(OUT, '/ # ls\r\n', 5_000), record(OUT, 'bin\r\n', 5_001)];
    for (const most of [3, 50, 1_000]) {
      const store = read(plainReader, cutRandomly(enginePlain(records), most, random(most)));
      expect(held(store, OUT)).toBe('/ # / # ls\r\nbin\r\n');
    }
  });

  it('finds the parts of a line however long they are', () => {
    for (const parts of [
      [`${'b'.repeat(16_383)}\r`, '\n'],
      // A character cut after 16,384 bytes: its halves are no UTF-8.
      [`${'한'.repeat(5_461)}\ufffd`, `\ufffd\ufffd${'한'.repeat(9)}\r\n`],
    ]) {
      const records = [...parts.map((text) => record(OUT, text)), record(OUT, 'end\r\n', 1)];
      const store = read(plainReader, cutRandomly(enginePlain(records), 999, random(5)));
      expect(held(store, OUT)).toBe(textIn(OUT, records));
      expect(store.lines).toBe(2);
    }
  });

  it('shows what has come of a line before its end', () => {
    const store = new LogStore();
    const reader = plainReader(LineAssembler.into(store));
    reader.push(enginePlain([record(OUT, 'password: ')]));
    expect(held(store, OUT)).toBe('password: ');
  });
});

describe('random logs', () => {
  it('are the same in the store as in the container, for any text and any cuts', () => {
    const pick = random(99);
    const alphabet = [
      'a',
      'Z ',
      '\r',
      '\t',
      '\0',
      '한',
      'é',
      '🐳',
      '2026-11-27T10:57:24.1',
      '\u001b[31m',
      ' ',
    ];
    for (let round = 0; round < 40; round += 1) {
      const records: TestRecord[] = [];
      for (let i = 0; i < 30; i += 1) {
        let text = '';
        const size = pick(4) === 0 ? pick(3_000) : pick(12);
        for (let j = 0; j < size; j += 1) text += alphabet[pick(alphabet.length)];
        records.push(record(pick(3) === 0 ? ERR : OUT, `${text}\n`, i));
      }
      const cut = 1 + pick(300);
      const framed = read(framedReader, cutRandomly(engineFrames(records), cut, pick));
      expect(held(framed, OUT)).toBe(textIn(OUT, records));
      expect(held(framed, ERR)).toBe(textIn(ERR, records));
      const tty = records.map((r) => ({ ...r, stream: OUT }) as TestRecord);
      expect(held(read(plainReader, cutRandomly(enginePlain(tty), cut, pick)), OUT)).toBe(textIn(OUT, tty));
    }
  });
});
