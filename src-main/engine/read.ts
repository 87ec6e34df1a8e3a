/**
 * Reads fields of an engine's JSON on hot paths, where a schema would cost more than the answer itself.
 * Whatever stands there instead of what should, a safe default comes out; nothing throws.
 */

/** A JSON object's fields. */
export type Fields = Readonly<Record<string, unknown>>;

const NOTHING: Fields = Object.freeze({});

/** An object's fields; of anything else, none. */
export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : NOTHING;
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The strings among a list's items. */
export function texts(value: unknown): string[] {
  return items(value).filter((item): item is string => typeof item === 'string');
}

/** A finite number; a string of digits counts, as some engines quote them. */
export function number(value: unknown, otherwise = 0): number {
  const read = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : otherwise;
}

/** ms since 1970 of an RFC 3339 text or of seconds since 1970; 0 of what is neither. */
export function time(value: unknown): number {
  if (typeof value === 'number') return Number.isFinite(value) ? value * 1000 : 0;
  const parsed = Date.parse(text(value));
  // Go's zero time (year 1) means: never.
  return Number.isFinite(parsed) && parsed > 0 ? parsed : 0;
}
