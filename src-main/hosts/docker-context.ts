import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TlsFolder } from './dial.ts';

/** An engine that the user named, the way the docker command names it. */
export interface NamedEngine {
  address: string;
  tls?: TlsFolder | undefined;
  /** `DOCKER_HOST`, or `context NAME`. */
  source: string;
  name: string;
}

/** The folder of the docker command's own files: `DOCKER_CONFIG`, else `~/.docker`. */
export function dockerConfigDir(env: NodeJS.ProcessEnv): string {
  return env.DOCKER_CONFIG || path.join(os.homedir(), '.docker');
}

/**
 * The engine that `DOCKER_HOST`, `DOCKER_CONTEXT` or the current context names, in the docker command's own
 * order; undefined when none is named or the context is `default`. Nothing is ever written there.
 */
export async function namedEngine(env: NodeJS.ProcessEnv): Promise<NamedEngine | undefined> {
  if (env.DOCKER_HOST) {
    const tlsWanted = env.DOCKER_TLS_VERIFY !== undefined && env.DOCKER_TLS_VERIFY !== '';
    const folder = env.DOCKER_CERT_PATH || dockerConfigDir(env);
    const tls = tlsWanted || env.DOCKER_CERT_PATH ? { folder, verify: tlsWanted } : undefined;
    return { address: env.DOCKER_HOST, tls, source: 'DOCKER_HOST', name: 'DOCKER_HOST' };
  }
  const name = env.DOCKER_CONTEXT || (await currentContext(env));
  return name && name !== 'default' ? readContext(name, env) : undefined;
}

async function currentContext(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const config = JSON.parse(await readFile(path.join(dockerConfigDir(env), 'config.json'), 'utf8'));
    return typeof config?.currentContext === 'string' ? config.currentContext : undefined;
  } catch {
    return undefined;
  }
}

/** A context's endpoint; its folder is named by the SHA-256 of the context's name (docker/cli, context store). */
async function readContext(name: string, env: NodeJS.ProcessEnv): Promise<NamedEngine> {
  const id = createHash('sha256').update(name).digest('hex');
  const contexts = path.join(dockerConfigDir(env), 'contexts');
  const named: NamedEngine = { address: '', source: `context ${name}`, name };
  try {
    const meta = JSON.parse(await readFile(path.join(contexts, 'meta', id, 'meta.json'), 'utf8'));
    const endpoint = meta?.Endpoints?.docker;
    if (typeof endpoint?.Host === 'string') named.address = endpoint.Host;
    const folder = path.join(contexts, 'tls', id, 'docker');
    if (existsSync(folder)) named.tls = { folder, verify: endpoint?.SkipTLSVerify !== true };
  } catch {
    // The empty address tells that this context cannot be read.
  }
  return named;
}
