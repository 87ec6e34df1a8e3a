const MASK = '***';

/** Query parameters that carry secrets by their name. */
const SECRET_NAME = /auth|pass|pwd|secret|token|credential|api-?key|private|buildargs|signature/i;

/** `user:password@` inside a URL. */
const USER_INFO = /(:\/\/)[^/@\s]+@/g;

/**
 * A call's path and query as the activity list may show it: values whose name looks like a secret's,
 * and credentials inside URLs, are masked.
 */
export function maskedPath(path: string): string {
  const mark = path.indexOf('?');
  if (mark < 0) return path;
  const query = path
    .slice(mark + 1)
    .split('&')
    .map((pair) => {
      const equals = pair.indexOf('=');
      if (equals < 0) return pair;
      const name = pair.slice(0, equals);
      return SECRET_NAME.test(name) ? `${name}=${MASK}` : `${name}=${maskedValue(pair.slice(equals + 1))}`;
    });
  return `${path.slice(0, mark)}?${query.join('&')}`;
}

function maskedValue(encoded: string): string {
  let value: string;
  try {
    value = decodeURIComponent(encoded);
  } catch {
    return MASK;
  }
  const masked = value.replace(USER_INFO, `$1${MASK}@`);
  return masked === value ? encoded : encodeURIComponent(masked);
}
