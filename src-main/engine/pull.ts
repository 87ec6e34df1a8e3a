import { AppError, type ErrorCode } from '../contract/errors.ts';
import type { Cancel } from './containers.ts';
import type { Engine } from './engine.ts';
import { NO_DEADLINE, stream } from './http.ts';
import { jsonLines } from './json-lines.ts';
import { fields, number, text } from './read.ts';
import { registryOf } from './registry-auth.ts';

/** One line of a pull's progress. */
export interface PullLine {
  /** Layer id, or the tag in lines about the whole; empty in closing words. */
  id: string;
  /** `Pulling fs layer`, `Downloading`, `Extracting`, `Pull complete`, `Status: Image is up to date for …`. */
  status: string;
  /** Bytes of this layer's present status; total 0 when unknown. */
  current: number;
  total: number;
}

/**
 * Lets the engine pull an image, and tells its progress line by line until it has ended. Without tag and digest it is
 * `:latest`, never every tag. Leaving the loop or aborting stops the pull, and layers not yet whole are lost.
 * `auth` is what `registryAuth` gave. Fails with IMAGE_NOT_FOUND,
 * REPOSITORY_NOT_FOUND, AUTH_REQUIRED, REGISTRY_UNREACHABLE, DISK_FULL, …
 */
export async function* pullImage(
  engine: Engine,
  reference: string,
  { signal, auth }: Cancel & { auth?: string | undefined } = {},
): AsyncGenerator<PullLine, void, undefined> {
  const { name, tag } = splitReference(reference);
  const bytes = stream(engine, 'POST', '/images/create', {
    query: { fromImage: name, tag },
    headers: auth ? { 'X-Registry-Auth': auth } : {},
    signal,
    deadline: NO_DEADLINE,
  });
  try {
    for await (const value of jsonLines(bytes)) {
      const line = fields(value);
      const words = text(fields(line.errorDetail).message) || text(line.error);
      if (words !== '') throw registryError(words, name);
      const progress = fields(line.progressDetail);
      yield {
        id: text(line.id),
        status: text(line.status) || text(line.stream).trim(),
        current: number(progress.current),
        total: number(progress.total),
      };
    }
  } catch (error) {
    // Refused before the first line: the words say more than the status.
    if (error instanceof AppError && error.status !== undefined)
      throw registryError(error.detail ?? '', name, error);
    throw error;
  }
}

/** A reference's name and its tag or digest; the tag is `latest` where there is neither. */
export function splitReference(reference: string): { name: string; tag: string } {
  const digest = reference.indexOf('@');
  if (digest >= 0) return { name: withoutTag(reference.slice(0, digest)), tag: reference.slice(digest + 1) };
  const name = withoutTag(reference);
  return { name, tag: reference.slice(name.length + 1) || 'latest' };
}

/** A colon before the last slash is a registry's port. */
function withoutTag(reference: string): string {
  const colon = reference.indexOf(':', reference.lastIndexOf('/') + 1);
  return colon < 0 ? reference : reference.slice(0, colon);
}

/** What a registry's or the network's words mean, as docker, containerd and podman pass them on; first fit counts. */
const MEANINGS: [RegExp, ErrorCode, string][] = [
  [/no space left on device/i, 'DISK_FULL', 'the engine has no space left'],
  [
    // Docker Hub answers `denied` for a repository that does not exist; docker says that it may be either.
    /repository does not exist|name unknown|not known to registry|repository .*not found|invalid repository name/i,
    'REPOSITORY_NOT_FOUND',
    'the registry has no such repository, or hides it',
  ],
  [
    /unauthori[sz]ed|authentication required|access (to the resource is )?denied|denied:|no basic auth|incorrect username or password|invalid username\/password|status(?: code)?:? (401|403)/i,
    'AUTH_REQUIRED',
    'the registry wants a login',
  ],
  [
    /manifest(?: for .*)? (unknown|not found)|manifest unknown|not found: |(reference|tag|image) .*(not found|unknown)|: not found/i,
    'IMAGE_NOT_FOUND',
    'the registry has no such tag',
  ],
  [
    /no such host|dial tcp|dial udp|i\/o timeout|connection refused|connection reset|network is unreachable|no route to host|timeout exceeded|request canceled|tls: |x509: |server gave HTTP response|proxyconnect|server misbehaving|temporary failure in name resolution|deadline exceeded|unexpected EOF|: EOF/i,
    'REGISTRY_UNREACHABLE',
    'the registry does not answer',
  ],
];

const LOGIN_MENDS: ErrorCode[] = ['AUTH_REQUIRED', 'REPOSITORY_NOT_FOUND'];

/** An engine's words as an error; `name` is the image's without tag, whose registry a login would be for. */
function registryError(words: string, name: string, answered?: AppError): AppError {
  for (const [pattern, code, message] of MEANINGS) {
    if (!pattern.test(words)) continue;
    const hint = LOGIN_MENDS.includes(code) ? { hint: loginCommand(name) } : {};
    return new AppError(code, message, { detail: words, ...hint });
  }
  return answered ?? new AppError('ENGINE_ERROR', 'the pull failed', { detail: words });
}

function loginCommand(name: string): string {
  const registry = registryOf(name);
  // Docker Hub is the one that the command takes by itself; its key in the configuration is a URL.
  return registry.includes('://') ? 'docker login' : `docker login ${registry}`;
}
