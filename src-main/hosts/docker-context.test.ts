import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { namedEngine } from './docker-context.ts';

let config: string;
beforeEach(async () => {
  config = await mkdtemp(path.join(os.tmpdir(), 'gantry-context-'));
});
afterEach(() => rm(config, { recursive: true, force: true }));

async function writeContext(name: string, endpoint: object, tls = false): Promise<string> {
  const id = createHash('sha256').update(name).digest('hex');
  await mkdir(path.join(config, 'contexts/meta', id), { recursive: true });
  const meta = { Name: name, Endpoints: { docker: endpoint } };
  await writeFile(path.join(config, 'contexts/meta', id, 'meta.json'), JSON.stringify(meta));
  const folder = path.join(config, 'contexts/tls', id, 'docker');
  if (tls) await mkdir(folder, { recursive: true });
  return folder;
}

describe('the engine that is named', () => {
  it('is none when nothing names one, or the context is the default', async () => {
    expect(await namedEngine({ DOCKER_CONFIG: config })).toBeUndefined();
    expect(await namedEngine({ DOCKER_CONFIG: config, DOCKER_CONTEXT: 'default' })).toBeUndefined();
  });

  it('is DOCKER_HOST before any context, with TLS as its variables say', async () => {
    await writeContext('work', { Host: 'tcp://10.0.0.7:2376' });
    const env = { DOCKER_CONFIG: config, DOCKER_CONTEXT: 'work', DOCKER_HOST: 'tcp://h:1' };
    expect(await namedEngine(env)).toEqual({
      address: 'tcp://h:1',
      tls: undefined,
      source: 'DOCKER_HOST',
      name: 'DOCKER_HOST',
    });
    expect((await namedEngine({ ...env, DOCKER_TLS_VERIFY: '1' }))?.tls).toEqual({
      folder: config,
      verify: true,
    });
    expect((await namedEngine({ ...env, DOCKER_CERT_PATH: '/c' }))?.tls).toEqual({
      folder: '/c',
      verify: false,
    });
  });

  it('is the context of DOCKER_CONTEXT, then the current one', async () => {
    const folder = await writeContext('work', { Host: 'tcp://10.0.0.7:2376', SkipTLSVerify: false }, true);
    await writeContext('home', { Host: 'unix:///run/home.sock' });
    await writeFile(path.join(config, 'config.json'), JSON.stringify({ currentContext: 'home' }));
    expect(await namedEngine({ DOCKER_CONFIG: config })).toMatchObject({
      address: 'unix:///run/home.sock',
      name: 'home',
    });
    expect(await namedEngine({ DOCKER_CONFIG: config, DOCKER_CONTEXT: 'work' })).toEqual({
      address: 'tcp://10.0.0.7:2376',
      source: 'context work',
      name: 'work',
      tls: { folder, verify: true },
    });
  });

  it('has an empty address when its context cannot be read', async () => {
    expect(await namedEngine({ DOCKER_CONFIG: config, DOCKER_CONTEXT: 'gone' })).toMatchObject({
      address: '',
      name: 'gone',
    });
  });
});
