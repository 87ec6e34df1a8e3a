import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { visit } from './pages/address.ts';
import { LogsPage } from './pages/logs.ts';
import type { RigEngine } from './rig/engine.ts';
import { expect, type Gantry, test } from './rig/fixtures.ts';
import { IMAGES } from './rig/images.ts';
import { newDir } from './rig/state.ts';

/** What is hard to show as it is: invalid bytes, long lines, characters cut between records, control characters. */
const CORPUS = [
  'head -c 40000 /dev/zero | tr "\\0" a; echo',
  'printf "한글 é 🐳\\r\\n"',
  'i=0; while [ $i -lt 6000 ]; do printf 한; i=$((i+1)); done; echo',
  'printf "abc\\rdef\\n"',
  'printf "a\\0b\\n"',
  'printf "\\377\\376 not UTF-8\\n"',
  'printf "\\n\\n"',
  'printf "no newline"',
].join('; ');

const run = (engine: RigEngine, script: string, ...options: string[]) =>
  engine.dockerOk('run', '-d', ...options, IMAGES.busybox, 'sh', '-c', script);

/** What `docker logs` prints to its standard output. */
const dockerLogs = async (engine: RigEngine, id: string) => (await engine.docker('logs', id)).stdout;

const exited = (engine: RigEngine, id: string) => engine.dockerOk('wait', id);

/** A printer of numbered lines, quick enough that something is always under way. */
const COUNTER = 'i=0; while :; do i=$((i+1)); echo "line $i"; usleep 2000; done';

/** An engine that was killed takes its time to come back and to start its containers, in ms. */
const RESTARTED_MS = 20_000;

/** An engine tells a flood of some seconds in a few times as long. */
const FLOOD_READ_MS = 40_000;

const lastNumber = async (logs: LogsPage) => {
  const text = (await logs.rows().last().textContent()) ?? '';
  return Number(/line (\d+)$/.exec(text)?.[1] ?? 0);
};

test.describe('a log', () => {
  test('shows byte for byte what the container printed', { tag: '@core' }, async ({ engine, gantry }) => {
    const id = await run(engine, CORPUS);
    await exited(engine, id);
    const logs = await LogsPage.open(gantry.page, id);
    // Of the last so many lines podman leaves out parts of long ones.
    await logs.choose('Lines', 'All lines');
    await logs.expectLine('no newline');
    expect(await logs.copyAll()).toBe(await dockerLogs(engine, id));
    await expect(logs.log).toContainText('abc␍def');
    await expect(logs.log).toContainText('a␀b');
    await expect(logs.log).toContainText('\ufffd\ufffd not UTF-8');
  });

  test('shows byte for byte what a terminal printed', async ({ engine, gantry }) => {
    const id = await run(engine, CORPUS, '-t');
    await exited(engine, id);
    const logs = await LogsPage.open(gantry.page, id);
    await logs.expectLine('no newline');
    expect(await logs.copyAll()).toBe(await dockerLogs(engine, id));
  });

  test('is there on the first page after a start, with its first bytes', async ({ engine, gantry }) => {
    const id = await run(engine, 'echo first; echo second; sleep 100000');
    const page = await gantry.restart();
    const logs = await LogsPage.open(page, id);
    await expect(logs.rows()).toHaveText(['first', 'second']);
  });

  test('is followed, and stderr is told apart', { tag: '@core' }, async ({ engine, gantry }) => {
    const id = await run(
      engine,
      'echo one; echo oops >&2; while [ ! -e /go ]; do usleep 10000; done; echo two; sleep 100000',
    );
    const logs = await LogsPage.open(gantry.page, id);
    await expect(logs.rows().filter({ hasText: 'oops' }).getByRole('img', { name: 'stderr' })).toBeVisible();
    await expect(logs.rows().filter({ hasText: 'one' }).getByRole('img')).toHaveCount(0);
    await engine.dockerOk('exec', id, 'touch', '/go');
    await logs.expectLine('two');
    await logs.choose('Streams', 'stderr');
    await expect(logs.rows()).toHaveText(['oops']);
    await logs.choose('Streams', 'stdout');
    await expect(logs.rows()).toHaveText(['one', 'two']);
  });

  test('says that nothing has come, and with which code the container exited', async ({ engine, gantry }) => {
    const id = await run(engine, 'while [ ! -e /go ]; do usleep 10000; done; echo bye; exit 3');
    const logs = await LogsPage.open(gantry.page, id);
    await expect(logs.panel.getByText('No output yet')).toBeVisible();
    await engine.dockerOk('exec', id, 'touch', '/go');
    await logs.expectLine('bye');
    await expect(logs.panel.getByText('The container exited with code 3.')).toBeVisible();
  });

  test("says why it cannot be read, in the engine's own words", async ({ engine, gantry }) => {
    const id = await run(engine, 'sleep 100000', '--log-driver', 'none');
    await visit(gantry.page, `containers/${id}/logs`);
    const alert = gantry.page.getByRole('alert');
    await expect(alert).toContainText('Could not read the log');
    await alert.getByText('Details').click();
    await expect(alert).toContainText('logging driver');
  });

  test('keeps hostile text as text', async ({ engine, gantry }) => {
    const id = await run(
      engine,
      [
        'echo "<img src=x onerror=document.title=1><script>document.title=2</script>"',
        'printf "\\342\\200\\256drow\\342\\200\\254 \\033]8;;javascript:alert(1)\\033\\\\link\\033]8;;\\033\\\\ \\033[2J\\033[31mred\\033[0m\\n"',
        'printf "\\033[999;999H\\033]0;title\\007end \\033[38;5;\\n"',
      ].join('; '),
    );
    const title = await gantry.page.title();
    const logs = await LogsPage.open(gantry.page, id);
    await expect(logs.rows()).toHaveText([
      '<img src=x onerror=document.title=1><script>document.title=2</script>',
      '⟨U+202E⟩drow⟨U+202C⟩ link red',
      'end ␛[38;5;',
    ]);
    await expect(logs.log.locator('a, img:not([role]), script')).toHaveCount(0);
    expect(await gantry.page.title()).not.toMatch(/^[12]$/);
    expect(title).not.toBe('');
  });
});

test.describe('the view of a log', () => {
  const LINES = 'i=0; while [ $i -lt 3000 ]; do i=$((i+1)); echo "line $i"; done; sleep 100000';

  test('searches with a count, next and previous', { tag: '@core' }, async ({ engine, gantry }) => {
    const { page } = gantry;
    const id = await run(engine, LINES);
    const logs = await LogsPage.open(page, id);
    await logs.expectLine('line 3000');
    await logs.log.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('/');
    await page.keyboard.type('LINE 250');
    await expect(logs.count).toHaveText('1 of 11');
    await expect(logs.log.locator('mark[data-current]')).toHaveText('line 250');
    await page.keyboard.press('Enter');
    await expect(logs.count).toHaveText('2 of 11');
    await expect(logs.rows().filter({ has: page.locator('[data-current]') })).toHaveText('line 2500');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Shift+Enter');
    await expect(logs.count).toHaveText('11 of 11');
    await logs.button('Next match').click();
    await expect(logs.count).toHaveText('1 of 11');
    await logs.button('Match case').click();
    await expect(logs.count).toHaveText('0 of 0');
    await logs.button('Match case').click();
    await logs.button('Regular expression').click();
    await logs.search.fill('^line \\d$');
    await expect(logs.count).toHaveText(/ of 9$/);
    await logs.search.fill('(');
    await expect(logs.search).toHaveAttribute('aria-description', /Not a regular expression/);
  });

  test('follows only at the end', async ({ engine, gantry }) => {
    const { page } = gantry;
    const id = await run(
      engine,
      LINES.replace('sleep 100000', `while [ ! -e /go ]; do usleep 10000; done; ${COUNTER}`),
    );
    const logs = await LogsPage.open(page, id);
    await logs.expectLine('line 3000');
    await expect(logs.button('Follow')).toHaveAttribute('aria-pressed', 'true');
    await logs.log.hover();
    await page.mouse.wheel(0, -3000);
    await expect(logs.button('Follow')).toHaveAttribute('aria-pressed', 'false');
    await logs.scrollingEnds();
    const before = await logs.rows().first().textContent();
    const held = await logs.log.evaluate((log) => log.scrollHeight);
    await engine.dockerOk('exec', id, 'touch', '/go');
    await expect.poll(() => logs.log.evaluate((log) => log.scrollHeight)).toBeGreaterThan(held);
    expect(await logs.rows().first().textContent()).toBe(before);
    await logs.log.focus();
    await page.keyboard.press('Home');
    await logs.expectLine('line 1');
    await page.keyboard.press('End');
    await expect(logs.button('Follow')).toHaveAttribute('aria-pressed', 'true');
    await expect(logs.rows().last()).toHaveText(/^line \d+$/);
  });

  test('shows the newest lines of a flood before it has read those before them', async ({
    engine,
    gantry,
  }) => {
    const id = await run(engine, 'seq 100000000');
    const logs = await LogsPage.open(gantry.page, id);
    await expect(logs.ahead).toBeVisible();
    const { stdout } = await engine.docker('logs', '--tail', '1', id);
    await expect
      .poll(async () => Number(await logs.rows().last().textContent()))
      .toBeGreaterThan(Number(stdout));
    await engine.dockerOk('kill', id);
    await expect(logs.ahead).toBeHidden({ timeout: FLOOD_READ_MS });
    const end = await engine.docker('logs', '--tail', '1', id);
    await expect(logs.rows().last()).toHaveText(end.stdout.trim());
  });

  test('shows the times of the lines', async ({ engine, gantry }) => {
    const id = await run(engine, 'echo hello; sleep 100000');
    const logs = await LogsPage.open(gantry.page, id);
    await logs.expectLine('hello');
    await expect(logs.log.locator('time')).toHaveCount(0);
    await logs.button('Timestamps').click();
    const { stdout } = await engine.docker('logs', '-t', id);
    const [stamp = ''] = stdout.split(' ');
    await expect(logs.log.locator('time')).toHaveAttribute('datetime', stamp);
    await expect(logs.log.locator('time')).toHaveText(stamp.replace('T', ' ').slice(0, 23));
  });

  test('wraps long lines and shows all of them', async ({ engine, gantry }) => {
    const { page } = gantry;
    const id = await run(
      engine,
      'echo begin; head -c 40000 /dev/zero | tr "\\0" x; echo; echo end; sleep 100000',
    );
    const logs = await LogsPage.open(page, id);
    await logs.expectLine('end');
    const wide = () => logs.log.evaluate((log) => log.scrollWidth > log.clientWidth);
    expect(await wide()).toBe(true);
    await logs.button('Wrap lines').click();
    await expect.poll(wide).toBe(false);
    // The end stays in sight; the line above it is as high as its text needs.
    await logs.expectLine('end');
    await expect.poll(() => logs.log.evaluate((log) => log.scrollHeight)).toBeGreaterThan(4_000);
    await logs.log.hover();
    await page.mouse.wheel(0, -1_000);
    await expect(logs.log.getByText('end', { exact: true })).toHaveCount(0);
    await page.mouse.wheel(0, -20_000);
    await logs.expectLine('begin');
  });

  test('is cleared without touching the log', async ({ engine, gantry }) => {
    const id = await run(
      engine,
      'echo old; while [ ! -e /go ]; do usleep 10000; done; echo new; sleep 100000',
    );
    const logs = await LogsPage.open(gantry.page, id);
    await logs.expectLine('old');
    await logs.button('Clear view').click();
    await expect(logs.rows()).toHaveCount(0);
    await engine.dockerOk('exec', id, 'touch', '/go');
    await expect(logs.rows()).toHaveText(['new']);
    await logs.choose('Lines', 'All lines');
    await expect(logs.rows()).toHaveText(['old', 'new']);
  });

  test('shows as much as was asked for', async ({ engine, gantry }) => {
    const id = await run(engine, LINES);
    const logs = await LogsPage.open(gantry.page, id);
    await logs.expectLine('line 3000');
    const height = () => logs.log.evaluate((log) => log.scrollHeight);
    const all = await height();
    await logs.choose('Lines', 'Last 100 lines');
    await expect.poll(height).toBe(all / 30);
    expect((await logs.copyAll()).split('\n')).toHaveLength(101);
    await logs.choose('Lines', 'All lines');
    await expect.poll(height).toBe(all);
    expect((await logs.copyAll()).split('\n')).toHaveLength(3_001);
  });

  test('downloads the whole log as it is', async ({ engine, gantry }) => {
    const { page, app } = gantry;
    const id = await run(engine, `${CORPUS}; echo more`, '--name', 'corpus');
    await exited(engine, id);
    const logs = await LogsPage.open(page, id);
    await logs.choose('Lines', 'Last 100 lines');
    const folder = newDir('download', 0o777);
    if (app.electron) {
      // In place of the dialog that asks where to.
      await app.electron.evaluate(({ session }, target) => {
        session.defaultSession.once('will-download', (_event, item) =>
          item.setSavePath(`${target}/${item.getFilename()}`),
        );
      }, folder);
      await logs.button('Download').click();
    } else {
      const [download] = await Promise.all([page.waitForEvent('download'), logs.button('Download').click()]);
      await download.saveAs(path.join(folder, download.suggestedFilename()));
    }
    await expect.poll(() => readdirSync(folder)).toEqual(['corpus.log']);
    const saved = () => readFileSync(path.join(folder, 'corpus.log'), 'utf8');
    await expect.poll(saved).toBe(await dockerLogs(engine, id));
  });
});

test.describe('a followed log', () => {
  const settled = async (engine: RigEngine, logs: LogsPage, id: string) => {
    await engine.dockerOk('stop', '-t', '0', id);
    const wanted = await dockerLogs(engine, id);
    await logs.expectLine(wanted.trimEnd().split('\n').pop() ?? '');
    expect(await logs.copyAll()).toBe(wanted);
  };

  /** How often the container has begun to count. */
  const runs = async (logs: LogsPage) => (await logs.copyAll()).match(/^line 1$/gm)?.length;

  test('goes on after the container was restarted', { tag: '@core' }, async ({ engine, gantry }) => {
    const id = await run(engine, COUNTER);
    const logs = await LogsPage.open(gantry.page, id);
    await logs.choose('Lines', 'All lines');
    await expect.poll(() => lastNumber(logs)).toBeGreaterThan(50);
    await engine.dockerOk('restart', '-t', '0', id);
    await expect.poll(() => runs(logs)).toBe(2);
    await settled(engine, logs, id);
  });

  test('loses and doubles nothing when the engine is killed and comes back', async ({ engine, gantry }) => {
    const id = await run(engine, COUNTER, '--restart', 'always');
    const logs = await LogsPage.open(gantry.page, id);
    await logs.choose('Lines', 'All lines');
    await expect.poll(() => lastNumber(logs)).toBeGreaterThan(50);
    await engine.kill();
    await expect(logs.panel.getByText(/^Disconnected since/)).toBeVisible();
    await engine.start();
    await expect(logs.panel.getByText(/^Disconnected since/)).toBeHidden();
    // The engine ends what ran without it, and starts it anew.
    await expect.poll(() => runs(logs), { timeout: RESTARTED_MS }).toBe(2);
    await settled(engine, logs, id);
    expect(await logs.log.getByText('Lines may be missing here').count()).toBe(0);
  });
});

test.describe('a flood', () => {
  const COUNT = 200_000;
  /** What an engine may take to write and read back that much beside other tests, in ms. */
  const FLOOD_MS = 40_000;

  test('is shown to its end by few rows, and its memory is given back', async ({ engine, gantry }) => {
    const { page } = gantry;
    const id = await run(
      engine,
      `while [ ! -e /go ]; do usleep 10000; done; seq ${COUNT}; echo done; sleep 100000`,
    );
    const logs = await LogsPage.open(page, id);
    await logs.choose('Lines', 'All lines');
    await expect(logs.panel.getByText('No output yet')).toBeVisible();
    await longestPause(gantry);
    await engine.dockerOk('exec', id, 'touch', '/go');
    await expect(logs.log.getByText('done', { exact: true })).toBeVisible({ timeout: FLOOD_MS });
    const pause = await longestPause(gantry);
    expect(await logs.rows().count()).toBeLessThan(100);
    await logs.search.fill(String(COUNT));
    await expect(logs.count).toHaveText('1 of 1');
    await logs.log.focus();
    await page.keyboard.press('Home');
    await logs.expectLine('1');
    expect(page.workers()).toHaveLength(1);
    await visit(page, 'containers');
    await expect.poll(() => page.workers().length).toBe(0);
    expect(pause).toBeLessThan(1_000);
  });
});

/** The longest time in which the page could do nothing since the last call, in ms; the bench has the exact bound. */
async function longestPause({ page }: Gantry): Promise<number> {
  return page.evaluate(() => {
    const target = window as unknown as { pause?: { longest: number } };
    const before = target.pause?.longest ?? 0;
    const watch = { longest: 0 };
    target.pause = watch;
    let last = performance.now();
    const tick = () => {
      const now = performance.now();
      watch.longest = Math.max(watch.longest, now - last);
      last = now;
      if (target.pause === watch) setTimeout(tick, 0);
    };
    tick();
    return before;
  });
}
