import { createStore, type StoreApi } from 'zustand';
import { handPortTo } from '../../rpc/port.ts';
import { sameData } from '../../stores/same-data.ts';
import type { StreamFilter } from './log-chunk.ts';
import type { Pattern } from './matcher.ts';
import type { LogNews, LogRequest, TextPlace, ToPage, ToWorker } from './protocol.ts';

/**
 * A regular expression can take for ever on one line, and nothing inside the worker could stop it then.
 * A worker that gives no sign of life for so long, in ms, is ended and begun anew without the search.
 */
const SILENCE_MOST_MS = 4_000;

/** What the page knows of a log. */
export interface LogState {
  /** Absent until the worker has spoken. */
  news: LogNews | undefined;
  /** The search ran for too long and was given up. */
  searchGivenUp: boolean;
}

/** The page's end of one log: a worker of its own that reads, keeps and searches it. */
export class LogClient {
  readonly state: StoreApi<LogState> = createStore(() => ({ news: undefined, searchGivenUp: false }));
  #worker: Worker;
  #request: LogRequest;
  #filter: StreamFilter = 'all';
  #sight: { first: number | 'end'; count: number } = { first: 'end', count: 0 };
  #texts = new Map<number, (text: string) => void>();
  #nextText = 1;
  #watchdog: ReturnType<typeof setInterval> | undefined;
  #silentSince: number | undefined;

  constructor(request: LogRequest) {
    this.#request = request;
    this.#worker = this.#start();
  }

  /** Ends the worker; its memory goes with it. */
  close(): void {
    clearInterval(this.#watchdog);
    this.#worker.terminate();
  }

  /** Reads the log anew, with another beginning. */
  open(request: LogRequest): void {
    this.#request = request;
    this.#send({ kind: 'open', request });
  }

  setRunning(running: boolean): void {
    this.#request = { ...this.#request, running };
    this.#send({ kind: 'running', running });
  }

  retry(): void {
    this.#send({ kind: 'retry' });
  }

  /** The rows asked for last. */
  get sight(): { readonly first: number | 'end'; readonly count: number } {
    return this.#sight;
  }

  setSight(first: number | 'end', count: number): void {
    if (first === this.#sight.first && count === this.#sight.count) return;
    this.#sight = { first, count };
    this.#send({ kind: 'sight', first, count });
  }

  setFilter(filter: StreamFilter, keep: number | 'end'): void {
    this.#filter = filter;
    this.#send({ kind: 'filter', filter, keep });
  }

  search(pattern: Pattern | undefined, near: number): void {
    this.state.setState({ searchGivenUp: false });
    this.#send({ kind: 'search', pattern, near });
    this.#watch(pattern?.regex === true);
  }

  /** Goes to the next or the previous match. */
  step(by: 1 | -1): void {
    this.#send({ kind: 'step', by });
  }

  clear(): void {
    this.#send({ kind: 'clear' });
  }

  /** The text between two places, or of all rows that are held. */
  text(range: { from: TextPlace; to: TextPlace } | 'all'): Promise<string> {
    const request = this.#nextText++;
    this.#send({ kind: 'text', request, range });
    return new Promise((resolve) => this.#texts.set(request, resolve));
  }

  download(): void {
    this.#send({ kind: 'download' });
  }

  cancelDownload(): void {
    this.#send({ kind: 'cancel-download' });
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./log-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<ToPage>) => {
      this.#silentSince = undefined;
      if (data.kind === 'need-port') void handPortTo(worker);
      else if (data.kind === 'text') {
        this.#texts.get(data.request)?.(data.text);
        this.#texts.delete(data.request);
      } else if (data.kind === 'news') {
        const before = this.state.getState().news?.status;
        // The same object for the same state: whoever shows it alone is not drawn anew with each news.
        const status = before && sameData(before, data.status) ? before : data.status;
        this.state.setState({ news: { ...data, status } });
        worker.postMessage({ kind: 'ack' } satisfies ToWorker);
      }
    };
    worker.postMessage({ kind: 'open', request: this.#request } satisfies ToWorker);
    return worker;
  }

  #watch(on: boolean): void {
    clearInterval(this.#watchdog);
    this.#watchdog = undefined;
    this.#silentSince = undefined;
    if (!on) return;
    this.#watchdog = setInterval(() => {
      if (this.#silentSince === undefined) {
        this.#silentSince = Date.now();
        this.#send({ kind: 'ping' });
      } else if (Date.now() - this.#silentSince > SILENCE_MOST_MS) this.#restart();
    }, SILENCE_MOST_MS / 4);
  }

  #restart(): void {
    this.#watch(false);
    this.#worker.terminate();
    for (const resolve of this.#texts.values()) resolve('');
    this.#texts.clear();
    this.#worker = this.#start();
    this.#send({ kind: 'filter', filter: this.#filter, keep: 'end' });
    this.#send({ kind: 'sight', ...this.#sight });
    this.state.setState({ searchGivenUp: true });
  }
}
