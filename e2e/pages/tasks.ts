import { expect, type Locator, type Page } from '@playwright/test';

/** The panel of long work. */
export class TasksPanel {
  readonly page: Page;
  readonly panel: Locator;
  readonly items: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('region', { name: 'Tasks' });
    // Its own list alone: a running task has a list of its steps.
    this.items = this.panel.locator('> ul > li');
  }

  /** Opens it by the button in the status bar, which names what runs. */
  async open(button: string | RegExp = /^Tasks/): Promise<void> {
    await this.page.getByRole('contentinfo').getByRole('button', { name: button }).click();
    await expect(this.panel).toBeVisible();
  }

  task(name: string): Locator {
    return this.items.filter({ hasText: name });
  }

  /** Steps of a running task, one a layer. */
  steps(name: string): Locator {
    return this.task(name).getByRole('listitem');
  }

  progress(name: string): Locator {
    return this.task(name).getByRole('progressbar');
  }

  /** Expects how a task ended: "done", "failed", "cancelled". */
  async expectEnd(name: string, how: string, options: { timeout?: number } = {}): Promise<void> {
    await expect(this.task(name)).toContainText(how, options);
    await expect(this.progress(name)).toHaveCount(0);
  }
}
