import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatClock } from '../../i18n/format.ts';
import { useLanguage, useT } from '../../i18n/i18n.ts';
import { readToken, useTheme } from '../../styles/theme.ts';
import styles from './chart.module.css';
import { type ChartSeries, valueRange } from './series.ts';

export interface ChartProps {
  /** What is shown: "Memory". */
  title: string;
  /** Seconds since the epoch, one for each value, rising. */
  times: readonly number[];
  /** Up to four lines. */
  series: readonly ChartSeries[];
  /** Values as people read them, unit included: `formatMemory`, `formatPercent`. */
  format: (value: number) => string;
  /** A line that the values cannot or should not pass. */
  limit?: number | undefined;
  /** The shown stretch of time in seconds, the same for charts that stand together. */
  range: readonly [from: number, to: number];
  /** Charts with the same key share the pointer. */
  syncKey?: string;
  /** The least value of the axis' upper end, so that noise does not fill it. */
  leastMax?: number;
  /** Marks at powers of two, for values that `formatMemory` writes. */
  binary?: boolean;
}

/**
 * Values over time: unit, limit line, the value under the pointer, one time axis for neighbours. It is as high as the
 * box that it stands in lets it be. Load it lazily.
 */
export function Chart(props: ChartProps) {
  const { title, series, format, limit } = props;
  const t = useT();
  const [index, setIndex] = useState<number | null>(null);
  const host = usePlot(props, setIndex);
  const at = index ?? props.times.length - 1;
  const time = index === null ? undefined : props.times[index];
  const words = series.map(({ label, values }) => `${label} ${valueText(values[at], format)}`).join(', ');
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <span className={styles.title}>{title}</span>
        {time !== undefined && <span className={styles.time}>{formatClock(time * 1000)}</span>}
        <span className={styles.space} />
        {series.map(({ label, values }, line) => (
          <span key={label} className={styles.value}>
            <span className={styles.swatch} style={{ background: `var(--chart-${line + 1})` }} />
            {series.length > 1 && label} <b>{valueText(values[at], format)}</b>
          </span>
        ))}
        {limit !== undefined && (
          <span className={styles.value}>
            <span className={styles.limit} />
            {t('ui.limit')} {format(limit)}
          </span>
        )}
      </figcaption>
      <div className={styles.plot} ref={host} role="img" aria-label={`${title}: ${words}`}>
        {props.times.length === 0 && <p className={styles.none}>{t('ui.chartNoData')}</p>}
      </div>
    </figure>
  );
}

function valueText(value: number | null | undefined, format: (value: number) => string): string {
  return value === null || value === undefined ? '–' : format(value);
}

/** Makes the plot anew when its form changes and only moves its data otherwise. */
function usePlot(props: ChartProps, onPoint: (index: number | null) => void) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const theme = useTheme();
  const language = useLanguage();
  const { times, series, range, limit, syncKey } = props;
  const form = `${theme} ${language} ${syncKey} ${limit} ${series.map(({ label }) => label).join('\n')}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `form` stands for all that the plot is made from
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const size = () => ({ width: element.clientWidth, height: element.clientHeight });
    const made = new uPlot(
      options(latest, size(), onPoint),
      dataOf(latest.current.times, latest.current.series),
      element,
    );
    // Out of the flow: what is drawn must not hold up the box that it is drawn into.
    made.root.style.position = 'absolute';
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize(size()));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [form]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the range moves the axis even where no value is new
  useEffect(() => {
    plot.current?.setData(dataOf(times, series));
  }, [times, series, range[0], range[1]]);
  return host;
}

function dataOf(times: readonly number[], series: readonly ChartSeries[]): uPlot.AlignedData {
  return [times, ...series.map(({ values }) => values)] as uPlot.AlignedData;
}

/** Distances between times on the axis, in seconds: people count in these. */
const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 86_400];
const AXIS_WIDTH = 64;
/** Half a time's width, so that the last one is whole. */
const RIGHT_PADDING = 28;
const TICK_EVERY_PX = 96;
const ROW_EVERY_PX = 36;
/** A high chart has its marks further apart rather than more of them. */
const ROWS_MOST = 6;
/** Distances between marks: 1 B to 512 TiB. */
const BINARY_STEPS = Array.from({ length: 50 }, (_, power) => 2 ** power);

function options(
  latest: { readonly current: ChartProps },
  size: { width: number; height: number },
  onPoint: (index: number | null) => void,
): uPlot.Options {
  const { series, syncKey } = latest.current;
  const muted = readToken('--text-muted');
  const grid = { stroke: readToken('--chart-grid'), width: 1 };
  const font = `11px ${readToken('--font-ui')}`;
  return {
    ...size,
    padding: [8, RIGHT_PADDING, 0, 0],
    legend: { show: false },
    cursor: {
      drag: { x: false, y: false },
      points: { size: 6 },
      y: false,
      ...(syncKey ? { sync: { key: syncKey } } : {}),
    },
    scales: {
      x: { time: true, range: () => [...latest.current.range] as [number, number] },
      y: { range: () => valueRange(latest.current.series, latest.current.limit, latest.current.leastMax) },
    },
    axes: [
      {
        stroke: muted,
        font,
        grid,
        ticks: { show: false },
        space: TICK_EVERY_PX,
        incrs: TIME_STEPS,
        size: 26,
        values: (_, ticks) => ticks.map((tick) => formatClock(tick * 1000)),
      },
      {
        stroke: muted,
        font,
        grid,
        ticks: { show: false },
        space: (_plot, _axis, _from, _to, height) => Math.max(ROW_EVERY_PX, height / ROWS_MOST),
        size: AXIS_WIDTH,
        ...(latest.current.binary ? { incrs: BINARY_STEPS } : {}),
        values: (_, ticks) => ticks.map((tick) => latest.current.format(tick)),
      },
    ],
    series: [
      {},
      ...series.map(({ label }, line) => ({
        label,
        stroke: readToken(`--chart-${line + 1}`),
        width: 1.5,
        points: { show: false },
      })),
    ],
    hooks: {
      setCursor: [(u: uPlot) => onPoint(u.cursor.idx ?? null)],
      draw: [(u: uPlot) => drawLimit(u, latest.current.limit)],
    },
  };
}

function drawLimit(u: uPlot, limit: number | undefined): void {
  if (limit === undefined) return;
  const y = Math.round(u.valToPos(limit, 'y', true));
  const { left, top, width, height } = u.bbox;
  if (y < top || y > top + height) return;
  u.ctx.save();
  u.ctx.strokeStyle = readToken('--chart-limit');
  u.ctx.lineWidth = devicePixelRatio;
  u.ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
  u.ctx.beginPath();
  u.ctx.moveTo(left, y);
  u.ctx.lineTo(left + width, y);
  u.ctx.stroke();
  u.ctx.restore();
}
