import { z } from 'zod';
import { call, stream } from './route.ts';

/** One call to an engine: never a body, a header or a secret. */
export interface EngineCall {
  /** Counts up from 1. */
  id: number;
  /** ms since 1970 at its start. */
  time: number;
  host: string;
  /** The engine's address, to write a `curl` line. */
  address: string;
  method: string;
  /** Path and query with the API version. */
  path: string;
  /** HTTP status; absent while it waits or when no answer came. */
  status?: number | undefined;
  /** ms until the answer's head, or until it failed. */
  duration?: number | undefined;
  /** Socket error or abort. */
  error?: string | undefined;
}

export const activityRoutes = {
  /** New and changed calls, the kept ones first. */
  'activity.watch': stream<EngineCall[]>()(z.object({})),
  'activity.clear': call<void>()(z.object({})),
};
