import { afterEach, describe, expect, it } from 'vitest';
import { compareVersions, negotiate, readFacts } from './system.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let open: TestServer | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

/** Answers each path with its JSON, and the ping with its headers. */
async function answering(headers: Record<string, string>, answers: Record<string, unknown> = {}) {
  const seen: string[] = [];
  open = await startTestServer((request, response) => {
    const path = request.url ?? '';
    seen.push(path);
    response.writeHead(200, path === '/_ping' ? headers : {});
    response.end(JSON.stringify(answers[path.replace(/^\/v[\d.]+/, '')] ?? 'OK'));
  });
  return { engine: open.engine, seen };
}

describe('negotiate', () => {
  it.each([
    ['1.40', '1.40'],
    ['1.41', '1.41'],
    ['1.52', '1.51'],
    ['2.0', '1.51'],
  ])('of theirs %s and ours takes %s', async (theirs, taken) => {
    const { engine } = await answering({ 'Api-Version': theirs });
    await negotiate(engine);
    expect(engine.apiVersion).toBe(taken);
  });

  it('refuses an engine that is too old', async () => {
    const { engine } = await answering({ 'Api-Version': '1.39' });
    await expect(negotiate(engine)).rejects.toMatchObject({ code: 'ENGINE_TOO_OLD' });
  });

  it('asks without a version even when one was agreed on', async () => {
    const { engine, seen } = await answering({ 'Api-Version': '1.44' });
    await negotiate(engine);
    await negotiate(engine);
    expect(seen).toEqual(['/_ping', '/_ping']);
  });

  it('reads the engine’s clock and dialect', async () => {
    const date = new Date(Date.now() - 3_600_000).toUTCString();
    const { engine } = await answering({ 'Api-Version': '1.41', 'Libpod-API-Version': '4.3.1', Date: date });
    await negotiate(engine);
    expect(engine.dialect).toBe('podman');
    expect(Math.abs(engine.clockOffset + 3_600_000)).toBeLessThan(2000);
  });
});

describe('readFacts', () => {
  it('reads what Docker tells', async () => {
    const { engine } = await answering(
      {},
      {
        '/version': {
          Version: '28.5.2',
          Platform: { Name: 'Docker Engine - Community' },
          Components: [{ Name: 'Engine' }],
        },
        '/info': {
          Driver: 'overlay2',
          OSType: 'linux',
          Architecture: 'x86_64',
          NCPU: 2,
          MemTotal: 1024,
          DockerRootDir: '/var/lib/docker',
          CgroupVersion: '2',
          SecurityOptions: ['name=seccomp,profile=builtin'],
          MemoryLimit: true,
          CpuCfsQuota: false,
        },
      },
    );
    engine.apiVersion = '1.51';
    expect(await readFacts(engine)).toEqual({
      facts: {
        product: 'Docker Engine - Community',
        version: '28.5.2',
        apiVersion: '1.51',
        storageDriver: 'overlay2',
        platform: 'linux/amd64',
        cpus: 2,
        memory: 1024,
        rootDir: '/var/lib/docker',
      },
      capabilities: { pause: true, limits: false, imageUsage: true },
    });
  });

  it('knows that a rootless engine needs cgroup v2 to pause and limit', async () => {
    const info = { OSType: 'linux', CgroupVersion: '1', SecurityOptions: ['name=rootless'] };
    const { engine } = await answering({}, { '/version': {}, '/info': info });
    expect((await readFacts(engine)).capabilities).toMatchObject({ pause: false, limits: false });
  });

  it('makes do with odd types', async () => {
    const { engine } = await answering(
      {},
      {
        '/version': { Version: 5, Components: 'x', Platform: null },
        '/info': { NCPU: 'many', SecurityOptions: null },
      },
    );
    const { facts } = await readFacts(engine);
    expect(facts).toMatchObject({ product: 'Docker Engine', version: '', cpus: 0, platform: '' });
  });
});

describe('compareVersions', () => {
  it('compares by number', () => {
    expect(compareVersions('1.9', '1.10')).toBeLessThan(0);
    expect(compareVersions('1.44', '1.44')).toBe(0);
    expect(compareVersions('2.0', '1.51')).toBeGreaterThan(0);
  });
});
