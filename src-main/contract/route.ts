import type { ZodType, z } from 'zod';

/** A route that answers once. `_out` exists in the types alone. */
export interface CallRoute<In extends ZodType = ZodType, Out = unknown> {
  readonly kind: 'call';
  readonly input: In;
  readonly _out?: Out;
}

/** A route that answers with any number of items, until it ends or the caller cancels. */
export interface StreamRoute<In extends ZodType = ZodType, Item = unknown> {
  readonly kind: 'stream';
  readonly input: In;
  readonly _item?: Item;
}

/** A route with items in both directions. */
export interface DuplexRoute<In extends ZodType = ZodType, Up = unknown, Down = unknown> {
  readonly kind: 'duplex';
  readonly input: In;
  readonly _up?: Up;
  readonly _item?: Down;
}

export type Route = CallRoute | StreamRoute | DuplexRoute;

/** Declares a call: `call<Out>()(inputSchema)`. The input is parsed on the main side; answers are trusted. */
export const call =
  <Out>() =>
  <In extends ZodType>(input: In): CallRoute<In, Out> => ({ kind: 'call', input });

/** Declares a stream: `stream<Item>()(inputSchema)`. */
export const stream =
  <Item>() =>
  <In extends ZodType>(input: In): StreamRoute<In, Item> => ({ kind: 'stream', input });

/** Declares a duplex: `duplex<Up, Down>()(inputSchema)`. */
export const duplex =
  <Up, Down>() =>
  <In extends ZodType>(input: In): DuplexRoute<In, Up, Down> => ({ kind: 'duplex', input });

export type Routes = Record<string, Route>;
/** What a caller may pass (defaults of the schema may be left out). */
export type InputOf<R extends Route> = z.input<R['input']>;
/** What a handler receives (defaults filled in). */
export type ParsedOf<R extends Route> = z.output<R['input']>;
export type OutOf<R> = R extends CallRoute<ZodType, infer Out> ? Out : never;
export type ItemOf<R> =
  R extends StreamRoute<ZodType, infer Item>
    ? Item
    : R extends DuplexRoute<ZodType, unknown, infer Down>
      ? Down
      : never;
export type UpOf<R> = R extends DuplexRoute<ZodType, infer Up, unknown> ? Up : never;

/** The names of all routes of one kind. */
export type PathOf<A extends Routes, Kind extends Route['kind']> = {
  [P in keyof A & string]: A[P]['kind'] extends Kind ? P : never;
}[keyof A & string];
