import { afterEach, describe, expect, it } from 'vitest';
import { type PullLine, pullImage, splitReference } from './pull.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let open: TestServer | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

describe('splitReference', () => {
  it.each([
    ['alpine', 'alpine', 'latest'],
    ['alpine:3.20', 'alpine', '3.20'],
    ['localhost:5000/a/b', 'localhost:5000/a/b', 'latest'],
    ['localhost:5000/a/b:1', 'localhost:5000/a/b', '1'],
    ['a@sha256:00', 'a', 'sha256:00'],
    ['a:1@sha256:00', 'a', 'sha256:00'],
  ])('%s is %s and %s', (reference, name, tag) => {
    expect(splitReference(reference)).toEqual({ name, tag });
  });
});

describe('pullImage', () => {
  async function pulling(status: number, lines: unknown[], reference = 'a/b') {
    const seen: { url?: string; auth?: unknown } = {};
    open = await startTestServer((request, response) => {
      seen.url = request.url ?? '';
      seen.auth = request.headers['x-registry-auth'];
      response.writeHead(status);
      response.end(lines.map((line) => `${JSON.stringify(line)}\r\n`).join(''));
    });
    const { engine } = open;
    const run = async () => {
      const all: PullLine[] = [];
      for await (const line of pullImage(engine, reference, { auth: 'c2VjcmV0' })) all.push(line);
      return all;
    };
    return { run, seen };
  }

  it('asks for one tag, with the login, and tells the progress', async () => {
    const { run, seen } = await pulling(200, [
      { status: 'Pulling from a/b', id: 'latest' },
      { status: 'Downloading', id: 'l1', progressDetail: { current: 5, total: 10 }, progress: '[=>]' },
      { status: 7, progressDetail: 'odd' },
    ]);
    expect(await run()).toEqual([
      { id: 'latest', status: 'Pulling from a/b', current: 0, total: 0 },
      { id: 'l1', status: 'Downloading', current: 5, total: 10 },
      { id: '', status: '', current: 0, total: 0 },
    ]);
    expect(seen).toEqual({ url: '/images/create?fromImage=a%2Fb&tag=latest', auth: 'c2VjcmV0' });
  });

  it.each([
    ['manifest for a/b:latest not found: manifest unknown: manifest unknown', 'IMAGE_NOT_FOUND'],
    ['reading manifest nope in localhost:5000/a: manifest unknown: manifest unknown', 'IMAGE_NOT_FOUND'],
    ['name unknown: repository name not known to registry', 'REPOSITORY_NOT_FOUND'],
    ['reading manifest latest in quay.io/a/b: name unknown: repository not found', 'REPOSITORY_NOT_FOUND'],
    ['Get "https://r.example/v2/": no basic auth credentials', 'AUTH_REQUIRED'],
    ['unauthorized: authentication required', 'AUTH_REQUIRED'],
    [
      "pull access denied for a/b, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
      'REPOSITORY_NOT_FOUND',
    ],
    ['Get "https://r.example/v2/": dial tcp: lookup r.example: no such host', 'REGISTRY_UNREACHABLE'],
    ['Get "https://r.example/v2/": dial tcp 10.0.0.1:443: i/o timeout', 'REGISTRY_UNREACHABLE'],
    ['failed to register layer: write /x: no space left on device', 'DISK_FULL'],
    ['something else', 'ENGINE_ERROR'],
  ])('knows "%s" in the stream, and as an answer', async (words, code) => {
    const inStream = await pulling(200, [{ errorDetail: { message: words }, error: words }]);
    await expect(inStream.run()).rejects.toMatchObject({ code, detail: words });
    await open?.close();
    const answered = await pulling(500, [{ message: words }]);
    await expect(answered.run()).rejects.toMatchObject({ code, detail: words });
  });

  it.each([
    ['r.example:5000/a/b:1', 'docker login r.example:5000'],
    ['a/b', 'docker login'],
  ])('names the command that logs in for %s', async (reference, hint) => {
    const { run } = await pulling(200, [{ error: 'unauthorized: authentication required' }], reference);
    await expect(run()).rejects.toMatchObject({ code: 'AUTH_REQUIRED', hint });
  });
});
