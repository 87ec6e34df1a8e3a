import type { StatsSample } from '../../../../src-main/contract/containers.ts';

/** Seconds that the charts show. */
export const SHOWN_SECONDS = 5 * 60;
/** Readings that are kept: what the charts show, and a little more for what comes late. */
const KEPT = SHOWN_SECONDS + 30;
/** Seconds without a reading after which a line is broken rather than drawn across: podman reads every five seconds. */
const GAP_SECONDS = 12;

export interface History {
  /** Seconds since 1970, rising. */
  readonly times: readonly number[];
  /** One a time; null where nothing was measured. */
  readonly samples: readonly (StatsSample | null)[];
}

export const noHistory: History = { times: [], samples: [] };

/** The history with one more reading; one that is not newer than the last is left out. */
export function withSample(history: History, sample: StatsSample): History {
  const time = sample.time / 1000;
  const last = history.times[history.times.length - 1];
  if (last !== undefined && time <= last) return history;
  const times = [...history.times];
  const samples = [...history.samples];
  if (last !== undefined && time - last > GAP_SECONDS) {
    times.push(last + 1);
    samples.push(null);
  }
  times.push(time);
  samples.push(sample);
  return { times: times.slice(-KEPT), samples: samples.slice(-KEPT) };
}

/** One measure over time. */
export function valuesOf(history: History, read: (sample: StatsSample) => number): (number | null)[] {
  return history.samples.map((sample) => (sample ? read(sample) : null));
}
