import { expect, type Locator, type Page } from '@playwright/test';
import { Frame } from './frame.ts';

/** The list of images, and its pull dialog. */
export class ImagesPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly filter: Locator;
  readonly pullDialog: Locator;
  readonly reference: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: 'Images' });
    this.filter = page.getByRole('searchbox', { name: 'Filter images' });
    this.pullDialog = page.getByRole('dialog', { name: 'Pull an image' });
    this.reference = this.pullDialog.getByRole('textbox', { name: 'Reference' });
  }

  static async open(page: Page): Promise<ImagesPage> {
    await new Frame(page).goTo('Images');
    return new ImagesPage(page);
  }

  /** The row of the image whose first tag (or "dangling") begins so, behind what podman puts before it. */
  row(name: string): Locator {
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return this.page.getByRole('row', { name: new RegExp(`^(docker\\.io/)?(library/)?${escaped}`) });
  }

  async act(name: string, action: string | RegExp): Promise<void> {
    await this.row(name).getByRole('button', { name: 'More actions' }).click();
    await this.page.getByRole('menuitem', { name: action, exact: true }).click();
  }

  async openImage(name: string): Promise<void> {
    await this.row(name).getByRole('link').first().click();
  }

  async pull(reference: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Pull', exact: true }).click();
    await this.reference.fill(reference);
    await this.pullDialog.getByRole('button', { name: 'Pull', exact: true }).click();
    await expect(this.pullDialog).toBeHidden();
  }

  /** Confirms the question that "Remove" asked. */
  async confirmRemoval(name: string, { force = false } = {}): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: `Remove ${name}` });
    if (force) await dialog.getByRole('checkbox', { name: 'Force' }).check();
    await dialog.getByRole('button', { name: `Remove ${name}` }).click();
    await expect(dialog).toBeHidden();
  }
}
