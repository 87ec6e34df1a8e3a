import type { StatsSample } from '../contract/containers.ts';
import type { Engine } from '../engine/engine.ts';
import { followStats, type StatsReading, statsSample } from '../engine/stats.ts';
import { latest } from '../rpc/latest.ts';

/** Samples of all watched containers leave together, at the most this often in ms. */
const PACE_MS = 250;

/**
 * Live use of some containers, one stream of the engine each, for as long as it is watched.
 * A container that stops or vanishes just sends nothing more.
 */
export async function* watchStats(
  engine: Engine,
  ids: string[],
  signal: AbortSignal,
): AsyncGenerator<StatsSample[]> {
  const abort = new AbortController();
  const end = () => abort.abort();
  signal.addEventListener('abort', end);
  let pending = new Map<string, StatsSample>();
  let tell = () => {};
  const follow = async (id: string) => {
    let before: StatsReading | undefined;
    for await (const reading of followStats(engine, id, { signal: abort.signal })) {
      if (before) {
        pending.set(id, statsSample(id, before, reading));
        tell();
      }
      before = reading;
    }
  };
  for (const id of ids) follow(id).catch(() => {}); // the host's own state tells what went wrong
  try {
    yield* latest(
      (changed) => {
        tell = changed;
        return () => {};
      },
      () => {
        if (pending.size === 0) return undefined;
        const samples = [...pending.values()];
        pending = new Map();
        return samples;
      },
      { signal, paceMs: PACE_MS },
    );
  } finally {
    signal.removeEventListener('abort', end);
    abort.abort();
  }
}
