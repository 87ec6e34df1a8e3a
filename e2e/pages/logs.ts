import { expect, type Locator, type Page } from '@playwright/test';
import { visit } from './address.ts';

/** More frames than a browser leaves out while it scrolls smoothly. */
const STILL_FRAMES = 10;

/** The log of a container. */
export class LogsPage {
  readonly page: Page;
  readonly log: Locator;
  readonly search: Locator;
  /** "3 of 120". */
  readonly count: Locator;
  /** Told while the rows are newer than what has been read. */
  readonly ahead: Locator;
  /** The part of the page that holds the log and what is told about it. */
  readonly panel: Locator;

  constructor(page: Page) {
    this.page = page;
    this.log = page.getByRole('log', { name: 'Logs' });
    this.search = page.getByRole('searchbox', { name: 'Search logs' });
    this.count = page.getByRole('toolbar', { name: 'Log tools' }).getByText(/^[\d,]+ of [\d,]+$/);
    this.ahead = page.getByRole('status').filter({ hasText: 'The newest lines.' });
    this.panel = page.getByRole('tabpanel');
  }

  /** Goes to the log of a container by its id. */
  static async open(page: Page, id: string): Promise<LogsPage> {
    await visit(page, `containers/${id}/logs`);
    const logs = new LogsPage(page);
    await expect(logs.log).toBeVisible();
    return logs;
  }

  button(name: string): Locator {
    return this.page.getByRole('toolbar', { name: 'Log tools' }).getByRole('button', { name, exact: true });
  }

  async choose(select: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: select }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  /** The rows in sight, from top to bottom. */
  rows(): Locator {
    return this.log.locator('[data-row]');
  }

  /** The wheel moves the log over several frames: the end is where it stays for some of them. */
  async scrollingEnds(): Promise<void> {
    await this.log.evaluate(async (log, frames) => {
      for (let still = 0, top = log.scrollTop; still < frames; ) {
        await new Promise(requestAnimationFrame);
        still = log.scrollTop === top ? still + 1 : 0;
        top = log.scrollTop;
      }
    }, STILL_FRAMES);
  }

  async expectLine(text: string): Promise<void> {
    await expect(this.log.getByText(text, { exact: true })).toBeVisible();
  }

  /** All lines that are held, as they go to the clipboard. */
  async copyAll(): Promise<string> {
    await this.log.focus();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.evaluate(() => {
      const target = window as { copied?: string | undefined };
      target.copied = undefined;
      // On its way up the event has passed the page's own listener, which fills the second one: the text of
      // rows that are not drawn is asked for first.
      window.addEventListener('copy', (event) => {
        const text = event.clipboardData?.getData('text/plain');
        if (text) target.copied = text;
      });
    });
    await this.page.keyboard.press('ControlOrMeta+c');
    const copied = await this.page.waitForFunction(() => (window as { copied?: string }).copied);
    return (await copied.jsonValue()) ?? '';
  }
}
