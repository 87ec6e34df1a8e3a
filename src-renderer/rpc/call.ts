import type { Api } from '../../src-main/contract/api.ts';
import type { InputOf, OutOf } from '../../src-main/contract/route.ts';
import type { CallPath } from './client.ts';
import { connected } from './connection.ts';

/** Calls a route of the main side. Rejects with an AppError. */
export async function call<P extends CallPath>(
  path: P,
  input: InputOf<Api[P]>,
  signal?: AbortSignal,
): Promise<OutOf<Api[P]>> {
  return (await connected(signal)).call(path, input, signal);
}
