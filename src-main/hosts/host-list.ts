import { AppError } from '../contract/errors.ts';
import type { Host } from '../contract/hosts.ts';
import type { Engine } from '../engine/engine.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { News } from '../rpc/news.ts';
import { HostConnection, type HostPlan, type RecordCall } from './host-connection.ts';

/** All hosts. What stands above asks it for an engine or an inventory by the host's id. */
export class HostList {
  #connections = new Map<string, HostConnection>();
  #news = new News();
  readonly #record: RecordCall;

  constructor(record: RecordCall) {
    this.#record = record;
  }

  add(plan: HostPlan): void {
    const connection = new HostConnection(plan, this.#record, () => this.#news.tell());
    this.#connections.set(plan.id, connection);
    this.#news.tell();
  }

  /** All hosts, now and after each change of any. */
  watch(signal: AbortSignal): AsyncGenerator<Host[]> {
    return this.#news.watch(() => this.all(), { signal });
  }

  all(): Host[] {
    return [...this.#connections.values()].map((connection) => connection.host);
  }

  /** A host's engine, whatever its state. Throws HOST_UNKNOWN. */
  engine(id: string): Engine {
    return this.#get(id).engine;
  }

  /** A host's current containers and images. Throws HOST_UNKNOWN. */
  inventory(id: string): Inventory {
    return this.#get(id).inventory;
  }

  retry(id: string): void {
    this.#get(id).retry();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#connections.values()].map((connection) => connection.close()));
  }

  #get(id: string): HostConnection {
    const connection = this.#connections.get(id);
    if (!connection) throw new AppError('HOST_UNKNOWN', `no host ${id}`);
    return connection;
  }
}
