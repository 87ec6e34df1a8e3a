import type { BrowserContext, Page } from '@playwright/test';

/**
 * Chromium drops what it loads whenever a network device comes or goes on the machine, and says so. The page asks
 * again (load-chunk.ts, boot.js); whether it does, the tests of those tell.
 */
const DROPPED = /net::ERR_NETWORK_CHANGED/;

/** Collects what a page must never do: exceptions, console errors (violations of its policy too), crashes. */
export class Problems {
  readonly #found: string[] = [];
  readonly #allowed: RegExp[] = [];

  watch(context: BrowserContext): void {
    for (const page of context.pages()) this.#watchPage(page);
    context.on('page', (page) => this.#watchPage(page));
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
    page.on('pageerror', (error) => this.#found.push(`exception: ${error.stack ?? error.message}`));
    page.on('crash', () => this.#found.push('the page crashed'));
    page.on('console', (message) => {
      if (message.type() !== 'error' || DROPPED.test(message.text())) return;
      this.#found.push(`console: ${message.text()} (${message.location().url})`);
    });
  }
}
