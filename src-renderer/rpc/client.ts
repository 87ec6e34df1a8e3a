import type { Api } from '../../src-main/contract/api.ts';
import { AppError } from '../../src-main/contract/errors.ts';
import { type Frame, itemCost, NEWS_WINDOW, type Port } from '../../src-main/contract/protocol.ts';
import type { InputOf, ItemOf, OutOf, PathOf, UpOf } from '../../src-main/contract/route.ts';

export type CallPath = PathOf<Api, 'call'>;
export type StreamPath = PathOf<Api, 'stream'>;
export type DuplexPath = PathOf<Api, 'duplex'>;

export interface StreamOptions<Item> {
  signal?: AbortSignal;
  /** Bytes that may be under way; the default suits small news. */
  window?: number;
  /** Called for each item in order; its credit is granted again when what it returns has settled. */
  onItem(item: Item): void | Promise<void>;
}

export interface Duplex<Up> {
  /** Sends one item up; resolves when it may be followed by another. */
  send(item: Up): Promise<void>;
  /** Resolves when the other side ended it; rejects with an AppError, CANCELLED when aborted. */
  readonly ended: Promise<void>;
}

/** Credit goes back in so many parts of a window: seldom enough to cost little, early enough that no source waits. */
const GRANTS_A_WINDOW = 4;

interface Pending {
  onNext(data: unknown): void;
  onEnd(): void;
  onError(error: AppError): void;
  onCredit(bytes: number): void;
}

/** The page's end of one port. When the port closes all that is open fails with DISCONNECTED. */
export class Client {
  #port: Port;
  #next = 1;
  #pending = new Map<number, Pending>();
  #closed = false;
  /** Resolves when the port is gone. */
  readonly closed: Promise<void>;

  constructor(port: Port) {
    this.#port = port;
    this.closed = new Promise((resolve) => {
      port.start(
        (frame) => this.#receive(frame),
        () => {
          this.#closed = true;
          const lost = new AppError('DISCONNECTED', 'the connection to Gantry was lost');
          for (const pending of [...this.#pending.values()]) pending.onError(lost);
          this.#pending.clear();
          resolve();
        },
      );
    });
  }

  close(): void {
    this.#port.close();
  }

  /** Calls a route once. Rejects with an AppError. */
  call<P extends CallPath>(path: P, input: InputOf<Api[P]>, signal?: AbortSignal): Promise<OutOf<Api[P]>> {
    let answer: unknown;
    const { ended } = this.#open(path, input, {
      signal,
      window: NEWS_WINDOW,
      onItem: (item) => {
        answer = item;
      },
    });
    return ended.then(() => answer as OutOf<Api[P]>);
  }

  /** Opens a stream. Resolves at its end; rejects with an AppError, CANCELLED when aborted. */
  stream<P extends StreamPath>(
    path: P,
    input: InputOf<Api[P]>,
    options: StreamOptions<ItemOf<Api[P]>>,
  ): Promise<void> {
    return this.#open(path, input, options as StreamOptions<unknown>).ended;
  }

  /** Opens a duplex. */
  duplex<P extends DuplexPath>(
    path: P,
    input: InputOf<Api[P]>,
    options: StreamOptions<ItemOf<Api[P]>>,
  ): Duplex<UpOf<Api[P]>> {
    return this.#open(path, input, options as StreamOptions<unknown>) as Duplex<UpOf<Api[P]>>;
  }

  #open(path: string, input: unknown, options: StreamOptions<unknown>): Duplex<unknown> {
    const { signal, window = NEWS_WINDOW, onItem } = options;
    const id = this.#next++;
    let upCredit = 0;
    let consumed = 0;
    let waiting: (() => void)[] = [];
    let over = false;
    const ended = new Promise<void>((resolve, reject) => {
      if (this.#closed) return reject(new AppError('DISCONNECTED', 'the connection to Gantry was lost'));
      if (signal?.aborted) return reject(new AppError('CANCELLED', 'cancelled'));
      const finish = (settle: () => void) => {
        over = true;
        this.#pending.delete(id);
        signal?.removeEventListener('abort', cancel);
        for (const wake of waiting) wake();
        settle();
      };
      const cancel = () => {
        this.#port.send({ t: 'cancel', id });
        finish(() => reject(new AppError('CANCELLED', 'cancelled')));
      };
      signal?.addEventListener('abort', cancel);
      let order: Promise<void> | undefined;
      const consume = (data: unknown): Promise<void> | undefined => {
        const grant = () => {
          consumed += itemCost(data);
          // Not for each item: a log of 64 KiB messages would send as many frames back.
          if (over || consumed < window / GRANTS_A_WINDOW) return;
          this.#port.send({ t: 'credit', id, bytes: consumed });
          consumed = 0;
        };
        const work = onItem(data);
        if (work) return work.then(grant);
        grant();
        return undefined;
      };
      // While an item's promise is open the ones behind it wait their turn, and so does the end.
      const inOrder = (step: () => Promise<void> | undefined) => {
        if (order) {
          const chained: Promise<void> = order.then(step).finally(() => {
            if (order === chained) order = undefined;
          });
          order = chained;
          chained.catch((error) => fail(AppError.from(error)));
        } else {
          try {
            const work = step();
            if (work) {
              const started: Promise<void> = work.finally(() => {
                if (order === started) order = undefined;
              });
              order = started;
              started.catch((error) => fail(AppError.from(error)));
            }
          } catch (error) {
            fail(AppError.from(error));
          }
        }
      };
      const fail = (error: AppError) => {
        if (over) return;
        this.#port.send({ t: 'cancel', id });
        finish(() => reject(error));
      };
      this.#pending.set(id, {
        onNext: (data) => inOrder(() => (over ? undefined : consume(data))),
        onEnd: () => inOrder(() => void (over || finish(resolve))),
        onError: (error) => inOrder(() => void (over || finish(() => reject(error)))),
        onCredit: (bytes) => {
          upCredit += bytes;
          const ready = waiting;
          waiting = [];
          for (const wake of ready) wake();
        },
      });
      this.#port.send({ t: 'open', id, path, input, credit: window });
    });
    ended.catch(() => {});
    return {
      ended,
      send: async (item) => {
        while (upCredit <= 0 && !over) await new Promise<void>((resolve) => waiting.push(resolve));
        if (over) return;
        upCredit -= itemCost(item);
        this.#port.send({ t: 'up', id, data: item });
      },
    };
  }

  #receive(frame: Frame): void {
    const pending = this.#pending.get(frame.id);
    if (!pending) return;
    if (frame.t === 'next') pending.onNext(frame.data);
    else if (frame.t === 'end') pending.onEnd();
    else if (frame.t === 'error') pending.onError(AppError.fromData(frame.error));
    else if (frame.t === 'credit') pending.onCredit(frame.bytes);
  }
}
