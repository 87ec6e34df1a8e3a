import {
  type KeyboardEvent,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useReducer,
  useRef,
} from 'react';
import { useStore } from 'zustand';
import { useT } from '../../i18n/i18n.ts';
import { classNames } from '../../ui/class-names.ts';
import type { LogClient } from './log-client.ts';
import { LogRow } from './log-row.tsx';
import styles from './log-view.module.css';
import type { LogRow as Row } from './protocol.ts';
import { ScrollModel } from './scroll-model.ts';
import { useLogSelection } from './use-log-selection.ts';

/** Height of a row of one line, in px. */
const LINE_PX = 20;
/** After so many ms without a scroll the scroll bar is put where it belongs. */
const SCROLL_REST_MS = 150;
/** Between the view and the rows asked for, in heights of the view above and below. */
const MARGIN_VIEWS = 1;

export interface LogViewHandle {
  /** The row at the top edge. */
  topRow(): number;
  focus(): void;
}

export interface LogViewProps {
  client: LogClient;
  timestamps: boolean;
  wrap: boolean;
  follow: boolean;
  /** Scrolling up ends the following, coming to the end begins it. */
  onFollow: (follow: boolean) => void;
  ref?: Ref<LogViewHandle>;
}

/** The rows of a log: only those in sight are drawn, and only those are asked for. */
export function LogView({ client, timestamps, wrap, follow, onFollow, ref }: LogViewProps) {
  const t = useT();
  const log = useRef<HTMLDivElement>(null);
  const spacer = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const model = useRef<ScrollModel>(null);
  model.current ??= new ScrollModel(LINE_PX);
  const scroll = model.current;
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const news = useStore(client.state, (state) => state.news);
  /** The scroll bar's position as last seen or set. */
  const lastTop = useRef(0);
  const scrolledAt = useRef(0);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const drawn = useRef<{ rows: readonly Row[]; offset: number }>({ rows: [], offset: 0 });
  const widest = useRef(0);
  /** The row of a match that is on its way into sight. */
  const sought = useRef<number>(undefined);

  const stopFollowing = useCallback(() => {
    scroll.hold();
    onFollow(false);
  }, [scroll, onFollow]);
  const selectAll = useLogSelection(log, rows, client, stopFollowing);

  useImperativeHandle(ref, () => ({
    topRow: () => scroll.topAnchor().row,
    focus: () => log.current?.focus(),
  }));

  if (follow && scroll.anchor !== 'end') scroll.anchor = 'end';
  else if (!follow && scroll.anchor === 'end') scroll.hold();
  if (news) scroll.setRows(news.first, news.end);
  drawn.current = rowsInSight(scroll, news?.rows ?? [], drawn.current);
  for (const { text } of drawn.current.rows) widest.current = Math.max(widest.current, text.length);

  useEffect(
    () =>
      // Not through the drawing, which may pass over news: each of these is told once.
      client.state.subscribe(({ news }) => {
        if (news?.goTo === undefined) return;
        scroll.setRows(news.first, news.end);
        scroll.reveal(news.goTo);
        sought.current = news.goTo;
        onFollow(false);
        redraw();
      }),
    [client, scroll, onFollow],
  );

  useLayoutEffect(() => {
    const element = log.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      scroll.view = element.clientHeight;
      scroll.forgetHeights();
      redraw();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroll]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows have other heights when these change
  useLayoutEffect(() => {
    scroll.forgetHeights();
    widest.current = 0;
    redraw();
  }, [scroll, wrap, timestamps]);

  // After every drawing the scroll bar follows what is shown, never the other way round.
  useLayoutEffect(() => {
    const element = log.current;
    if (!element || !spacer.current || !layer.current || !rows.current) return;
    if (Math.abs(element.scrollTop - lastTop.current) >= 1) takeScroll(element);
    // With the heights known other rows may be in sight.
    const moved = wrap && scroll.measure(heightsOf(rows.current));
    if (moved) {
      // Rows above it that are higher than they were thought to be push it away.
      if (sought.current !== undefined) scroll.reveal(sought.current);
      redraw();
    }
    spacer.current.style.height = `${scroll.spacer}px`;
    layer.current.style.height = `${scroll.view}px`;
    layer.current.style.minWidth = wrap ? '' : `${widest.current}ch`;
    const top = scroll.scrollTop();
    const resting = performance.now() - scrolledAt.current > SCROLL_REST_MS;
    if ((resting || scroll.exact || follow) && Math.abs(element.scrollTop - top) >= 1)
      element.scrollTop = top;
    lastTop.current = element.scrollTop;
    askForRows(client, scroll, follow);
    const mark = sought.current === undefined || moved ? null : rows.current.querySelector('[data-current]');
    if (mark) {
      sought.current = undefined;
      revealSideways(element, mark);
      // Its row may be higher than the view.
      const away = distanceToView(element, mark);
      if (away !== 0) {
        scroll.moveBy(away);
        redraw();
      }
    }
  });

  useEffect(() => () => clearTimeout(rest.current), []);

  function takeScroll(element: HTMLElement): void {
    const top = element.scrollTop;
    if (Math.abs(top - lastTop.current) < 1) return;
    const from = lastTop.current;
    lastTop.current = top;
    // A view that has grown moves its scroll bar too: it stands at the end as before.
    const atEnd = top >= element.scrollHeight - element.clientHeight - 1;
    if (scroll.anchor === 'end' && atEnd) return;
    sought.current = undefined;
    scroll.scrolled(from, top);
    scrolledAt.current = performance.now();
    clearTimeout(rest.current);
    rest.current = setTimeout(redraw, SCROLL_REST_MS + 10);
    onFollow(scroll.anchor === 'end');
    redraw();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === 'a') selectAll();
    else if (event.key === 'Home' && !event.shiftKey) {
      scroll.anchor = { row: scroll.first, offset: 0 };
      onFollow(scroll.fits);
    } else if (event.key === 'End' && !event.shiftKey) onFollow(true);
    else return;
    event.preventDefault();
    redraw();
  }

  const current = news?.search?.current;
  return (
    <div
      ref={log}
      role="log"
      aria-label={t('logs.title')}
      aria-live={follow ? 'polite' : 'off'}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keyboard, and its text is selected there
      tabIndex={0}
      className={classNames(styles.log, wrap && styles.wrap, timestamps && styles.withTime)}
      onScroll={(event) => takeScroll(event.currentTarget)}
      onWheel={(event) => {
        // At once: what comes in before the scroll is reported would bring the end back.
        if (event.deltaY < 0 && follow && !scroll.fits) stopFollowing();
      }}
      onKeyDown={onKeyDown}
    >
      <div ref={spacer} className={styles.spacer}>
        <div
          ref={layer}
          className={classNames(
            styles.layer,
            atBottom(scroll) && styles.atBottom,
            news?.ahead && styles.ahead,
          )}
        >
          <div
            ref={rows}
            className={styles.rows}
            style={{ transform: `translateY(${-drawn.current.offset}px)` }}
          >
            {drawn.current.rows.map((row) => (
              <LogRow
                key={row.row}
                row={row}
                timestamps={timestamps}
                currentMark={current?.row === row.row ? current.nth : undefined}
              />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

/** The end of a log that is higher than its view stands at the bottom edge, however high its rows turn out. */
function atBottom(scroll: ScrollModel): boolean {
  return scroll.anchor === 'end' && !scroll.fits;
}

/** The rows to draw out of those that the worker sent; what was drawn before when they are others. */
function rowsInSight(
  scroll: ScrollModel,
  sent: readonly Row[],
  before: { rows: readonly Row[]; offset: number },
): { rows: readonly Row[]; offset: number } {
  const top = scroll.topAnchor();
  const start = top.row - (sent[0]?.row ?? 0);
  if (scroll.rows === 0) return { rows: [], offset: 0 };
  if (start < 0 || start >= sent.length) return before;
  const offset = scroll.anchor === 'end' ? 0 : top.offset;
  let height = -offset;
  let end = start;
  while (end < sent.length && height < scroll.view) {
    height += scroll.leastHeight((sent[end] as Row).row);
    end += 1;
  }
  return { rows: sent.slice(start, scroll.anchor === 'end' ? sent.length : end), offset };
}

function heightsOf(rows: HTMLElement): { row: number; height: number }[] {
  return Array.from(rows.children, (element) => ({
    row: Number(element.getAttribute('data-row')),
    height: element.getBoundingClientRect().height,
  }));
}

/** Asks for the rows around the view, and not again while those asked for still surround it. */
function askForRows(client: LogClient, scroll: ScrollModel, follow: boolean): void {
  const view = Math.ceil(scroll.view / LINE_PX) + 1;
  if (follow) {
    client.setSight('end', view * (1 + MARGIN_VIEWS));
    return;
  }
  const { row } = scroll.topAnchor();
  const { first, count } = client.sight;
  const covers =
    first !== 'end' && first <= Math.max(row - view / 2, scroll.first) && row + view * 1.5 <= first + count;
  if (!covers)
    client.setSight(Math.max(scroll.first, row - view * MARGIN_VIEWS), view * (1 + 2 * MARGIN_VIEWS));
}

/** By how many px the view is to move for an element to stand in its middle; 0 where it is in sight. */
function distanceToView(log: HTMLElement, element: Element): number {
  const view = log.getBoundingClientRect();
  const { top, bottom } = element.getBoundingClientRect();
  if (top >= view.top && bottom <= view.bottom) return 0;
  return Math.round((top + bottom) / 2 - (view.top + view.bottom) / 2);
}

/** Scrolls sideways when a match is not in sight there. */
function revealSideways(log: HTMLElement, mark: Element): void {
  const view = log.getBoundingClientRect();
  const box = mark.getBoundingClientRect();
  if (box.left < view.left || box.right > view.right) log.scrollLeft += box.left - view.left - view.width / 3;
}
