import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures.ts';
import { IMAGES } from './images.ts';
import { startRegistry } from './registry.ts';

test.describe('the rig', { tag: '@core' }, () => {
  test('an engine runs containers of the images made on the spot', async ({ engine }) => {
    expect(await engine.dockerOk('run', '--rm', IMAGES.busybox, 'echo', 'hello')).toBe('hello');
    expect(await engine.dockerOk('run', '--rm', IMAGES.pause, '0')).toBe('');
    expect((await engine.docker('run', '--rm', '--entrypoint', 'sh', IMAGES.pause)).code).not.toBe(0);
    const filters = encodeURIComponent('{"dangling":["true"]}');
    expect((await engine.request('GET', `/images/json?filters=${filters}`)).body).toHaveLength(1);
    const history = (await engine.request('GET', `/images/${IMAGES.layers}/history`)).body;
    expect(history.map((entry: { CreatedBy: string }) => entry.CreatedBy)).toContainEqual(
      expect.stringContaining('COPY data-3'),
    );
  });

  test('a published port answers beside the engine', async ({ engine }) => {
    await engine.dockerOk('run', '-d', '-p', '8080:80', IMAGES.busybox, 'httpd', '-f', '-h', '/etc');
    await expect
      .poll(
        async () =>
          (await engine.run('busybox', ['wget', '-q', '-O-', 'http://127.0.0.1:8080/passwd'])).stdout,
      )
      .toContain('nobody');
  });

  test('a stopped, killed or frozen engine comes back with its containers', async ({ engine }) => {
    await engine.dockerOk('run', '-d', '--name', 'stays', IMAGES.busybox, 'sleep', '1000');
    await engine.stop();
    await expect(engine.request('GET', '/_ping')).rejects.toThrow(/ENOENT|ECONNREFUSED/);
    await engine.start();
    await engine.dockerOk('start', 'stays');
    await engine.kill();
    await expect(engine.request('GET', '/_ping')).rejects.toThrow(/ECONNREFUSED/);
    await engine.start();
    expect(await engine.dockerOk('ps', '-a', '--format', '{{.Names}}')).toBe('stays');

    await engine.freeze();
    let answered = false;
    const answer = engine.request('GET', '/_ping').finally(() => {
      answered = true;
    });
    await engine.run('sleep', ['0.3']);
    expect(answered).toBe(false);
    await engine.thaw();
    expect((await answer).status).toBe(200);
  });

  test('images are pulled from a registry, with and without a login', async ({ engine }) => {
    const open = await startRegistry(engine);
    const locked = await startRegistry(engine, { login: true });
    try {
      const free = await open.push(IMAGES.layers);
      await engine.dockerOk('pull', free);
      const guarded = await locked.push(IMAGES.busybox);
      await engine.dockerOk('pull', guarded);
      await engine.dockerOk('rmi', guarded);
      writeFileSync(path.join(engine.env.DOCKER_CONFIG, 'config.json'), '{}');
      expect((await engine.docker('pull', guarded)).stderr).toMatch(
        /unauthorized|authentication|no basic auth/,
      );
    } finally {
      await open.dispose();
      await locked.dispose();
    }
  });
});
