import type { Page } from '@playwright/test';

/** When something was first painted, in ms since 1970. */
export function firstPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const told = (entries: PerformanceEntryList) => {
          const paint = entries.find((entry) => entry.name === 'first-contentful-paint');
          if (paint) resolve(performance.timeOrigin + paint.startTime);
        };
        new PerformanceObserver((list) => told(list.getEntries())).observe({ type: 'paint', buffered: true });
      }),
  );
}

/** When the rows of a list were first painted, in ms since 1970: the page marks it (features/lists/list-page.tsx). */
export function rowsPainted(page: Page, list: string): Promise<number> {
  return page.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const [mark] = performance.getEntriesByName(name, 'mark');
          if (mark) resolve(performance.timeOrigin + mark.startTime);
          else requestAnimationFrame(look);
        };
        look();
      }),
    `list painted: ${list}`,
  );
}
