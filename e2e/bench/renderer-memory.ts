import type { Browser, Page } from '@playwright/test';
import { pss } from './process-use.ts';

/** MiB of memory (PSS) of the browser's page processes together, garbage collected first where asked. */
export async function rendererMemory(browser: Browser, page: Page, collect = false): Promise<number> {
  if (collect) {
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    await session.detach();
  }
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return pss(processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)) / (1024 * 1024);
}
