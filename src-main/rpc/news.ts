import { latest } from './latest.ts';

/** A value that changes, for those who want its newest state: told at once, then after each change. */
export class News {
  #listeners = new Set<() => void>();

  /** Says that the value has changed. */
  tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Yields what `read` returns, now and after changes, at the most once in `paceMs`. */
  watch<T>(read: () => T, options: { signal: AbortSignal; paceMs?: number }): AsyncGenerator<T> {
    let dirty = true;
    return latest(
      (changed) => {
        const listener = () => {
          dirty = true;
          changed();
        };
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      () => {
        if (!dirty) return undefined;
        dirty = false;
        return read();
      },
      options,
    );
  }
}
