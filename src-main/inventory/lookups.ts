/** Lookups under way at once: enough that a few which wait for a container's lock hold up no other. */
const PARALLEL = 16;
/** Every how many lookups the longest waiting goes first, so that newer news cannot keep it out for ever. */
const OLDEST_EVERY = 4;

/**
 * Looks one thing up; must not reject. What it found counts only while `isCurrent(isKnown)`: not once the thing is
 * gone, nor, of a thing that is known already, when there is news of it that the answer may not hold.
 */
export type Look = (id: string, isCurrent: (isKnown: boolean) => boolean) => Promise<void>;

/**
 * Looks things up by id, each at most once at a time: news of a thing that is being looked up makes for one
 * more lookup after it, however many come. The newest news goes first.
 */
export class Lookups {
  readonly #look: Look;
  /** In the order of their latest news. */
  readonly #waiting = new Set<string>();
  readonly #running = new Map<string, { again: boolean; forgotten: boolean }>();
  #taken = 0;

  constructor(look: Look) {
    this.#look = look;
  }

  /** Whether a lookup of it waits or is under way. */
  has(id: string): boolean {
    return this.#waiting.has(id) || this.#running.has(id);
  }

  /** There is news of it. */
  request(id: string): void {
    const running = this.#running.get(id);
    if (running && !running.forgotten) {
      running.again = true;
      return;
    }
    this.#waiting.delete(id);
    this.#waiting.add(id);
    this.#fill();
  }

  /** It is gone: nothing that is found of it counts any more. */
  forget(id: string): void {
    this.#waiting.delete(id);
    const running = this.#running.get(id);
    if (running) running.forgotten = true;
  }

  #fill(): void {
    while (this.#running.size < PARALLEL) {
      const id = this.#next();
      if (id === undefined) return;
      this.#waiting.delete(id);
      const run = { again: false, forgotten: false };
      this.#running.set(id, run);
      void this.#look(id, (isKnown) => !run.forgotten && !(isKnown && run.again)).finally(() => {
        this.#running.delete(id);
        if (run.again && !run.forgotten) this.request(id);
        else this.#fill();
      });
    }
  }

  #next(): string | undefined {
    if (this.#waiting.size === 0) return undefined;
    this.#taken += 1;
    if (this.#taken % OLDEST_EVERY === 0) return this.#waiting.values().next().value;
    let newest: string | undefined;
    for (const id of this.#waiting) newest = id;
    return newest;
  }
}
