import type { EngineCall } from '../contract/activity.ts';
import { ACTIVITY_KEPT } from '../contract/values.ts';
import { latest } from '../rpc/latest.ts';

/** News of calls is told at the most this often, in ms. */
const PACE_MS = 100;

/** The last calls to all engines. */
export class ActivityLog {
  #calls = new Map<number, EngineCall>();
  #listeners = new Set<(call: EngineCall) => void>();

  /**
   * Takes in a call when it begins and again when it has ended, under the same id. Probes that go well are
   * left out: one every few seconds would push out what a user did.
   */
  record(call: EngineCall): void {
    if (call.path.endsWith('/_ping') && call.error === undefined) return;
    if (!this.#calls.has(call.id) && this.#calls.size >= ACTIVITY_KEPT) {
      this.#calls.delete(this.#calls.keys().next().value as number);
    }
    this.#calls.set(call.id, call);
    for (const listener of this.#listeners) listener(call);
  }

  clear(): void {
    this.#calls.clear();
  }

  /** The kept calls, then each new or changed one. */
  watch(signal: AbortSignal): AsyncGenerator<EngineCall[]> {
    let pending = new Map(this.#calls);
    return latest(
      (changed) => {
        const listener = (call: EngineCall) => {
          pending.set(call.id, call);
          // A page that does not ask for long gets no more than it would keep.
          if (pending.size > ACTIVITY_KEPT) pending.delete(pending.keys().next().value as number);
          changed();
        };
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      () => {
        if (pending.size === 0) return undefined;
        const calls = [...pending.values()];
        pending = new Map();
        return calls;
      },
      { signal, paceMs: PACE_MS },
    );
  }
}
