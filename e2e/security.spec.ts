import { readFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { WebSocket } from 'ws';
import { expect, type Gantry, test } from './rig/fixtures.ts';
import { recordOpened } from './rig/opener.ts';
import { run, until } from './rig/process.ts';
import { descendants } from './rig/process-tree.ts';

/** An engine that is named and not there: none is looked for, none is started. */
const NO_ENGINE = { DOCKER_HOST: 'unix:///nonexistent/engine.sock' };
const POLICY = /^default-src 'none'; script-src 'self'; /;

test.describe('in a browser', { tag: '@web' }, () => {
  let gantry: Gantry;
  let port: number;
  let cookie: string;

  test.beforeEach(async ({ launch }) => {
    gantry = await launch({ env: NO_ENGINE });
    port = Number(new URL(gantry.app.url ?? '').port);
    const [kept] = await gantry.app.context.cookies();
    cookie = `${kept?.name}=${kept?.value}`;
  });

  interface Answer {
    status: number | undefined;
    headers: IncomingHttpHeaders;
  }

  function get(address: string, headers: Record<string, string> = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path: address, headers }, (response) => {
        response.resume();
        resolve({ status: response.statusCode, headers: response.headers });
      });
      asked.on('error', reject).end();
    });
  }

  /** Resolves with 'open', or with the status that refused it. */
  function openSocket(headers: Record<string, string>): Promise<'open' | number | undefined> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, { headers });
      socket.on('open', () => {
        socket.terminate();
        resolve('open');
      });
      socket.on('unexpected-response', (asked, { statusCode }) => {
        asked.destroy();
        resolve(statusCode);
      });
      socket.on('error', reject);
    });
  }

  test('the token leaves the address for a cookie that no script and no other site can use', async () => {
    await expect(gantry.page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    expect(gantry.page.url()).not.toContain('token');
    expect(await gantry.page.evaluate(() => document.cookie)).toBe('');
    const [kept] = await gantry.app.context.cookies();
    expect(kept).toMatchObject({ httpOnly: true, sameSite: 'Strict', domain: '127.0.0.1' });
    expect(kept?.value).not.toBe(new URL(gantry.app.url ?? '').searchParams.get('token'));
  });

  test('nothing is served without the cookie, and nothing to another name or site', async () => {
    expect((await get('/')).status).toBe(401);
    expect((await get('/', { Cookie: cookie })).status).toBe(200);
    expect((await get('/', { Cookie: cookie, Host: `rebound.example:${port}` })).status).toBe(403);
    expect((await get('/', { Cookie: cookie, Origin: 'https://evil.example' })).status).toBe(403);
    expect((await get('/?token=guess')).status).toBe(401);
  });

  test('no socket opens without the cookie, nor for another name or site', async () => {
    const Origin = `http://127.0.0.1:${port}`;
    expect(await openSocket({ Cookie: cookie, Origin })).toBe('open');
    expect(await openSocket({ Origin })).toBe(401);
    expect(await openSocket({ Cookie: cookie })).toBe(403);
    expect(await openSocket({ Cookie: cookie, Origin: 'https://evil.example' })).toBe(403);
    expect(await openSocket({ Cookie: cookie, Origin, Host: `rebound.example:${port}` })).toBe(403);
  });

  test('guessing the token closes the door, and who is inside stays', async () => {
    const token = new URL(gantry.app.url ?? '').search;
    expect((await get(`/${token}`)).status).toBe(303);
    for (let guess = 0; guess < 10; guess++) expect((await get(`/?token=${guess}`)).status).toBe(401);
    expect((await get(`/${token}`)).status).toBe(403);
    expect((await get('/', { Cookie: cookie })).status).toBe(200);
    expect(gantry.app.stderr()).toContain('too many wrong tokens');
  });

  test('every answer forbids what the page does not need', async () => {
    for (const { headers } of [await get('/'), await get('/', { Cookie: cookie }), await get('/nothing')]) {
      expect(headers['content-security-policy']).toMatch(POLICY);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test('another site in the same browser gets nothing, by any way', async () => {
    const evil = await gantry.app.context.newPage();
    const url = `http://127.0.0.1:${port}`;
    gantry.allowProblem(/\/rpc|ERR_BLOCKED_BY_RESPONSE|Failed to load resource|CORS|Refused|ERR_FAILED/);
    await evil.route('https://evil.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<iframe src="${url}/"></iframe>` }),
    );
    await evil.goto('https://evil.example/');
    const tried = await evil.evaluate(async (target) => {
      const failed = () => 'failed';
      const socket = new Promise((resolve) => {
        const opened = new WebSocket(`${target.replace('http', 'ws')}/rpc`);
        opened.onopen = () => resolve('open');
        opened.onerror = () => resolve('failed');
      });
      return {
        read: await fetch(`${target}/`, { credentials: 'include' }).then(() => 'read', failed),
        sent: await fetch(`${target}/`, { method: 'POST', mode: 'no-cors' }).then(({ type }) => type, failed),
        socket: await socket,
      };
    }, url);
    expect(tried).toMatchObject({ read: 'failed', socket: 'failed' });
    expect(evil.frames()[1]?.url() ?? 'none').not.toBe(`${url}/`);
  });
});

test.describe('in a window', { tag: '@electron' }, () => {
  test('the page has a scheme of its own with the policy, and nothing of Node or Electron', async ({
    launch,
  }) => {
    const { page } = await launch({ env: NO_ENGINE });
    expect(page.url()).toMatch(/^app:\/\/gantry\//);
    const found = await page.evaluate(async () => {
      const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'];
      const { headers } = await fetch('/index.html');
      return {
        nodeNames: names.filter((name) => name in window),
        bridge: Object.keys(window.gantry ?? {}),
        secure: isSecureContext,
        policy: headers.get('content-security-policy'),
      };
    });
    expect(found).toMatchObject({ nodeNames: [], bridge: ['connect'], secure: true });
    expect(found.policy).toMatch(POLICY);
  });

  test("pages run in Chromium's sandbox", async ({ launch }) => {
    test.skip(process.platform !== 'linux', 'only Linux tells it of a process');
    const { app } = await launch({ env: NO_ENGINE });
    const renderers = (await descendants(app.pid)).filter((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer'),
    );
    expect(renderers.length).toBeGreaterThan(0);
    for (const pid of renderers) {
      expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain('--no-sandbox');
      // 2: system calls are filtered (proc(5)).
      expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\t2$/m);
    }
  });

  test('links open outside, by http alone, and no window and no navigation comes of anything', async ({
    launch,
  }) => {
    test.skip(process.platform !== 'linux', 'the opener is faked as on Linux');
    const { PATH, opened } = recordOpened();
    const gantry = await launch({ env: { ...NO_ENGINE, PATH } });
    const { page, app } = gantry;
    gantry.allowProblem(/Not allowed to (load local|navigate top)|JavaScript URL|javascript:/);
    // The page names its first address itself.
    await expect(page).toHaveURL(/#\/containers$/);
    const here = page.url();
    const windows = await page.evaluate(() =>
      ['file:///etc/passwd', 'javascript:alert(1)', 'smb://host/share', '', 'https://example.com/docs'].map(
        (address) => window.open(address) !== null,
      ),
    );
    expect(windows).toEqual([false, false, false, false, false]);
    await page.evaluate(() => {
      for (const href of ['https://example.com/away', 'file:///etc/passwd', 'data:text/html,hello']) {
        const link = Object.assign(document.createElement('a'), { href });
        document.body.append(link);
        link.click();
        link.remove();
      }
    });
    await until('the one address', () => opened().length > 0);
    expect(await page.evaluate(() => location.href)).toBe(here);
    expect(opened()).toEqual(['https://example.com/docs']);
    expect(app.context.pages()).toHaveLength(1);
  });

  test('permissions are denied, but for the clipboard', async ({ launch }) => {
    const { page } = await launch({ env: NO_ENGINE });
    const states = await page.evaluate(async () => {
      const names = ['geolocation', 'camera', 'microphone', 'notifications', 'midi', 'persistent-storage'];
      const asked = await Promise.all(
        names.map((name) => navigator.permissions.query({ name: name as PermissionName })),
      );
      return [...asked.map(({ state }) => state), await Notification.requestPermission()];
    });
    expect(new Set(states)).toEqual(new Set(['denied']));
  });
});

test('no script runs but those of the build', async ({ launch }) => {
  const gantry = await launch({ env: NO_ENGINE });
  gantry.allowProblem(/Content Security Policy/);
  const away = await gantry.page.evaluate(() => {
    const marks = window as unknown as { reports: string[] };
    marks.reports = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => {
      marks.reports.push(violatedDirective);
    });
    const inline = document.createElement('script');
    inline.textContent = 'window.ran = true';
    const holder = document.createElement('div');
    holder.innerHTML = '<img src="data:," onerror="window.ran = true"><iframe src="/"></iframe>';
    document.body.append(inline, holder);
    return fetch('https://example.com/').then(
      () => 'answered',
      () => 'refused',
    );
  });
  expect(away).toBe('refused');
  for (const directive of ['connect-src', 'frame-src', 'script-src-attr', 'script-src-elem']) {
    await expect
      .poll(() => gantry.page.evaluate(() => (window as unknown as { reports: string[] }).reports))
      .toContain(directive);
  }
  expect(await gantry.page.evaluate(() => 'ran' in window)).toBe(false);
});

test('no listener is open to other machines', async ({ launch }) => {
  test.skip(process.platform !== 'linux', 'ss is for Linux');
  const { app, shell } = await launch({ env: NO_ENGINE });
  const pids = [app.pid, ...(await descendants(app.pid))];
  const { stdout } = await run('ss', ['-ltnp']);
  const ours = stdout.split('\n').filter((line) => pids.some((pid) => line.includes(`pid=${pid},`)));
  const addresses = ours.map((line) => line.split(/\s+/)[3] ?? '');
  if (shell === 'web') expect(addresses).toEqual([new URL(app.url ?? '').host]);
  expect(addresses.filter((address) => !address.startsWith('127.0.0.1:'))).toEqual([]);
});
