import { useEffect } from 'react';
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { AppError } from '../../src-main/contract/errors.ts';
import type { InventoryItem } from '../../src-main/contract/inventory.ts';
import { watch } from '../rpc/watch.ts';
import { sameData } from './same-data.ts';

/** One host's rows. A row that did not change keeps its object. */
export interface HostRows<Row> {
  readonly rows: ReadonlyMap<string, Row>;
  /** Whether the engine's list has come at least once. */
  readonly loaded: boolean;
  /** Set when the main side ended the watch; nothing more will come. */
  readonly error?: AppError | undefined;
}

const NOTHING: HostRows<never> = { rows: new Map<string, never>(), loaded: false };

/** The rows after one item of a watched list. Answers with the same object when nothing changed. */
export function applyItem<Row extends { id: string }>(
  before: HostRows<Row>,
  item: InventoryItem<Row>,
): HostRows<Row> {
  if (item.kind === 'patch') {
    if (item.changed.length === 0 && item.removed.length === 0) return before;
    const rows = new Map(before.rows);
    for (const id of item.removed) rows.delete(id);
    for (const row of item.changed) rows.set(row.id, row);
    return { ...before, rows };
  }
  const rows = new Map<string, Row>();
  let changed = !before.loaded || item.rows.length !== before.rows.size;
  for (const row of item.rows) {
    const old = before.rows.get(row.id);
    const same = old !== undefined && sameData(old, row);
    rows.set(row.id, same ? old : row);
    if (!same) changed = true;
  }
  return changed ? { rows, loaded: true, error: undefined } : before;
}

interface InventoryState<Row> {
  hosts: Readonly<Record<string, HostRows<Row>>>;
}

/** One kind of thing on all hosts, each watched while somebody shows it. */
export interface Inventory<Row> {
  readonly useStore: UseBoundStore<StoreApi<InventoryState<Row>>>;
  /** Watches a host until the returned function is called. */
  retain(host: string): () => void;
  /** The rows as they are now, without watching. */
  rowsOf(host: string): HostRows<Row>;
  /** Calls back with each host's rows that changed. */
  subscribe(onChange: (host: string, now: HostRows<Row>, before: HostRows<Row>) => void): () => void;
}

/** ms that a host's rows are still watched after nobody shows them: going from page to page asks nothing anew. */
const LINGER_MS = 5_000;

type WatchedPath = 'containers.watch' | 'images.watch';

/** Makes the store of one kind of thing. */
export function createInventory<Row extends { id: string }>(path: WatchedPath): Inventory<Row> {
  const useStore = create<InventoryState<Row>>(() => ({ hosts: {} }));
  const watched = new Map<string, { users: number; stop(): void; timer?: ReturnType<typeof setTimeout> }>();

  const rowsOf = (host: string): HostRows<Row> => useStore.getState().hosts[host] ?? NOTHING;

  const update = (host: string, next: HostRows<Row>) => {
    if (next !== rowsOf(host)) useStore.setState((state) => ({ hosts: { ...state.hosts, [host]: next } }));
  };

  const forget = (host: string) =>
    useStore.setState((state) => {
      const { [host]: _, ...hosts } = state.hosts;
      return { hosts };
    });

  return {
    useStore,
    rowsOf,
    retain(host) {
      const known = watched.get(host);
      const entry = known ?? {
        users: 0,
        stop: watch(
          path,
          { host },
          (item) =>
            update(host, applyItem(rowsOf(host), item as InventoryItem<unknown> as InventoryItem<Row>)),
          (error) => update(host, { ...rowsOf(host), error }),
        ),
      };
      watched.set(host, entry);
      entry.users++;
      clearTimeout(entry.timer);
      return () => {
        if (--entry.users > 0) return;
        entry.timer = setTimeout(() => {
          entry.stop();
          watched.delete(host);
          forget(host);
        }, LINGER_MS);
      };
    },
    subscribe: (onChange) =>
      useStore.subscribe((state, before) => {
        for (const [host, now] of Object.entries(state.hosts)) {
          const old = before.hosts[host] ?? NOTHING;
          if (now !== old) onChange(host, now, old);
        }
      }),
  };
}

function useRetained<Row>(inventory: Inventory<Row>, host: string | undefined): void {
  useEffect(() => (host === undefined ? undefined : inventory.retain(host)), [inventory, host]);
}

/** The rows of a host, watched while the component is mounted; none while the host is not known. */
export function useRows<Row>(inventory: Inventory<Row>, host: string | undefined): HostRows<Row> {
  useRetained(inventory, host);
  return inventory.useStore((state) => (host === undefined ? undefined : state.hosts[host]) ?? NOTHING);
}

/** One row of a host, watched likewise. */
export function useRow<Row>(
  inventory: Inventory<Row>,
  host: string,
  id: string,
): { row: Row | undefined; loaded: boolean } {
  useRetained(inventory, host);
  const row = inventory.useStore((state) => state.hosts[host]?.rows.get(id));
  const loaded = inventory.useStore((state) => state.hosts[host]?.loaded ?? false);
  return { row, loaded };
}

/** How many rows a host has, watched likewise; undefined until its list has come. */
export function useRowCount<Row>(inventory: Inventory<Row>, host: string | undefined): number | undefined {
  useRetained(inventory, host);
  return inventory.useStore((state) => {
    const list = host === undefined ? undefined : state.hosts[host];
    return list?.loaded ? list.rows.size : undefined;
  });
}
