import type { Api } from '../../src-main/contract/api.ts';
import { AppError } from '../../src-main/contract/errors.ts';
import type { InputOf, ItemOf } from '../../src-main/contract/route.ts';
import type { StreamPath } from './client.ts';
import { connected } from './connection.ts';

/**
 * Follows a stream of news until the returned function is called, over losses of the connection as well:
 * the route is opened anew and starts with everything again.
 * `onError` is told of errors that the main side answers with; the watch then ends.
 */
export function watch<P extends StreamPath>(
  path: P,
  input: InputOf<Api[P]>,
  onItem: (item: ItemOf<Api[P]>) => void,
  onError?: (error: AppError) => void,
): () => void {
  const abort = new AbortController();
  const { signal } = abort;
  void (async () => {
    while (!signal.aborted) {
      try {
        const client = await connected(signal);
        await client.stream(path, input, { signal, onItem });
        return;
      } catch (thrown) {
        if (signal.aborted) return;
        const error = AppError.from(thrown);
        if (error.code !== 'DISCONNECTED') {
          onError?.(error);
          return;
        }
      }
    }
  })();
  return () => abort.abort();
}
