import { expect, type Locator, type Page } from '@playwright/test';

/** What stands around every page: navigation, notices, the status bar. */
export class Frame {
  readonly page: Page;
  readonly navigation: Locator;
  /** The engine's state in the status bar. */
  readonly engine: Locator;
  /** What the page says of an engine that does not run. */
  readonly notice: Locator;
  readonly heading: Locator;

  constructor(page: Page) {
    this.page = page;
    this.navigation = page.getByRole('navigation', { name: 'Main' });
    this.engine = page.getByRole('button', { name: /^Engine: / });
    this.notice = page.getByRole('alert').filter({ has: page.getByRole('button', { name: 'Retry' }) });
    this.heading = page.getByRole('heading', { level: 1 });
  }

  async goTo(name: string): Promise<void> {
    await this.navigation.getByRole('link', { name }).click();
    await expect(this.heading).toHaveText(name);
  }

  /** Expects the state of the engine that `DOCKER_HOST` names, in the words of the status bar. */
  async expectEngine(state: string, options: { timeout?: number } = {}): Promise<void> {
    await expect(this.engine).toHaveAccessibleName(`Engine: DOCKER_HOST, ${state}`, options);
  }

  /** Good news that says this. */
  news(text: string | RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: text });
  }
}
