import http from 'node:http';
import type { Page } from '@playwright/test';
import type { RigEngine } from './engine.ts';
import { until } from './process.ts';

/** One event of a followed container, and when a plain client has read the container and told a page of it. */
export type Followed = {
  action: string;
  /** When it happened by the engine's own clock, in ms since 1970. */
  happened: number;
  /** When the page, told of it by the plain client, looked at its clock, in ms since 1970. */
  told: number;
};

/**
 * A plain client beside the app: it follows one container's events, reads the container after each and tells the
 * page, as the app must. What it takes is what the engine, the browser and the machine take.
 */
export type Follower = {
  /** The first event of a kind since a moment in ms since 1970. */
  event(action: string, since: number): Promise<Followed>;
  stop(): void;
};

/** Follows a container from now on. */
export function followContainer(engine: RigEngine, container: string, page: Page): Follower {
  const found: Followed[] = [];
  const filters = JSON.stringify({ container: [container] });
  const query = new URLSearchParams({ since: (Date.now() / 1000).toFixed(3), filters });
  const request = http.get(
    { socketPath: engine.socket, path: `/events?${query}`, agent: false },
    (answer) => {
      let rest = '';
      answer.setEncoding('utf8').on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) void note(line);
      });
      answer.on('error', () => {});
    },
  );
  request.on('error', () => {});

  async function note(line: string): Promise<void> {
    const { Action: action, timeNano } = JSON.parse(line);
    await engine.request('GET', `/containers/${container}/json`);
    found.push({ action, happened: timeNano / 1e6, told: await page.evaluate(() => Date.now()) });
  }

  return {
    async event(action, since) {
      let event: Followed | undefined;
      await until(`the engine tells of ${action}`, () => {
        event = found.find((each) => each.action === action && each.happened >= since);
        return event !== undefined;
      });
      return event as Followed;
    },
    stop: () => request.destroy(),
  };
}
