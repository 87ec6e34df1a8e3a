import type { Locator, Page } from '@playwright/test';
import { expect } from '../rig/fixtures.ts';

/** More stops than any page has on the way to what is looked for. */
const STOPS_MOST = 80;

/** A user who has no pointer: presses keys, and must see at each step where the focus is. */
export class Keys {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      await this.expectFocusInSight(key);
    }
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** Presses Tab until this has the focus. */
  tabTo(target: Locator): Promise<void> {
    return this.pressUntil('Tab', target);
  }

  /** Presses Shift+Tab until this has the focus. */
  tabBackTo(target: Locator): Promise<void> {
    return this.pressUntil('Shift+Tab', target);
  }

  /** Presses one key again and again until this has the focus. */
  async pressUntil(key: string, target: Locator): Promise<void> {
    await expect(target).toBeAttached();
    for (let stop = 0; stop < STOPS_MOST; stop++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.press(key);
    }
    throw new Error(
      `${key} never led to ${target}, the last stop was ${await this.page.evaluate(whatHasFocus)}`,
    );
  }

  private async expectFocusInSight(key: string): Promise<void> {
    const hidden = () => this.page.evaluate(focusOutOfSight);
    await expect.poll(hidden, `where the focus is after ${key}`).toBeUndefined();
  }
}

function whatHasFocus(): string | undefined {
  return document.activeElement?.outerHTML.slice(0, 200);
}

/** What has the focus, where nothing on the screen shows that it has. */
function focusOutOfSight(): string | undefined {
  const element = document.activeElement;
  // Nothing has it: a page that has just opened.
  if (!element || element === document.body || element === document.documentElement) return undefined;
  const box = element.getBoundingClientRect();
  const around: Element[] = [];
  for (let each: Element | null = element; each && around.length < 4; each = each.parentElement)
    around.push(each);
  const hasRing = around.some((each) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  });
  // A caret or a terminal's cursor, and the line of a menu that is drawn apart from the others.
  const hasCaret = element.matches('input:not([type=checkbox]), textarea');
  const isHighlighted = element.matches('[data-highlighted], [role=menu], [role=listbox]');
  const isDrawn = (box.width > 0 && box.height > 0) || hasCaret;
  return isDrawn && (hasRing || hasCaret || isHighlighted) ? undefined : element.outerHTML.slice(0, 200);
}
