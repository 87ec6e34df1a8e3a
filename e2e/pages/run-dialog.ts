import type { Locator, Page } from '@playwright/test';

/** The dialog that runs a container. */
export class RunDialog {
  readonly page: Page;
  readonly dialog: Locator;
  readonly submit: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: 'Run a container' });
    this.submit = this.dialog.getByRole('button', { name: 'Run container' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Run', exact: true }).click();
  }

  image(): Locator {
    return this.dialog.getByRole('combobox', { name: 'Image' });
  }

  field(name: string): Locator {
    return this.dialog.getByRole('textbox', { name, exact: true });
  }

  /** Adds a row to a list of fields: "port", "variable", "volume". */
  async add(item: string): Promise<void> {
    await this.dialog.getByRole('button', { name: `Add ${item}` }).click();
  }
}
