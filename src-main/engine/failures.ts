import { AppError, type ErrorCode } from '../contract/errors.ts';
import { deniedHint } from './denied-hint.ts';

/** What the words of an engine mean, whatever status they come with; the first that fits counts. */
const MEANINGS: [RegExp, ErrorCode, string][] = [
  [/no space left on device/i, 'DISK_FULL', 'the engine has no space left'],
  [
    /port is already allocated|address already in use|ports are not available/i,
    'PORT_IN_USE',
    'a port is already in use',
  ],
  // Podman answers these with 500, Docker with 409 and 400.
  [/container name .* is already in use|that name is already in use/i, 'NAME_IN_USE', 'the name is in use'],
  [/container state improper/i, 'CONFLICT', 'the engine refuses that in its present state'],
  [/invalid reference format/i, 'INVALID', 'the engine refuses the request'],
  [/authorization denied by plugin/i, 'ENGINE_DENIED', 'the engine does not allow that'],
];

const AUTH_WORDS = /unauthori[sz]ed|authentication|authorization|denied|no basic auth|credential|login/i;

/**
 * An engine's refusal as an AppError: the code by status and words, the words whole in `detail`.
 * Docker answers `{message}`, podman `{cause, message, response}`, proxies anything.
 */
export function answerError(status: number, body: string): AppError {
  const words = engineWords(body);
  const detail = words || `HTTP ${status}`;
  const make = (code: ErrorCode, message: string) => new AppError(code, message, { detail, status });
  for (const [pattern, code, message] of MEANINGS) {
    if (pattern.test(words)) return make(code, message);
  }
  if (status === 401 || (status === 403 && AUTH_WORDS.test(words))) {
    return make('AUTH_REQUIRED', 'a login is required');
  }
  if (status === 404 && (words === '' || /^(404 )?page not found$|^not found$/i.test(words))) {
    return make('UNSUPPORTED', 'this engine does not know that request');
  }
  if (status === 404) return make('NOT_FOUND', 'there is no such thing on this engine');
  if (status === 403 || status === 409)
    return make('CONFLICT', 'the engine refuses that in its present state');
  if (status === 501 || status === 405) return make('UNSUPPORTED', 'this engine cannot do that');
  // 3xx: a path that the engine would have written otherwise.
  if (status < 500) return make('INVALID', 'the engine refuses the request');
  return make('ENGINE_ERROR', 'the engine failed at it');
}

/** What an answer's body says, without its JSON; the body itself when it is none. */
export function engineWords(body: string): string {
  const text = body.trim();
  if (!text.startsWith('{')) return text;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return text;
  }
  const { message, cause } = parsed as { message?: unknown; cause?: unknown };
  if (typeof message !== 'string' || message === '') return typeof cause === 'string' && cause ? cause : text;
  return typeof cause === 'string' && !message.includes(cause) ? `${message}: ${cause}` : message;
}

/** Socket codes that mean: nobody listens at this address (moby's socket after SIGTERM, and after SIGKILL). */
const STOPPED = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTSOCK']);
const DENIED = new Set(['EACCES', 'EPERM']);

/**
 * What kept a call from its answer, as an AppError. `address` tells a local socket, where a broken connection
 * means that the engine ended, from a network, where it means nothing of that kind.
 */
export function socketError(error: unknown, address: string): AppError {
  if (error instanceof AppError) return error;
  const { code = '', message } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : { message: String(error) };
  const detail = code && !message.includes(code) ? `${code}: ${message}` : message;
  const local = isLocal(address);
  if (DENIED.has(code)) {
    const hint = deniedHint(address);
    return new AppError(
      'ENGINE_DENIED',
      'this user may not open the engine’s socket',
      hint ? { detail, hint } : { detail },
    );
  }
  // A local socket whose queue is full: its engine takes no more connections in.
  if (code === 'EAGAIN') return new AppError('ENGINE_HUNG', 'the engine takes no connections', { detail });
  if (STOPPED.has(code) || (local && !code.startsWith('HPE_'))) {
    return new AppError('ENGINE_STOPPED', 'no engine listens at this address', { detail });
  }
  return new AppError('ENGINE_UNREACHABLE', 'the engine does not answer at this address', { detail });
}

export function isLocal(address: string): boolean {
  return address.startsWith('unix:') || address.startsWith('npipe:');
}

export function hung(deadline: number): AppError {
  return new AppError('ENGINE_HUNG', 'the engine is connected and does not answer', {
    detail: `no byte for ${deadline / 1000} s`,
  });
}

/** No connection within the deadline: a network that swallows packets. */
export function unanswered(deadline: number): AppError {
  return new AppError('ENGINE_UNREACHABLE', 'the engine does not answer at this address', {
    detail: `no connection within ${deadline / 1000} s`,
  });
}

export function cancelled(): AppError {
  return new AppError('CANCELLED', 'cancelled');
}

/** A stream that ended without its end: the engine was stopped, or the connection broke. */
export function streamLost(error: unknown): AppError {
  const detail = error instanceof Error ? error.message : String(error);
  return new AppError('STREAM_LOST', 'the engine’s stream broke off', { detail });
}
