import { useCallback, useEffect, useState } from 'react';
import { AppError } from '../../../src-main/contract/errors.ts';
import { call } from '../../rpc/call.ts';

/** The engine's JSON of one thing, read anew when `version` changes or when asked. The old one stays until then. */
export function useInspect(
  path: 'containers.inspect' | 'images.inspect',
  host: string,
  id: string,
  /** Changes with the thing: its row. */
  version: unknown,
): { value: unknown; error: AppError | undefined; refresh: () => void } {
  const [state, setState] = useState<{ value?: unknown; error?: AppError | undefined }>({});
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` and `asked` are reasons to read again
  useEffect(() => {
    const abort = new AbortController();
    call(path, { host, id }, abort.signal).then(
      (value) => setState({ value }),
      (error: unknown) => {
        if (!abort.signal.aborted) setState((before) => ({ ...before, error: AppError.from(error) }));
      },
    );
    return () => abort.abort();
  }, [path, host, id, version, asked]);
  const refresh = useCallback(() => setAsked((count) => count + 1), []);
  return { value: state.value, error: state.error, refresh };
}
