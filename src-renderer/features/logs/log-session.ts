import type { Client } from '../../rpc/client.ts';
import { LogAhead } from './log-ahead.ts';
import type { StreamFilter } from './log-chunk.ts';
import { LogDownload } from './log-download.ts';
import { readRows, readText } from './log-rows.ts';
import { type Hit, LogSearch } from './log-search.ts';
import { LogSource } from './log-source.ts';
import { LogStore } from './log-store.ts';
import { type Pattern, toRegExp } from './matcher.ts';
import type { LogNews, LogRequest, LogRow, SearchNews, TextPlace } from './protocol.ts';

/** So many news in a row that replace all rows in sight are a flood that the engine may be slow to tell. */
const FLOOD_NEWS = 2;

/** What the page sees of one log, and what it does with it; the worker's inside. */
export class LogSession {
  readonly #connect: () => Promise<Client>;
  readonly #changed: () => void;
  readonly #store = new LogStore();
  #source: LogSource | undefined;
  #ahead: LogAhead | undefined;
  #floodNews = 0;
  #request: LogRequest | undefined;
  #download: LogDownload | undefined;
  #filter: StreamFilter = 'all';
  #sight: { first: number | 'end'; count: number } = { first: 'end', count: 0 };
  #search: LogSearch | undefined;
  #marks: RegExp | undefined;
  #fault: string | undefined;
  #nearLine = 0;
  #current: Hit | undefined;
  #searched = false;
  #goTo: number | undefined;
  /** How many lines the last news knew. */
  #told = 0;

  /** `changed` is called whenever there may be news. */
  constructor(connect: () => Promise<Client>, changed: () => void) {
    this.#connect = connect;
    this.#changed = changed;
  }

  /** Begins to read a log, in place of the one before. */
  open(request: LogRequest): void {
    this.#source?.close();
    this.#ahead?.stop();
    this.#store.reset();
    this.#request = request;
    this.#current = undefined;
    this.#told = 0;
    this.#source = new LogSource(this.#store, request, this.#connect, this.#changed);
    this.#ahead = new LogAhead(request, this.#connect, this.#changed);
    if (this.#search) this.search(this.#search.pattern, 0);
  }

  setRunning(running: boolean): void {
    this.#source?.setRunning(running);
  }

  retry(): void {
    this.#source?.retry();
  }

  setSight(first: number | 'end', count: number): void {
    this.#sight = { first, count };
    this.#changed();
  }

  setFilter(filter: StreamFilter, keep: number | 'end'): void {
    const line = keep === 'end' ? undefined : this.#lineOfRow(keep);
    this.#filter = filter;
    if (line !== undefined) this.#goTo = this.#store.rowOfLine(line, filter);
    if (this.#search) this.search(this.#search.pattern, this.#goTo ?? 0);
    this.#changed();
  }

  /** Begins a search in place of the one before. */
  search(pattern: Pattern | undefined, near: number): void {
    this.#search = undefined;
    this.#marks = undefined;
    this.#fault = undefined;
    this.#current = undefined;
    this.#nearLine = this.#lineOfRow(near) ?? 0;
    if (pattern && pattern.text !== '') {
      try {
        this.#search = new LogSearch(this.#store, pattern, this.#filter);
        this.#marks = toRegExp(pattern);
      } catch (thrown) {
        this.#fault = thrown instanceof Error ? thrown.message : String(thrown);
      }
    }
    this.#searched = false;
    this.#changed();
  }

  /** Goes to the next or previous match, around the ends. */
  step(by: 1 | -1): void {
    const search = this.#search;
    if (!search || search.total === 0) return;
    const rank = this.#current ? search.rankOf(this.#current) + by : 0;
    this.#goToHit(search.hit((rank + search.total) % search.total));
    this.#changed();
  }

  clear(): void {
    this.#store.clearView();
    // What it shows was in sight, and is cleared as well.
    this.#ahead?.stop();
    this.#floodNews = 0;
    if (this.#search) this.search(this.#search.pattern, 0);
    this.#changed();
  }

  text(range: { from: TextPlace; to: TextPlace } | 'all'): string {
    return readText(this.#store, this.#filter, range);
  }

  download(): void {
    this.#download?.cancel();
    if (this.#request) this.#download = new LogDownload(this.#request, this.#connect, this.#changed);
  }

  cancelDownload(): void {
    this.#download?.cancel();
    this.#download = undefined;
    this.#changed();
  }

  /** Whether more lines have come since the last news than are in sight. */
  get flooded(): boolean {
    return this.#store.lines - this.#told > this.#sight.count;
  }

  /** Searches for a slice of time. Answers whether there is more to search now. */
  work(): boolean {
    const search = this.#search;
    if (!search) return false;
    const total = search.total;
    this.#searched = search.run(this.#nearLine);
    if (!this.#current && search.total > 0) {
      // The first match that is found lies at the lines in sight or after them, unless there is none.
      const hit = search.nearest(this.#nearLine);
      if (hit && (this.#searched || hit.line >= this.#nearLine)) this.#goToHit(hit);
    }
    if (search.total !== total || this.#searched) this.#changed();
    return !this.#searched;
  }

  /** The news as they are now; the row to go to and a finished file are told once. */
  takeNews(): LogNews {
    const { first, end } = this.#store.rowRange(this.#filter);
    const sight = this.#sight;
    const ahead = this.#lookAhead(end);
    this.#told = this.#store.lines;
    const from = sight.first === 'end' ? Math.max(first, end - sight.count) : Math.max(first, sight.first);
    const goTo = this.#goTo;
    this.#goTo = undefined;
    const download = this.#download?.news;
    if (download?.file || download?.error) this.#download = undefined;
    return {
      kind: 'news',
      status: this.#source?.status ?? { kind: 'connecting' },
      filter: this.#filter,
      first,
      end,
      dropped: this.#store.droppedLines,
      rows: ahead ?? readRows(this.#store, this.#filter, from, sight.count, this.#marks),
      ahead: ahead !== undefined,
      search: this.#searchNews(),
      goTo,
      download,
    };
  }

  /** In a flood, whoever looks at the end sees the newest lines, though those before them are still being read. */
  #lookAhead(end: number): LogRow[] | undefined {
    const { first, count } = this.#sight;
    this.#floodNews = this.flooded ? this.#floodNews + 1 : 0;
    if (first === 'end' && this.#floodNews >= FLOOD_NEWS) this.#ahead?.start(count);
    const rows =
      first === 'end' && this.#source?.status.kind === 'live'
        ? this.#ahead?.rows(this.#filter, count, end, this.#source.last)
        : undefined;
    if (!rows && (first !== 'end' || this.#floodNews === 0)) this.#ahead?.stop();
    return rows;
  }

  #searchNews(): SearchNews | undefined {
    if (this.#fault !== undefined)
      return { total: 0, capped: false, done: true, current: undefined, fault: this.#fault };
    const search = this.#search;
    if (!search) return undefined;
    const { total, capped } = search;
    const hit = this.#current;
    const current = hit && {
      row: this.#store.rowOfLine(hit.line, this.#filter),
      nth: hit.nth,
      rank: search.rankOf(hit),
    };
    return { total, capped, done: this.#searched, current, fault: undefined };
  }

  #goToHit(hit: Hit | undefined): void {
    this.#current = hit;
    if (hit) this.#goTo = this.#store.rowOfLine(hit.line, this.#filter);
  }

  #lineOfRow(row: number): number | undefined {
    const { first, end } = this.#store.rowRange(this.#filter);
    const place = this.#store.placeOfRow(Math.min(Math.max(row, first), end - 1), this.#filter);
    return place && place.chunk.firstLine + place.index;
  }
}
