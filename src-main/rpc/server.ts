import { AppError } from '../contract/errors.ts';
import { type Frame, itemCost, type Port, TERMINAL_WINDOW } from '../contract/protocol.ts';
import type {
  CallRoute,
  DuplexRoute,
  ItemOf,
  OutOf,
  ParsedOf,
  Route,
  Routes,
  UpOf,
} from '../contract/route.ts';
import { Credit } from './credit.ts';
import { Inbox } from './inbox.ts';

export interface Context {
  /** Aborts when the caller cancels or the port closes. */
  signal: AbortSignal;
}

export type Handler<R extends Route> =
  R extends CallRoute<infer _In, infer _Out>
    ? (input: ParsedOf<R>, context: Context) => Promise<OutOf<R>>
    : R extends DuplexRoute
      ? (input: ParsedOf<R>, context: Context & { up: AsyncIterable<UpOf<R>> }) => AsyncIterable<ItemOf<R>>
      : (input: ParsedOf<R>, context: Context) => AsyncIterable<ItemOf<R>>;

/** One handler for every route: a missing one does not compile. */
export type Handlers<A extends Routes> = { [P in keyof A]: Handler<A[P]> };

type AnyHandler = (input: unknown, context: Context & { up?: AsyncIterable<unknown> }) => unknown;

interface Open {
  abort: AbortController;
  credit: Credit;
  up: Inbox<unknown> | undefined;
}

/**
 * Serves the routes on one port until it closes; then everything that it had opened is aborted.
 * Inputs are parsed here. A handler's iterator is only asked for its next item when the caller has granted
 * credit, so a slow page pauses the engine's socket, and a source of news can merge while it waits.
 */
export function serve<A extends Routes>(port: Port, routes: A, handlers: Handlers<A>): void {
  const opened = new Map<number, Open>();

  const fail = (id: number, error: unknown) =>
    port.send({ t: 'error', id, error: AppError.from(error).toData() });

  async function run(frame: Extract<Frame, { t: 'open' }>): Promise<void> {
    const { id, path } = frame;
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (!route || opened.has(id)) return fail(id, new AppError('INVALID', `no route ${path}`));
    const parsed = route.input.safeParse(frame.input);
    if (!parsed.success) {
      const first = parsed.error.issues[0];
      const where = first?.path.join('.');
      return fail(
        id,
        new AppError('INVALID', `${path}: ${where ? `${where}: ` : ''}${first?.message ?? 'bad input'}`),
      );
    }
    const grant = (bytes: number) => port.send({ t: 'credit', id, bytes });
    const open: Open = {
      abort: new AbortController(),
      credit: new Credit(frame.credit),
      up: route.kind === 'duplex' ? new Inbox(grant) : undefined,
    };
    opened.set(id, open);
    const { signal } = open.abort;
    try {
      const handler = handlers[path as keyof A] as AnyHandler;
      if (open.up) grant(TERMINAL_WINDOW);
      const answer = handler(parsed.data, open.up ? { signal, up: open.up } : { signal });
      if (route.kind === 'call') {
        const data = await answer;
        if (!signal.aborted) port.send({ t: 'next', id, data });
      } else {
        await pump(answer as AsyncIterable<unknown>, open, id);
      }
      if (!signal.aborted) port.send({ t: 'end', id });
    } catch (error) {
      if (!signal.aborted) fail(id, error);
    } finally {
      opened.delete(id);
      open.abort.abort();
      open.up?.close();
    }
  }

  async function pump(
    items: AsyncIterable<unknown>,
    { credit, abort: { signal } }: Open,
    id: number,
  ): Promise<void> {
    const iterator = items[Symbol.asyncIterator]();
    try {
      while (!signal.aborted) {
        const wait = credit.available(signal);
        if (wait) await wait;
        if (signal.aborted) return;
        const result = await iterator.next();
        if (result.done || signal.aborted) return;
        credit.take(itemCost(result.value));
        port.send({ t: 'next', id, data: result.value });
      }
    } finally {
      iterator.return?.()?.catch?.(() => {});
    }
  }

  port.start(
    (frame) => {
      if (frame.t === 'open') {
        void run(frame);
        return;
      }
      const open = opened.get(frame.id);
      if (!open) return;
      if (frame.t === 'credit') open.credit.add(frame.bytes);
      else if (frame.t === 'cancel') {
        opened.delete(frame.id);
        open.abort.abort();
      } else if (frame.t === 'up') open.up?.push(frame.data);
      else if (frame.t === 'up-end') open.up?.close();
    },
    () => {
      for (const open of opened.values()) open.abort.abort();
      opened.clear();
    },
  );
}
