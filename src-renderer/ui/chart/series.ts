export interface ChartSeries {
  label: string;
  /** One a time; null where nothing is known. */
  values: readonly (number | null)[];
}

/** Room above the highest value, so that a line does not run along the edge. */
const HEADROOM = 1.1;
/** A limit is shown when the values come that near; far above them it would press them flat. */
const LIMIT_IN_SIGHT = 0.5;

/** From zero to a little above the highest value, and to the limit when the values come near it. */
export function valueRange(
  series: readonly ChartSeries[],
  limit: number | undefined,
  leastMax = 0,
): [number, number] {
  let highest = 0;
  for (const { values } of series)
    for (const value of values) if (value !== null && value > highest) highest = value;
  const near = limit !== undefined && highest >= limit * LIMIT_IN_SIGHT;
  const top = Math.max(highest * HEADROOM, leastMax, near ? limit * HEADROOM : 0);
  return [0, top > 0 ? top : 1];
}
