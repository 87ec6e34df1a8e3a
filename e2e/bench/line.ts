/** Some runs of one measure. */
export interface Stat {
  median: number;
  min: number;
  max: number;
  n: number;
}

/** What a line must reach. */
export interface Limit {
  /** In words, as the person who reads it would say it. */
  text: string;
  /** The number that is compared with `ours.median`; a limit that depends on the peer is worked out with it. */
  value: number;
}

/** One measure with its peer from the same run. */
export interface Line {
  name: string;
  unit: string;
  ours: Stat;
  peer: (Stat & { name: string }) | null;
  /** ours / peer, by their medians. */
  ratio: number | null;
  /** Absent where the number is told for comparison alone. */
  limit: Limit | null;
  /** null where nothing is to be reached. */
  pass: boolean | null;
}

/** Median, least and most of some readings. */
export function stat(readings: readonly number[]): Stat {
  const sorted = [...readings].sort((a, b) => a - b);
  const [min = Number.NaN] = sorted;
  return { median: quantile(sorted, 0.5), min, max: sorted.at(-1) ?? Number.NaN, n: sorted.length };
}

/** The value below which a share of the sorted readings lies. */
export function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** Puts a line together; `limit` gets the peer's median, for limits that are told relative to it. */
export function line(measure: {
  name: string;
  unit: string;
  ours: readonly number[];
  peer?: { name: string; readings: readonly number[] } | undefined;
  limit?: ((peer: number) => Limit) | undefined;
}): Line {
  const ours = stat(measure.ours);
  const peer = measure.peer ? { name: measure.peer.name, ...stat(measure.peer.readings) } : null;
  const limit = measure.limit?.(peer?.median ?? Number.NaN) ?? null;
  return {
    name: measure.name,
    unit: measure.unit,
    ours,
    peer,
    ratio: peer && peer.median !== 0 ? ours.median / peer.median : null,
    limit,
    pass: limit && ours.median <= limit.value,
  };
}

const round = (value: number) =>
  Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(value < 10 ? 2 : 1);

/** A line for a person. */
export function lineText({ name, unit, ours, peer, ratio, limit, pass }: Line): string {
  const parts = [
    `${name}: ${round(ours.median)} ${unit} (${round(ours.min)}–${round(ours.max)}, n=${ours.n})`,
  ];
  if (peer) parts.push(`${peer.name} ${round(peer.median)} ${unit} (${round(peer.min)}–${round(peer.max)})`);
  if (ratio !== null) parts.push(`ratio ${ratio.toFixed(2)}`);
  if (limit) parts.push(`must reach ${limit.text}: ${pass ? 'yes' : 'NO'}`);
  else parts.push('told, nothing to reach');
  return parts.join('; ');
}
