import { test } from '../rig/fixtures.ts';
import { addressOf, printing, WITHIN_MS, written } from './logged.ts';
import { report } from './measure.ts';
import { longest, watchThread } from './page-thread.ts';

const SEARCH_LINES = 1_000_000;
/** By then the page has forgotten what it found before, in ms. */
const FORGET_MS = 300;

/** How often a text stands in the searched log. */
function matchesOf(text: string): number {
  let count = 0;
  for (let at = 1; at <= SEARCH_LINES; at++) {
    const line = `line ${String(at).padStart(7, '0')} of the log, request ${at * 7} took ${at % 997} ms, user-${at % 89}`;
    if (line.includes(text)) count++;
  }
  return count;
}

test('log search', async ({ engine, launch }) => {
  const program = `awk 'BEGIN { for (i = 1; i <= ${SEARCH_LINES}; i++) printf "line %07d of the log, request %d took %d ms, user-%d\\n", i, i * 7, i % 997, i % 89 }'; echo END-OF-LOG; sleep 100000`;
  const id = await printing(engine, 'search', program);
  await written(engine, id, 'END-OF-LOG');
  const { page } = await launch({ env: engine.env });
  await page.evaluate((hash) => {
    location.hash = hash;
  }, addressOf(id));
  await page.getByText('END-OF-LOG').waitFor();
  await page.getByRole('combobox', { name: 'Lines' }).click();
  await page.getByRole('option', { name: 'All lines' }).click();
  await page.locator(`[role=log] [data-row="${SEARCH_LINES}"]`).waitFor({ timeout: WITHIN_MS });
  await watchThread(page);
  const box = page.getByRole('searchbox', { name: 'Search logs' });
  const readings = { first: [] as number[], all: [] as number[], block: [] as number[] };
  for (const text of ['user-88', 'took 996', 'line 0999', 'request 77', 'user-55']) {
    await longest(page);
    await box.fill('');
    await page.waitForTimeout(FORGET_MS);
    const times = await page.evaluate(
      ({ wanted, whole }) => {
        const input = document.querySelector<HTMLInputElement>('input[type=search]');
        const bar = input?.closest('[role=toolbar]');
        if (!input || !bar) throw new Error('no search box');
        return new Promise<{ first: number; all: number }>((resolve) => {
          const begun = performance.now();
          let first: number | undefined;
          const look = () => {
            // As it counts, the page says `0 of 0`, then `RANK of` more and more.
            const count = bar.querySelector('[aria-live]')?.textContent ?? '';
            const total = Number(/ of (\d+)$/.exec(count)?.[1] ?? 0);
            if (total > 0) first ??= performance.now() - begun;
            if (first !== undefined && total === whole) resolve({ first, all: performance.now() - begun });
            else requestAnimationFrame(look);
          };
          const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
          set?.call(input, wanted);
          input.dispatchEvent(new Event('input', { bubbles: true }));
          requestAnimationFrame(look);
        });
      },
      { wanted: text, whole: matchesOf(text) },
    );
    readings.first.push(times.first);
    readings.all.push(times.all);
    await box.fill('');
    await box.pressSequentially(text, { delay: 30 });
    readings.block.push((await longest(page)).task);
  }
  await report({
    name: 'search in 1,000,000 lines: first hits',
    unit: 'ms',
    ours: readings.first,
    limit: () => ({ text: '150 ms', value: 150 }),
  });
  await report({
    name: 'search in 1,000,000 lines: all hits',
    unit: 'ms',
    ours: readings.all,
    limit: () => ({ text: '1.5 s', value: 1_500 }),
  });
  await report({
    name: 'search in 1,000,000 lines: typing blocked',
    unit: 'ms',
    ours: readings.block,
    limit: () => ({ text: '50 ms', value: 50 }),
  });
});
