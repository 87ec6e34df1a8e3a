import { describe, expect, it } from 'vitest';
import { JsonLines, jsonLines } from './json-lines.ts';

describe('JsonLines', () => {
  const text = '{"a":"한글"}\r\n\n{"b":[1]}\n{"c":"🙂"}';

  it('finds the same values wherever the bytes are cut', () => {
    const bytes = Buffer.from(text);
    for (let size = 1; size <= bytes.length; size += 1) {
      const lines = new JsonLines();
      const values: unknown[] = [];
      for (let at = 0; at < bytes.length; at += size)
        values.push(...lines.push(bytes.subarray(at, at + size)));
      values.push(...lines.end());
      expect(values).toEqual([{ a: '한글' }, { b: [1] }, { c: '🙂' }]);
    }
  });

  it('leaves out what is no JSON and goes on', () => {
    expect(new JsonLines().push(Buffer.from('oops\n{"a":\n{"b":1}\n'))).toEqual([{ b: 1 }]);
  });

  it('does not hold a line without end for ever', () => {
    const lines = new JsonLines();
    const chunk = Buffer.alloc(16 * 1024 * 1024, 0x20);
    expect(() => {
      for (let i = 0; i < 5; i += 1) lines.push(chunk);
    }).toThrow('too long');
  });
});

describe('jsonLines', () => {
  it('tells the last line without its end', async () => {
    async function* bytes() {
      yield Buffer.from('{"a":1}\n{"b"');
      yield Buffer.from(':2}');
    }
    const values: unknown[] = [];
    for await (const value of jsonLines(bytes())) values.push(value);
    expect(values).toEqual([{ a: 1 }, { b: 2 }]);
  });
});
