import type { Locator, Page } from '@playwright/test';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The list of containers. */
export class ContainersPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly filter: Locator;
  readonly bulk: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: 'Containers' });
    this.filter = page.getByRole('searchbox', { name: 'Filter containers' });
    this.bulk = page.getByRole('toolbar', { name: 'Bulk actions' });
  }

  async open(): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Containers' })
      .click();
  }

  /** The row of a container by its whole name. */
  row(name: string): Locator {
    return this.page.getByRole('row', { name: new RegExp(`^${escaped(name)},`) });
  }

  /** Names in the order of the rows. */
  async names(): Promise<string[]> {
    const rows = this.grid.getByRole('row').filter({ has: this.page.locator('[href^="#/containers/"]') });
    const labels = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
    return labels.map((label) => label.slice(0, label.lastIndexOf(', ')));
  }

  /** Does an action of the row, from its buttons or its menu. */
  async act(name: string, action: string): Promise<void> {
    const row = this.row(name);
    await row.getByRole('button', { name: 'More actions' }).click();
    await this.page.getByRole('menuitem', { name: action, exact: true }).click();
  }

  async select(...names: string[]): Promise<void> {
    for (const name of names)
      await this.page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();
  }

  async openContainer(name: string): Promise<void> {
    await this.row(name).getByRole('link', { name, exact: true }).click();
  }

  /** Switches an entry of "View options". */
  async option(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'View options' }).click();
    await this.page.getByRole('menuitemcheckbox', { name }).click();
    await this.page.keyboard.press('Escape');
  }
}
