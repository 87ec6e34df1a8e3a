import { expect, type Locator, type Page } from '@playwright/test';
import { ContainersPage } from './containers.ts';

/** A prompt of a shell, alone in the last line. */
const PROMPT = /[#$]$/;

/** The terminals of one container. */
export class TerminalPage {
  readonly page: Page;
  readonly region: Locator;
  readonly keys: Locator;
  readonly tabs: Locator;

  constructor(page: Page) {
    this.page = page;
    this.region = page.getByRole('region', { name: 'Terminal' });
    this.keys = this.region.getByRole('textbox', { name: /^Terminal input/ });
    this.tabs = page.getByRole('tablist', { name: 'Terminals' }).getByRole('tab');
  }

  /**
   * Opens a container's terminal from the list. Without WebGL, unless it is asked for: then the letters are elements
   * of the page, which a test can read.
   */
  static async open(page: Page, container: string, { webgl = false } = {}): Promise<TerminalPage> {
    if (!webgl) await page.evaluate(withoutWebgl);
    await new ContainersPage(page).openContainer(container);
    await page.getByRole('tab', { name: 'Terminal', exact: true }).click();
    return new TerminalPage(page);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** The screen's lines. */
  text(): Promise<string> {
    return this.page.evaluate(screenText);
  }

  async expectText(pattern: RegExp, options: { timeout?: number } = {}): Promise<void> {
    await expect.poll(() => this.text(), options).toMatch(pattern);
  }

  async expectPrompt(): Promise<void> {
    await this.expectText(PROMPT);
  }

  /** Types a command at the prompt. The shells of busybox ask the terminal for its cursor first. */
  async run(command: string): Promise<void> {
    await this.expectPrompt();
    await this.type(`${command}\n`);
  }

  async type(text: string): Promise<void> {
    await this.keys.focus();
    await this.page.keyboard.type(text);
  }

  /** Pastes a text as the clipboard would hand it over. */
  async paste(text: string): Promise<void> {
    await this.keys.evaluate((element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  /** The middle of a word on the screen. */
  async placeOf(word: string): Promise<{ x: number; y: number }> {
    const place = await this.page.evaluate(placeOnScreen, word);
    if (!place) throw new Error(`“${word}” is not on the screen:\n${await this.text()}`);
    return place;
  }
}

function withoutWebgl(): void {
  const original = HTMLCanvasElement.prototype.getContext;
  const patched = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
    return /webgl/.test(kind) ? null : Reflect.apply(original, this, [kind, ...rest]);
  };
  HTMLCanvasElement.prototype.getContext = patched as typeof original;
}

function screenText(): string {
  const rows = [...document.querySelectorAll('.xterm-rows > div')];
  return rows
    .map((row) => (row.textContent ?? '').trimEnd())
    .join('\n')
    .trimEnd();
}

function placeOnScreen(word: string): { x: number; y: number } | undefined {
  const rows = [...document.querySelectorAll('.xterm-rows > div')].reverse();
  for (const row of rows) {
    const texts = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const at = (node.textContent ?? '').indexOf(word);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + word.length);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
  }
  return undefined;
}
