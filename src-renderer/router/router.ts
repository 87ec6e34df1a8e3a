import { useSyncExternalStore } from 'react';

/**
 * The address of what the page shows: `#/PAGE/PATH…?QUERY`. It can be shared and survives a reload.
 * Each entry of the browser's history has a key, so that a list can be shown again as it was left.
 */
export interface Address {
  page: string;
  path: readonly string[];
  query: Readonly<Record<string, string>>;
}

interface EntryState {
  /** Names this entry of the history. */
  key: string;
}

export interface Location extends Address {
  key: string;
}

/** Page that an empty address leads to. */
export const HOME = 'containers';

/** Reads an address; broken escapes are taken as they stand. */
export function parseAddress(hash: string): Address {
  const text = hash.replace(/^#?\/?/, '');
  const mark = text.indexOf('?');
  const parts = (mark === -1 ? text : text.slice(0, mark)).split('/').filter((part) => part !== '');
  const query: Record<string, string> = {};
  if (mark !== -1) for (const [name, value] of new URLSearchParams(text.slice(mark + 1))) query[name] = value;
  const [page = HOME, ...path] = parts.map(decode);
  return { page, path, query };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Writes an address as a link's `href`. Absent and empty values of the query are left out. */
export function hrefOf(
  page: string,
  path: readonly string[] = [],
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value);
  const text = search.toString();
  return `#/${[page, ...path].map(encodeURIComponent).join('/')}${text ? `?${text}` : ''}`;
}

const listeners = new Set<() => void>();
/** The latest address of each page without a path: its list. */
const lists = new Map<string, { href: string; key: string }>();
let current: Location = { ...parseAddress(''), key: '' };
let nextKey = 1;

function newKey(): string {
  return `${Date.now().toString(36)}-${nextKey++}`;
}

/** Takes the window's address, which a link, a typed address or the history changed. */
function read(): void {
  const href = location.hash || hrefOf(HOME);
  let state = history.state as EntryState | null;
  if (!state?.key) {
    state = { key: leftListKey(href) ?? newKey() };
    history.replaceState(state, '', href);
  }
  show(href, state.key);
}

/** A link from a thing back to its list shows the list as it was left. */
function leftListKey(href: string): string | undefined {
  const list = lists.get(current.page);
  return current.path.length > 0 && list?.href === href ? list.key : undefined;
}

function show(href: string, key: string): void {
  current = { ...parseAddress(href), key };
  if (current.path.length === 0) lists.set(current.page, { href, key });
  for (const listener of listeners) listener();
}

/** Begins to follow the window's address. Call it once before the first render. */
export function startRouter(): void {
  // A list brings its own scroll position back.
  history.scrollRestoration = 'manual';
  window.addEventListener('popstate', read);
  read();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The address that is shown. */
export function useAddress(): Location {
  return useSyncExternalStore(subscribe, () => current);
}

/** The address, for code outside of components. */
export function currentAddress(): Location {
  return current;
}

/** Goes to an address; with `replace` the present one is not kept in the history. */
export function navigate(href: string, options: { replace?: boolean } = {}): void {
  const key = options.replace ? current.key : newKey();
  if (options.replace) history.replaceState({ key }, '', href);
  else history.pushState({ key }, '', href);
  // Not read back from the window: browsers drop changes of the history that come very fast.
  show(href, key);
}

/** Changes values of the query in place. */
export function setQuery(patch: Readonly<Record<string, string | undefined>>): void {
  navigate(hrefOf(current.page, current.path, { ...current.query, ...patch }), { replace: true });
}

/** The address of a page's list as it was left, with its filter. */
export function listHref(page: string): string {
  return lists.get(page)?.href ?? hrefOf(page);
}
