import { beforeEach, describe, expect, test, vi } from 'vitest';

/** The window's address and history, as far as the router uses them. */
function fakeWindow(hash = '') {
  const entries: { hash: string; state: unknown }[] = [{ hash, state: null }];
  let at = 0;
  let onPop = () => {};
  const entry = () => entries[at] as { hash: string; state: unknown };
  const push = (next: { hash: string; state: unknown }) => {
    entries.splice(++at, entries.length, next);
  };
  vi.stubGlobal('location', {
    get hash() {
      return entry().hash;
    },
  });
  vi.stubGlobal('history', {
    get state() {
      return entry().state;
    },
    pushState: (state: unknown, _: string, href: string) => push({ hash: href, state }),
    replaceState: (state: unknown, _: string, href: string) => {
      entries[at] = { hash: href, state };
    },
    back: () => {
      at--;
      onPop();
    },
  });
  vi.stubGlobal('window', {
    addEventListener: (_: string, listener: () => void) => {
      onPop = listener;
    },
  });
  return {
    followLink(href: string) {
      push({ hash: href, state: null });
      onPop();
    },
    back: () => (history as History).back(),
    length: () => entries.length,
  };
}

async function freshRouter(hash = '') {
  vi.resetModules();
  const fake = fakeWindow(hash);
  const router = await import('./router.ts');
  router.startRouter();
  return { ...router, ...fake };
}

beforeEach(() => vi.unstubAllGlobals());

describe('an address', () => {
  test('names page, path and query, and survives being written and read', async () => {
    const { parseAddress, hrefOf } = await freshRouter();
    const href = hrefOf('images', ['local', 'sha256:ab', 'a/b c'], { filter: 'state:exited x&y', sort: '' });
    expect(parseAddress(href)).toEqual({
      page: 'images',
      path: ['local', 'sha256:ab', 'a/b c'],
      query: { filter: 'state:exited x&y' },
    });
  });

  test('an empty or broken one still leads somewhere', async () => {
    const { parseAddress } = await freshRouter();
    expect(parseAddress('')).toEqual({ page: 'containers', path: [], query: {} });
    expect(parseAddress('#/%E0%A4%A/x').page).toBe('%E0%A4%A');
  });
});

describe('going about', () => {
  test('starts where the address says', async () => {
    const { currentAddress } = await freshRouter('#/containers/local/abc/logs');
    expect(currentAddress()).toMatchObject({ page: 'containers', path: ['local', 'abc', 'logs'] });
  });

  test('changing the query adds no entry and keeps the key', async () => {
    const router = await freshRouter('#/containers');
    const { key } = router.currentAddress();
    router.setQuery({ filter: 'web' });
    expect(router.currentAddress()).toMatchObject({ query: { filter: 'web' }, key });
    expect(router.length()).toBe(1);
    router.setQuery({ filter: undefined });
    expect(router.currentAddress().query).toEqual({});
  });

  test('going back in the history leads to the very entry of the list', async () => {
    const router = await freshRouter('#/containers?filter=web');
    const { key } = router.currentAddress();
    router.followLink('#/containers/local/abc');
    router.navigate('#/containers/local/abc/logs', { replace: true });
    router.back();
    expect(router.currentAddress()).toMatchObject({ query: { filter: 'web' }, path: [], key });
  });

  test('a link from a thing to its list leads to the list as it was left', async () => {
    const router = await freshRouter('#/containers?filter=web');
    const { key } = router.currentAddress();
    router.followLink('#/containers/local/abc');
    expect(router.currentAddress().key).not.toBe(key);
    router.navigate('#/containers/local/def');
    router.followLink(router.listHref('containers'));
    expect(router.currentAddress()).toMatchObject({ query: { filter: 'web' }, path: [], key });
  });

  test('a link from another page begins the list anew', async () => {
    const router = await freshRouter('#/containers');
    const { key } = router.currentAddress();
    router.followLink('#/images');
    router.followLink('#/containers');
    expect(router.currentAddress().key).not.toBe(key);
  });

  test('the list of a shared address is a plain one', async () => {
    const router = await freshRouter('#/containers/local/abc');
    expect(router.listHref('containers')).toBe('#/containers');
  });
});
