import type { BrowserContext, ConsoleMessage, Page } from '@playwright/test';

/** Collects what a page must never do: exceptions, console errors (violations of its policy too), crashes. */
export class Problems {
  readonly #found: string[] = [];
  readonly #allowed: RegExp[] = [];

  /** Resolves when what pages that are there have reported before is collected too. */
  async watch(context: BrowserContext): Promise<void> {
    context.on('page', (page) => this.#watchPage(page));
    for (const page of context.pages()) {
      this.#watchPage(page);
      for (const error of await page.pageErrors({ filter: 'all' })) this.#noteError(error);
      for (const message of await page.consoleMessages({ filter: 'all' })) this.#noteMessage(message);
    }
  }

  /** Expects problems whose text matches; a test names those that it causes. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }

  /** Those that no test expected. */
  unexpected(): string[] {
    return this.#found.filter((text) => !this.#allowed.some((pattern) => pattern.test(text)));
  }

  #watchPage(page: Page): void {
    page.on('pageerror', (error) => this.#noteError(error));
    page.on('crash', () => this.#found.push('the page crashed'));
    page.on('console', (message) => this.#noteMessage(message));
  }

  #noteError(error: Error): void {
    this.#found.push(`exception: ${error.stack ?? error.message}`);
  }

  #noteMessage(message: ConsoleMessage): void {
    if (message.type() !== 'error') return;
    this.#found.push(`console: ${message.text()} (${message.location().url})`);
  }
}
