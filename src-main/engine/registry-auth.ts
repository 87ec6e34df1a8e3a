import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Fields, fields, text } from './read.ts';

/** What a registry is asked with: a secret, never to be logged or sent to the page. */
interface Credentials {
  username: string;
  password: string;
  identityToken: string;
}

export interface AuthOptions {
  env?: NodeJS.ProcessEnv;
  signal?: AbortSignal;
}

/** Docker Hub's key in the user's configuration, for historical reasons a URL. */
const HUB_KEY = 'https://index.docker.io/v1/';
/** A helper that asks the user something has this long, in ms. */
const HELPER_TIMEOUT_MS = 30_000;
/** Bytes of a helper's answer. */
const HELPER_MOST_BYTES = 1024 * 1024;
/** A helper's name becomes part of a program's name: nothing that could be a path. */
const HELPER_SUFFIX = /^[A-Za-z0-9_-]+$/;

/**
 * The `X-Registry-Auth` header for an image's registry, from what the user's docker command knows: in
 * this order `DOCKER_AUTH_CONFIG`, then `credHelpers`, `credsStore` and `auths` of `config.json`. Undefined
 * when there is no login; a broken configuration or helper counts as none, as a public image needs none.
 */
export async function registryAuth(
  reference: string,
  { env = process.env, signal }: AuthOptions = {},
): Promise<string | undefined> {
  const registry = registryOf(reference);
  const inline = parseConfig(env.DOCKER_AUTH_CONFIG ?? '');
  const credentials =
    storedIn(inline, registry) ?? (await configured(await readConfig(env), registry, { env, signal }));
  return credentials && encodeAuth(credentials, registry);
}

/** The registry that a reference names, as the user's configuration keys it. */
export function registryOf(reference: string): string {
  const slash = reference.indexOf('/');
  const first = slash < 0 ? '' : reference.slice(0, slash);
  const isHost = first.includes('.') || first.includes(':') || first === 'localhost';
  if (!isHost || first === 'docker.io' || first === 'index.docker.io') return HUB_KEY;
  return first;
}

async function readConfig(env: NodeJS.ProcessEnv): Promise<Fields> {
  const folder = env.DOCKER_CONFIG || join(homedir(), '.docker');
  try {
    return parseConfig(await readFile(join(folder, 'config.json'), 'utf8'));
  } catch {
    return {};
  }
}

function parseConfig(json: string): Fields {
  try {
    return fields(JSON.parse(json));
  } catch {
    return {};
  }
}

async function configured(
  config: Fields,
  registry: string,
  options: { env: NodeJS.ProcessEnv; signal?: AbortSignal | undefined },
): Promise<Credentials | undefined> {
  const helper = text(fields(config.credHelpers)[registry]) || text(config.credsStore);
  const helped = HELPER_SUFFIX.test(helper) ? await askHelper(helper, registry, options) : undefined;
  return helped ?? storedIn(config, registry);
}

/** Runs `docker-credential-SUFFIX get`: the registry on stdin, JSON out, exit 1 for none. No shell is involved. */
function askHelper(
  suffix: string,
  registry: string,
  { env, signal }: { env: NodeJS.ProcessEnv; signal?: AbortSignal | undefined },
): Promise<Credentials | undefined> {
  return new Promise((resolve) => {
    const child = execFile(
      `docker-credential-${suffix}`,
      ['get'],
      { env, signal, timeout: HELPER_TIMEOUT_MS, maxBuffer: HELPER_MOST_BYTES, windowsHide: true },
      (error, stdout) => {
        if (error) return resolve(undefined);
        const answer = parseConfig(stdout);
        const username = text(answer.Username);
        const secret = text(answer.Secret);
        if (secret === '') return resolve(undefined);
        // The helper protocol's way to say that the secret is an identity token.
        const isToken = username === '<token>';
        resolve({
          username: isToken ? '' : username,
          password: isToken ? '' : secret,
          identityToken: isToken ? secret : '',
        });
      },
    );
    child.on('error', () => {});
    child.stdin?.on('error', () => {});
    child.stdin?.end(registry);
  });
}

/** A login that stands in a configuration's `auths`. */
function storedIn(config: Fields, registry: string): Credentials | undefined {
  const auths = fields(config.auths);
  const key = Object.keys(auths).find((name) => hostOf(name) === hostOf(registry));
  if (key === undefined) return undefined;
  const entry = fields(auths[key]);
  const decoded = Buffer.from(text(entry.auth), 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  const username = text(entry.username) || (colon < 0 ? '' : decoded.slice(0, colon));
  // Old docker commands padded what they encoded with NULs.
  const password = text(entry.password) || (colon < 0 ? '' : decoded.slice(colon + 1).replace(/\0+$/, ''));
  const identityToken = text(entry.identitytoken);
  if (password === '' && identityToken === '') return undefined;
  return { username, password, identityToken };
}

/** `https://host/v1/` and `host` name the same registry. */
function hostOf(key: string): string {
  const host = key.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  return host === 'docker.io' ? 'index.docker.io' : host;
}

function encodeAuth({ username, password, identityToken }: Credentials, registry: string): string {
  const auth = identityToken
    ? { identitytoken: identityToken, serveraddress: registry }
    : { username, password, serveraddress: registry };
  // Engines decode base64 with the URL alphabet and insist on the padding, which Node leaves out.
  const encoded = Buffer.from(JSON.stringify(auth)).toString('base64url');
  return encoded.padEnd(Math.ceil(encoded.length / 4) * 4, '=');
}
