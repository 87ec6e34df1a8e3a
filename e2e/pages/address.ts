import type { Page } from '@playwright/test';

/** The host that `DOCKER_HOST` names, in addresses. */
const HOST = 'docker-host';

/** Goes to an address of the app, `containers` or `containers/ID/logs`, as a link or the history does. */
export async function visit(page: Page, place: string, host = HOST): Promise<void> {
  const [list = '', ...thing] = place.split('/');
  const path = thing.length === 0 ? list : [list, host, ...thing.map(encodeURIComponent)].join('/');
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${path}`);
}
