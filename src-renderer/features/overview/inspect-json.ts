/** An object of an engine's inspect answer, whose fields may be anything. */
export type Json = Record<string, unknown>;

/** A value as an object; an empty one where it is none. */
export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** The variables of an environment, of which one may lack its value. */
export function envPairs(lines: readonly string[]): [name: string, value: string][] {
  return lines.map((line) => {
    const equals = line.indexOf('=');
    return equals < 0 ? [line, ''] : [line.slice(0, equals), line.slice(equals + 1)];
  });
}
