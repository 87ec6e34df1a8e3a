import { currentLocale } from './i18n.ts';

/*
 * Everything a page shows of numbers goes through here, so that one app has one
 * notation. Formatters are slow to build (about 50 µs each), so they are kept.
 */
const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

function numberFormat(name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${name} ${currentLocale()}`;
  let format = cache.get(key);
  if (!format) {
    format = new Intl.NumberFormat(currentLocale(), options);
    cache.set(key, format);
  }
  return format as Intl.NumberFormat;
}

function dateFormat(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${currentLocale()}`;
  let format = cache.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(currentLocale(), options);
    cache.set(key, format);
  }
  return format as Intl.DateTimeFormat;
}

/**
 * Builds what a list shows its numbers with, while nothing waits for it: the first formatters of a page took 20 ms,
 * as they load the language's data.
 */
export function warmFormats(): void {
  formatNumber(0);
  formatRelative(0);
  formatExact(0);
}

const UNKNOWN = '–';
/** From here a value reads better in the next unit: 999.5 would be written "1,000". */
const NEXT_UNIT_FROM = 999.5;
const decimalUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;
const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** Sizes of images, layers and downloads: steps of 1000 as `docker images` shows them, at most three digits. */
export function formatBytes(bytes: number): string {
  return scaled(bytes, 1000, decimalUnits);
}

/** Memory and disk: steps of 1024 as `docker stats` shows them, at most three digits. */
export function formatMemory(bytes: number): string {
  return scaled(bytes, 1024, binaryUnits);
}

/** Bytes a second, in the decimal units that networks are measured in. */
export function formatRate(bytesPerSecond: number): string {
  return Number.isFinite(bytesPerSecond) ? `${formatBytes(bytesPerSecond)}/s` : UNKNOWN;
}

function scaled(bytes: number, step: number, units: readonly string[]): string {
  if (!Number.isFinite(bytes)) return UNKNOWN;
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= NEXT_UNIT_FROM && unit < units.length - 1) {
    value /= step;
    unit += 1;
  }
  return `${numberFormat('three', { maximumSignificantDigits: 3 }).format(value)} ${units[unit]}`;
}

/** A count in the reader's notation: 12,345. */
export function formatNumber(value: number): string {
  return Number.isFinite(value) ? numberFormat('number', {}).format(value) : UNKNOWN;
}

/** @param ratio 1 is 100 %. One decimal below 10 %, none above; CPU of several cores goes over 100 %. */
export function formatPercent(ratio: number): string {
  if (!Number.isFinite(ratio)) return UNKNOWN;
  const digits = Math.abs(ratio) < 0.0995 ? 1 : 0;
  return numberFormat(`percent${digits}`, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(ratio);
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long something took or has run: "320ms", "4.2s", "3m 12s", "2h 5m", "12d 4h".
 * Two units at the most, the second left out when zero.
 */
export function formatDuration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return UNKNOWN;
  const ms = Math.max(0, milliseconds);
  if (ms < 999.5) return unit(Math.round(ms), 'millisecond');
  if (ms < 9950) return unit(ms / 1000, 'second', 1);
  const seconds = Math.round(ms / 1000);
  if (seconds < MINUTE) return unit(seconds, 'second');
  if (seconds < HOUR) return pair(seconds, MINUTE, 'minute', 1, 'second');
  if (seconds < DAY) return pair(seconds, HOUR, 'hour', MINUTE, 'minute');
  return pair(seconds, DAY, 'day', HOUR, 'hour');
}

function pair(seconds: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const whole = Math.floor(seconds / large);
  const rest = Math.floor((seconds % large) / small);
  return rest === 0 ? unit(whole, largeUnit) : `${unit(whole, largeUnit)} ${unit(rest, smallUnit)}`;
}

function unit(value: number, name: string, digits = 0): string {
  return numberFormat(`${name}${digits}`, {
    style: 'unit',
    unit: name,
    unitDisplay: 'narrow',
    maximumFractionDigits: digits,
  }).format(value);
}

/** Under this many seconds a moment is "now": a clock that counts single seconds only distracts. */
const NOW_WITHIN = 5;
const relativeSteps: readonly (readonly [limit: number, size: number, unit: Intl.RelativeTimeFormatUnit])[] =
  [
    [NOW_WITHIN, NOW_WITHIN, 'second'],
    [MINUTE, 1, 'second'],
    [HOUR, MINUTE, 'minute'],
    [DAY, HOUR, 'hour'],
    [30 * DAY, DAY, 'day'],
    [365 * DAY, 30 * DAY, 'month'],
    [Number.POSITIVE_INFINITY, 365 * DAY, 'year'],
  ];

/** "5 minutes ago". Both in milliseconds since the epoch. Show the exact time on hover beside it. */
export function formatRelative(at: number, now: number = Date.now()): string {
  if (!Number.isFinite(at)) return UNKNOWN;
  const seconds = (at - now) / 1000;
  const [, size, name] = relativeSteps.find(([limit]) => Math.abs(seconds) < limit) ?? [
    0,
    DAY,
    'day' as const,
  ];
  const key = `relative ${currentLocale()}`;
  let format = cache.get(key) as Intl.RelativeTimeFormat | undefined;
  if (!format) {
    format = new Intl.RelativeTimeFormat(currentLocale(), { numeric: 'auto' });
    cache.set(key, format);
  }
  return format.format(Math.trunc(seconds / size) + 0, name);
}

/** Date and time to the second in the reader's zone, 24 hours: what a tooltip shows. */
export function formatExact(at: number): string {
  if (!Number.isFinite(at)) return UNKNOWN;
  return dateFormat('exact', {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(at);
}

/** The time of day to the second, for log and event columns: "14:03:07". */
export function formatClock(at: number): string {
  if (!Number.isFinite(at)) return UNKNOWN;
  return dateFormat('clock', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}
