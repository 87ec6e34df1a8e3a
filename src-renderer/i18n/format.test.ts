import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatClock,
  formatDuration,
  formatExact,
  formatMemory,
  formatPercent,
  formatRate,
  formatRelative,
} from './format.ts';
import { loadLanguage } from './i18n.ts';

describe('in English', () => {
  beforeAll(() => loadLanguage('en'));

  it('writes image sizes in steps of 1000 with at most three digits', () => {
    expect([0, 999, 1000, 4_420_000, 999_600, 133_000_000, 1.5e9].map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '1 kB',
      '4.42 MB',
      '1 MB',
      '133 MB',
      '1.5 GB',
    ]);
    expect(formatRate(2_340_000)).toBe('2.34 MB/s');
  });

  it('writes memory in steps of 1024', () => {
    expect([512, 1024, 536_870_912, 8_589_934_592].map(formatMemory)).toEqual([
      '512 B',
      '1 KiB',
      '512 MiB',
      '8 GiB',
    ]);
    expect(formatMemory(1023 * 1024)).toBe('0.999 MiB');
  });

  it('writes what is not a number as a dash', () => {
    expect([
      formatBytes(Number.NaN),
      formatPercent(Number.POSITIVE_INFINITY),
      formatExact(Number.NaN),
    ]).toEqual(['–', '–', '–']);
  });

  it('writes durations in two units at the most', () => {
    const second = 1000;
    const hour = 3600 * second;
    expect(
      [320, 4230, 59 * second, 192 * second, hour, 2 * hour + 300 * second, 100 * hour].map(formatDuration),
    ).toEqual(['320ms', '4.2s', '59s', '3m 12s', '1h', '2h 5m', '4d 4h']);
  });

  it('rounds to a full minute instead of sixty seconds', () => {
    expect(formatDuration(59_700)).toBe('1m');
  });

  it('counts back in whole units and calls the last seconds now', () => {
    const now = Date.UTC(2026, 0, 31);
    const ago = (seconds: number) => formatRelative(now - seconds * 1000, now);
    expect([2, 30, 90, 7200, 86_400, 86_400 * 40, 86_400 * 800].map(ago)).toEqual([
      'now',
      '30 seconds ago',
      '1 minute ago',
      '2 hours ago',
      'yesterday',
      'last month',
      '2 years ago',
    ]);
  });

  it('gives percents a decimal only where it says something', () => {
    expect([0, 0.012, 0.0996, 0.5, 3.2].map(formatPercent)).toEqual(['0.0%', '1.2%', '10%', '50%', '320%']);
  });

  it('writes the clock with 24 hours', () => {
    expect(formatClock(new Date(2026, 0, 2, 0, 5, 9).getTime())).toBe('00:05:09');
  });
});

describe('in Korean', () => {
  beforeAll(() => loadLanguage('ko'));
  afterAll(() => loadLanguage('en'));

  it('uses Korean units and keeps the units of bytes', () => {
    expect(formatDuration(7_500_000)).toBe('2시간 5분');
    expect(formatRelative(0, 300_000)).toBe('5분 전');
    expect(formatBytes(4_420_000)).toBe('4.42 MB');
  });
});
