import { LOG_WINDOW } from '../../../src-main/contract/protocol.ts';
import type { Client } from '../../rpc/client.ts';
import { LineAssembler } from './line-assembler.ts';
import type { StreamFilter } from './log-chunk.ts';
import { readRows } from './log-rows.ts';
import { LogStore } from './log-store.ts';
import type { LogRequest, LogRow } from './protocol.ts';
import { framedReader, plainReader, type RecordReader } from './record-reader.ts';
import { isBefore, type Stamp } from './resume.ts';

/** The end is looked at so long after the last look, in ms: about as often as a flood is drawn. */
const LOOK_EVERY_MS = 150;
/** The same where the lines that are read are the newest already, or where nothing new has come. */
const STILL_EVERY_MS = 1_000;

/**
 * What stands at a log's end while its lines are still being read. An engine writes a log faster than it tells it
 * (dockerd 20.10 needs twice the time and more), and answers a request for the last lines at once: who follows a
 * flood sees the newest lines, not those of some seconds ago.
 */
export class LogAhead {
  readonly #request: Pick<LogRequest, 'host' | 'id'>;
  readonly #connect: () => Promise<Client>;
  readonly #changed: () => void;
  #looking: AbortController | undefined;
  #newest: LogStore | undefined;
  /** The last line of the last look. */
  #last: Stamp | undefined;
  #level = false;

  constructor(request: Pick<LogRequest, 'host' | 'id'>, connect: () => Promise<Client>, changed: () => void) {
    this.#request = request;
    this.#connect = connect;
    this.#changed = changed;
  }

  /** Looks at the last `count` lines again and again, until `stop`. */
  start(count: number): void {
    if (this.#looking) return;
    this.#looking = new AbortController();
    void this.#look(count, this.#looking.signal);
  }

  stop(): void {
    this.#looking?.abort();
    this.#looking = undefined;
    this.#newest = undefined;
  }

  /**
   * The newest lines as the last of the rows before `end`; undefined where not all of them are newer than `last`,
   * the last line that was read.
   */
  rows(filter: StreamFilter, count: number, end: number, last: Stamp | undefined): LogRow[] | undefined {
    const newest = this.#newest;
    const first = newest && stampOf(newest, 0);
    if (!newest || !first || !last) return undefined;
    this.#level = !isBefore(last, first);
    if (this.#level) return undefined;
    const range = newest.rowRange(filter);
    const shown = Math.min(count, range.end - range.first, end);
    const rows = readRows(newest, filter, range.end - shown, shown);
    return rows.map((row, index) => ({ ...row, row: end - shown + index }));
  }

  async #look(count: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      let still = false;
      try {
        const newest = await this.#read(count, signal);
        if (signal.aborted) return;
        const last = newest.lines > 0 ? stampOf(newest, newest.lines - 1) : undefined;
        still = this.#last !== undefined && last !== undefined && !isBefore(this.#last, last);
        this.#last = last;
        this.#newest = newest;
        this.#changed();
      } catch {
        // What is wrong with the engine is told by the log itself.
      }
      await new Promise((resolve) =>
        setTimeout(resolve, this.#level || still ? STILL_EVERY_MS : LOOK_EVERY_MS),
      );
    }
  }

  async #read(count: number, signal: AbortSignal): Promise<LogStore> {
    const client = await this.#connect();
    const store = new LogStore();
    const sink = LineAssembler.into(store);
    let reader: RecordReader | undefined;
    await client.stream(
      'containers.logs',
      { ...this.#request, tail: count, follow: false, timestamps: true },
      {
        signal,
        window: LOG_WINDOW,
        onItem: (item) => {
          if (item instanceof Uint8Array) reader?.push(item);
          else reader = item.multiplexed ? framedReader(sink) : plainReader(sink);
        },
      },
    );
    reader?.end();
    store.version += 1;
    return store;
  }
}

function stampOf(store: LogStore, line: number): Stamp | undefined {
  const place = store.place(line);
  return place && { seconds: place.chunk.seconds(place.index), nanos: place.chunk.nanos(place.index) };
}
