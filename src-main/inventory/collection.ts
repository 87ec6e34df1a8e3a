import type { InventoryItem } from '../contract/inventory.ts';
import { latest } from '../rpc/latest.ts';
import { sameData } from './same-data.ts';

/**
 * Rows by their key, and the news of them for any number of watchers. A watcher that is slow gets one patch with what
 * the rows are by then, not each step; what comes back to where it was is told all the same.
 */
export class Collection<Row> {
  readonly #rows = new Map<string, Row>();
  readonly #keyOf: (row: Row) => string;
  readonly #watchers = new Set<(key: string | undefined) => void>();
  #loaded = false;

  constructor(keyOf: (row: Row) => string) {
    this.#keyOf = keyOf;
  }

  /** Whether the rows have been listed at least once. */
  get loaded(): boolean {
    return this.#loaded;
  }

  get size(): number {
    return this.#rows.size;
  }

  has(key: string): boolean {
    return this.#rows.has(key);
  }

  get(key: string): Row | undefined {
    return this.#rows.get(key);
  }

  values(): IterableIterator<Row> {
    return this.#rows.values();
  }

  /** Puts a row in its place. Nothing is told when it is as it was. */
  set(row: Row): void {
    const key = this.#keyOf(row);
    const before = this.#rows.get(key);
    if (before !== undefined && sameData(before, row)) return;
    this.#rows.set(key, row);
    this.#tell(key);
  }

  delete(key: string): void {
    if (this.#rows.delete(key)) this.#tell(key);
  }

  /** Makes the rows those of a whole list; only what differs is told. */
  replace(rows: Iterable<Row>): void {
    const gone = new Set(this.#rows.keys());
    for (const row of rows) {
      gone.delete(this.#keyOf(row));
      this.set(row);
    }
    for (const key of gone) this.delete(key);
    if (this.#loaded) return;
    this.#loaded = true;
    this.#tell(undefined);
  }

  /** First everything (once it has been listed), then what changed, until the signal. */
  watch(signal: AbortSignal): AsyncGenerator<InventoryItem<Row>> {
    const pending = new Set<string>();
    let first = true;
    const take = (): InventoryItem<Row> | undefined => {
      if (!this.#loaded) return undefined;
      if (first) {
        first = false;
        pending.clear();
        return { kind: 'snapshot', rows: [...this.#rows.values()] };
      }
      if (pending.size === 0) return undefined;
      const changed: Row[] = [];
      const removed: string[] = [];
      for (const key of pending) {
        const row = this.#rows.get(key);
        if (row === undefined) removed.push(key);
        else changed.push(row);
      }
      pending.clear();
      return { kind: 'patch', changed, removed };
    };
    const subscribe = (changed: () => void) => {
      const watcher = (key: string | undefined) => {
        if (key !== undefined && !first) pending.add(key);
        changed();
      };
      this.#watchers.add(watcher);
      return () => this.#watchers.delete(watcher);
    };
    return latest(subscribe, take, { signal });
  }

  #tell(key: string | undefined): void {
    for (const watcher of this.#watchers) watcher(key);
  }
}
