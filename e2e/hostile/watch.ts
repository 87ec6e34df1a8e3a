import type { Page } from '@playwright/test';
import { expect } from '../rig/fixtures.ts';
import { CANARY, HIDING } from './texts.ts';

/** Two frames of a page that has nothing else to do; more, as the machine of the tests has. */
const TWO_FRAMES_MOST_MS = 100;
const TRIES = 5;

/** Watches a page for everything that a text may never cause. */
export class HostileWatch {
  readonly page: Page;
  /** Dialogs, new pages, navigations. */
  readonly #events: string[] = [];
  readonly #origin: string;

  private constructor(page: Page) {
    this.page = page;
    this.#origin = new URL(page.url()).origin;
    page.on('dialog', (dialog) => {
      this.#events.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.context().on('page', (opened) => this.#events.push(`new page: ${opened.url()}`));
    page.on('framenavigated', (frame) => {
      // The app's own navigations change the part after "#" alone.
      if (frame !== page.mainFrame() || new URL(frame.url()).origin !== this.#origin)
        this.#events.push(`navigation: ${frame.url()}`);
    });
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== this.#origin && protocol !== 'data:' && protocol !== 'blob:')
        this.#events.push(`request: ${request.url()}`);
    });
  }

  static async begin(page: Page): Promise<HostileWatch> {
    const watch = new HostileWatch(page);
    await page.evaluate(listen);
    return watch;
  }

  /** Expects that nothing happened, and that the page shows something, answers, and hides nothing. */
  async expectHarmless(where: string): Promise<void> {
    const found = await this.page.evaluate(look, { canary: CANARY, hiding: HIDING.source });
    expect
      .soft(found, where)
      .toEqual({ canary: false, reports: [], addresses: [], elements: [], hiding: [] });
    expect.soft(this.#events, where).toEqual([]);
    // By its element: behind an open dialog it is no part of what is read out.
    await expect.soft(this.page.locator('main'), where).toContainText(/\S/);
    await expect.soft(this.page.getByText('This page could not be shown'), where).toHaveCount(0);
    expect.soft(await this.page.title(), where).toMatch(/Gantry/);
    const times: number[] = [];
    for (let attempt = 0; attempt < TRIES; attempt++) times.push(await this.page.evaluate(twoFrames));
    expect.soft(Math.min(...times), `${where}: time to two frames`).toBeLessThan(TWO_FRAMES_MOST_MS);
  }
}

/** Reports of the content security policy, kept on the page. */
type Watched = typeof window & { hostileReports?: string[] };

function listen(): void {
  const reports: string[] = [];
  (window as Watched).hostileReports = reports;
  document.addEventListener('securitypolicyviolation', (event) =>
    reports.push(`${event.violatedDirective}: ${event.blockedURI}`),
  );
}

function look({ canary, hiding }: { canary: string; hiding: string }) {
  const all = <Kind extends Element>(selector: string) => [...document.querySelectorAll<Kind>(selector)];
  // A terminal's cells hold what the program wrote.
  const texts = () => {
    const found: string[] = [];
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode())
      if (!node.parentElement?.closest('.xterm')) found.push(node.textContent ?? '');
    return found;
  };
  const outer = (element: Element) => element.outerHTML.slice(0, 200);
  return {
    canary: canary in window,
    reports: (window as Watched).hostileReports,
    /** The app links to itself and to published ports. */
    addresses: all<HTMLAnchorElement>('a[href], [src]')
      .filter((element) => !/^(#|http:\/\/localhost:\d+$)/.test(element.getAttribute('href') ?? ''))
      .filter((element) => !element.matches('head *'))
      .map(outer),
    elements: all('body :is(img, iframe, script, object, embed, base, meta, form[action])').map(outer),
    hiding: texts()
      .filter((text) => new RegExp(hiding).test(text))
      .map((text) => text.slice(0, 200)),
  };
}

function twoFrames(): Promise<number> {
  const begun = performance.now();
  return new Promise((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begun))),
  );
}
