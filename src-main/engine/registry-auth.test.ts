import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registryAuth, registryOf } from './registry-auth.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-auth-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const login = (user: string) => ({ auth: Buffer.from(`${user}:pass:word`).toString('base64') });

async function authFor(reference: string, config: unknown, more: NodeJS.ProcessEnv = {}) {
  writeFileSync(join(folder, 'config.json'), typeof config === 'string' ? config : JSON.stringify(config));
  const env = { DOCKER_CONFIG: folder, PATH: `${folder}${delimiter}${process.env.PATH}`, ...more };
  const header = await registryAuth(reference, { env });
  if (header === undefined) return undefined;
  // Engines insist on the padding.
  expect(header.length % 4).toBe(0);
  expect(header).toMatch(/^[A-Za-z0-9_-]+=*$/);
  return JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
}

describe('registryOf', () => {
  it.each([
    ['alpine', 'https://index.docker.io/v1/'],
    ['docker.io/library/alpine', 'https://index.docker.io/v1/'],
    ['me/app:1', 'https://index.docker.io/v1/'],
    ['localhost/app', 'localhost'],
    ['localhost:5000/app', 'localhost:5000'],
    ['ghcr.io/me/app@sha256:00', 'ghcr.io'],
  ])('of %s is %s', (reference, registry) => expect(registryOf(reference)).toBe(registry));
});

describe('registryAuth', () => {
  it('finds a login by host, whatever the key’s form', async () => {
    for (const key of ['r.example:5000', 'https://r.example:5000', 'https://r.example:5000/v2/']) {
      expect(await authFor('r.example:5000/a', { auths: { [key]: login('me') } })).toEqual({
        username: 'me',
        password: 'pass:word',
        serveraddress: 'r.example:5000',
      });
    }
  });

  it('never sends one registry’s login to another', async () => {
    const config = { auths: { 'r.example': login('me'), 'https://index.docker.io/v1/': login('hub') } };
    expect(await authFor('r.example.evil.com/a', config)).toBeUndefined();
    expect(await authFor('r.example:5000/a', config)).toBeUndefined();
    expect(await authFor('alpine', config)).toMatchObject({ username: 'hub' });
  });

  it('prefers DOCKER_AUTH_CONFIG', async () => {
    const inline = JSON.stringify({ auths: { 'r.example': login('inline') } });
    const config = { auths: { 'r.example': login('file') } };
    expect(await authFor('r.example/a', config, { DOCKER_AUTH_CONFIG: inline })).toMatchObject({
      username: 'inline',
    });
  });

  it('makes do with a broken configuration', async () => {
    for (const config of [
      '{',
      '[]',
      '{"auths":[1]}',
      '{"auths":{"r.example":{"auth":7}}}',
      '{"credsStore":{}}',
    ]) {
      expect(await authFor('r.example/a', config)).toBeUndefined();
    }
  });

  describe.skipIf(process.platform === 'win32')('with a credential helper', () => {
    const helper = (script: string, suffix = 'test') => {
      const path = join(folder, `docker-credential-${suffix}`);
      writeFileSync(path, `#!/bin/sh\n${script}\n`);
      chmodSync(path, 0o755);
    };

    it('asks it with the registry on stdin, the registry’s own before the store', async () => {
      helper('read url; echo "{\\"Username\\":\\"$1\\",\\"Secret\\":\\"$url\\"}"', 'mine');
      helper('exit 9', 'store');
      const config = { credHelpers: { 'r.example': 'mine' }, credsStore: 'store' };
      expect(await authFor('r.example/a', config)).toMatchObject({ username: 'get', password: 'r.example' });
    });

    it('passes an identity token on as one', async () => {
      helper('cat >/dev/null; echo \'{"Username":"<token>","Secret":"t0k"}\'');
      expect(await authFor('r.example/a', { credsStore: 'test' })).toEqual({
        identitytoken: 't0k',
        serveraddress: 'r.example',
      });
    });

    it('goes on to `auths` when it has none', async () => {
      helper('cat >/dev/null; echo "credentials not found in native keychain"; exit 1');
      const config = { credsStore: 'test', auths: { 'r.example': login('me') } };
      expect(await authFor('r.example/a', config)).toMatchObject({ username: 'me' });
    });

    it('runs no path and no shell', async () => {
      const canary = join(folder, 'canary');
      writeFileSync(join(folder, 'evil'), `#!/bin/sh\ntouch ${canary}\n`, { mode: 0o755 });
      for (const suffix of ['../evil', `x;touch ${canary}`, `x $(touch ${canary})`, '']) {
        expect(await authFor('r.example/a', { credsStore: suffix })).toBeUndefined();
      }
      helper(`cat >${canary}`);
      await authFor('r.example/a', { credsStore: 'test' });
      expect(readFileSync(canary, 'utf8')).toBe('r.example');
    });
  });
});
