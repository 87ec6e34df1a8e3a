/** What can run a function in a page. */
interface Evaluating {
  evaluate<Result>(work: () => Result | Promise<Result>): Promise<Result>;
}

/** Begins to note how long the page's thread is held up. */
export async function watchThread(page: Evaluating): Promise<void> {
  await page.evaluate(() => {
    const longest = { task: 0, frame: 0 };
    Object.assign(window, { benchLongest: longest });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longest.task = Math.max(longest.task, entry.duration);
    }).observe({ type: 'longtask' });
    let before = performance.now();
    const frame = (now: number) => {
      longest.frame = Math.max(longest.frame, now - before);
      before = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** The longest task and the longest frame since then (or since the last reading), in ms. */
export function longest(page: Evaluating): Promise<{ task: number; frame: number }> {
  return page.evaluate(() => {
    const { benchLongest } = window as unknown as { benchLongest: { task: number; frame: number } };
    const read = { ...benchLongest };
    benchLongest.task = 0;
    benchLongest.frame = 0;
    return read;
  });
}
