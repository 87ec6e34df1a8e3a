import { describe, expect, it } from 'vitest';
import { LineAssembler } from './line-assembler.ts';
import { LogStore } from './log-store.ts';
import { ERR, framedReader, type LogStream, OUT } from './record-reader.ts';
import { formatStamp, isBefore, Resume, resumeFrom } from './resume.ts';
import { cutRandomly, engineFrames, random, type TestRecord, textOf } from './test-wire.ts';

const T0 = Date.UTC(2026, 10, 27, 10, 0, 0);
const record = (text: string, ms: number, stream: LogStream = OUT): TestRecord => ({
  stream,
  text,
  time: T0 + ms,
});
const stampOf = (ms: number) => ({
  seconds: Math.floor((T0 + ms) / 1000),
  nanos: ((T0 + ms) % 1000) * 1_000_000,
});

/** What the store shows: text, with `<gap>` where one is. */
function shown(store: LogStore): string[] {
  return store.held.flatMap((chunk) =>
    Array.from({ length: chunk.count }, (_, i) =>
      chunk.isGap(i) ? '<gap>' : textOf(chunk.bytes.subarray(chunk.start(i), chunk.end(i))),
    ),
  );
}

function follow(store: LogStore, records: readonly TestRecord[]): void {
  const reader = framedReader(LineAssembler.into(store));
  reader.push(engineFrames(records));
  store.version += 1;
}

/** Goes on after a loss, given all that the engine's file holds now. */
function goOn(store: LogStore, file: readonly TestRecord[], lastMs: number, cut = 40): void {
  const from = resumeFrom(stampOf(lastMs), true);
  const resume = new Resume(store, from, stampOf(lastMs));
  const reader = framedReader(resume.assembler);
  const again = file.filter((r) => !isBefore(stampOf(r.time - T0), from));
  for (const chunk of cutRandomly(engineFrames(again), cut, random(cut))) {
    reader.push(chunk);
    resume.settle();
    store.version += 1;
  }
}

describe('resumeFrom', () => {
  it('goes back 50 ms', () => {
    expect(formatStamp(resumeFrom({ seconds: 100, nanos: 60_000_000 }, true))).toBe('100.010000000');
    expect(formatStamp(resumeFrom({ seconds: 100, nanos: 1 }, true))).toBe('99.950000001');
  });
  it('goes back to the second before where the engine writes whole seconds', () => {
    expect(formatStamp(resumeFrom({ seconds: 100, nanos: 0 }, false))).toBe('99.000000000');
  });
});

describe('Resume', () => {
  const file = [
    record('one\n', 0),
    record('same\n', 100),
    record('same\n', 100),
    record('oops\n', 101, ERR),
    record('same\n', 100),
    record('late\n', 120),
    record('new\n', 130),
    record('late\n', 120),
  ];

  it('loses and doubles nothing, wherever the stream was cut', () => {
    for (let cut = 1; cut <= file.length; cut += 1)
      for (const size of [1, 17, 500]) {
        const store = new LogStore();
        follow(store, file.slice(0, cut));
        goOn(store, file, (file[cut - 1]?.time ?? T0) - T0, size);
        expect(shown(store), `cut ${cut} ${size}`).toEqual(file.map((r) => r.text));
      }
  });

  it('finishes the line that was cut in its middle', () => {
    const parts = [
      record('a'.repeat(16_384), 5),
      record('b\n', 5, ERR),
      record('aa\n', 5),
      record('end\n', 6),
    ];
    for (let cut = 1; cut <= parts.length; cut += 1) {
      const store = new LogStore();
      follow(store, [record('start\n', 0), ...parts.slice(0, cut)]);
      goOn(store, [record('start\n', 0), ...parts], (parts[cut - 1]?.time ?? T0) - T0, 3_000);
      expect(shown(store), `cut ${cut}`).toEqual(['start\n', 'b\n', `${'a'.repeat(16_386)}\n`, 'end\n']);
    }
  });

  it('goes on in a last line without newline when the container is started again', () => {
    const store = new LogStore();
    follow(store, [record('x\n', 0), record('no newline', 1)]);
    goOn(store, [record('x\n', 0), record('no newline', 1), record('again', 900)], 1);
    expect(shown(store)).toEqual(['x\n', 'no newlineagain']);
    expect(store.lines).toBe(1);
  });

  it('keeps what it has when nothing new has come', () => {
    const store = new LogStore();
    follow(store, [record('x\n', 0), record('tail', 1)]);
    goOn(store, [record('x\n', 0), record('tail', 1)], 1, 5);
    expect(shown(store)).toEqual(['x\n', 'tail']);
  });

  it('shows a gap where the lines seen last are gone from the file', () => {
    const store = new LogStore();
    follow(store, [record('a\n', 0), record('b\n', 10), record('open', 11)]);
    goOn(store, [record('much later\n', 90_000), record('and on\n', 90_001)], 11);
    expect(shown(store)).toEqual(['a\n', 'b\n', 'open', '<gap>', 'much later\n', 'and on\n']);
  });

  it('shows no gap where they came again', () => {
    const store = new LogStore();
    follow(store, [record('a\n', 0), record('b\n', 10)]);
    goOn(store, [record('b\n', 10), record('c\n', 90_000)], 10);
    expect(shown(store)).toEqual(['a\n', 'b\n', 'c\n']);
  });

  it('lets a line through that a clock set back has stamped early', () => {
    const store = new LogStore();
    follow(store, [record('a\n', 5_000), record('b\n', 1_000)]);
    goOn(store, [record('a\n', 5_000), record('b\n', 1_000), record('c\n', 1_200)], 1_000);
    expect(shown(store)).toEqual(['a\n', 'b\n', 'c\n']);
  });

  it('can be interrupted and begun anew', () => {
    const store = new LogStore();
    follow(store, file.slice(0, 4));
    const again = new Resume(store, resumeFrom(stampOf(101), true), stampOf(101));
    framedReader(again.assembler).push(engineFrames(file.slice(1, 3)));
    again.settle();
    expect(again.done).toBe(false);
    goOn(store, file, 101);
    expect(shown(store)).toEqual(file.map((r) => r.text));
  });

  it('knows hidden lines again', () => {
    const store = new LogStore();
    follow(store, file.slice(0, 3));
    store.clearView();
    goOn(store, file, 100);
    const { first, end } = store.rowRange('all');
    expect([first, end]).toEqual([3, file.length]);
  });
});
