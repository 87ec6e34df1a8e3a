import { AppError, type ErrorCode } from '../../../src-main/contract/errors.ts';
import { LOG_WINDOW } from '../../../src-main/contract/protocol.ts';
import { StdcopyError } from '../../../src-main/contract/stdcopy.ts';
import type { Client } from '../../rpc/client.ts';
import { LineAssembler } from './line-assembler.ts';
import type { LogStore } from './log-store.ts';
import type { LogRequest, LogStatus } from './protocol.ts';
import { framedReader, plainReader, type RecordReader, type RecordSink } from './record-reader.ts';
import { formatStamp, Resume, resumeFrom, type Stamp } from './resume.ts';

/** Pauses between attempts while the engine is away, in ms; asking fails at once then, and costs little. */
const RETRY_FIRST_MS = 250;
const RETRY_MOST_MS = 1_000;

/** Errors that time does not mend. */
const FINAL: ReadonlySet<ErrorCode> = new Set(['NOT_FOUND', 'INVALID', 'UNSUPPORTED', 'HOST_UNKNOWN']);

/**
 * Feeds a store with one container's log, over losses of the engine and of the main side and over restarts of
 * the container, for as long as it lives.
 */
export class LogSource {
  readonly #store: LogStore;
  readonly #request: LogRequest;
  readonly #connect: () => Promise<Client>;
  readonly #changed: () => void;
  readonly #abort = new AbortController();
  #status: LogStatus = { kind: 'connecting' };
  #running: boolean;
  #wake: (() => void) | undefined;
  #last: Stamp | undefined;
  #exact = true;
  /** Whether the last attempt brought any of the log: an engine that answers and then fails is not back. */
  #gotBytes = false;

  /** `connect` gives the worker's connection to the main side; `changed` is called after each change. */
  constructor(store: LogStore, request: LogRequest, connect: () => Promise<Client>, changed: () => void) {
    this.#store = store;
    this.#request = request;
    this.#running = request.running;
    this.#connect = connect;
    this.#changed = changed;
    void this.#run();
  }

  get status(): LogStatus {
    return this.#status;
  }

  /** The time of the last record that was read. */
  get last(): Stamp | undefined {
    return this.#last;
  }

  /** The container began or ceased to run. */
  setRunning(running: boolean): void {
    if (running === this.#running) return;
    this.#running = running;
    if (running) this.retry();
  }

  /** Does not wait any longer for the next attempt. */
  retry(): void {
    this.#wake?.();
  }

  close(): void {
    this.#abort.abort();
    this.#wake?.();
  }

  async #run(): Promise<void> {
    let pause = RETRY_FIRST_MS;
    while (!this.#abort.signal.aborted) {
      try {
        const read = await this.#read();
        // A container that is going down is told to have stopped a moment after its log's end.
        if (read) pause = RETRY_FIRST_MS;
        this.#setStatus({ kind: 'ended' });
        await this.#wait(this.#running ? pause : undefined);
      } catch (thrown) {
        if (this.#abort.signal.aborted) return;
        const error = AppError.from(thrown);
        if (FINAL.has(error.code)) {
          this.#setStatus({ kind: 'failed', error: error.toData() });
          await this.#wait(undefined);
        } else {
          if (this.#gotBytes) pause = RETRY_FIRST_MS;
          const since = this.#status.kind === 'lost' ? this.#status.since : Date.now();
          this.#setStatus({ kind: 'lost', since, error: error.toData() });
          await this.#wait(pause);
        }
      }
      pause = Math.min(pause * 2, RETRY_MOST_MS);
    }
  }

  /** Reads the log once, to its end. Answers whether anything came. */
  async #read(): Promise<boolean> {
    const { signal } = this.#abort;
    const { host, id, tail, sinceSeconds } = this.#request;
    this.#gotBytes = false;
    const client = await this.#connect();
    const from = this.#last && resumeFrom(this.#last, this.#exact);
    const resume = from && this.#last ? new Resume(this.#store, from, this.#last) : undefined;
    const sink = this.#watchStamps(resume?.assembler ?? LineAssembler.into(this.#store));
    const since = from
      ? formatStamp(from)
      : sinceSeconds && String(Math.floor(Date.now() / 1000 - sinceSeconds));
    let reader: RecordReader | undefined;
    await client.stream(
      'containers.logs',
      {
        host,
        id,
        tail: from ? 'all' : tail,
        ...(since ? { since } : {}),
        follow: true,
        timestamps: true,
      },
      {
        signal,
        window: LOG_WINDOW,
        onItem: (item) => {
          if (item instanceof Uint8Array) {
            this.#gotBytes = true;
            if (reader) pushOrFail(reader, item);
            resume?.settle();
            this.#store.version += 1;
            this.#changed();
          } else {
            reader = item.multiplexed ? framedReader(sink) : plainReader(sink);
            this.#setStatus({ kind: 'live' });
          }
        },
      },
    );
    reader?.end();
    resume?.settle();
    this.#store.version += 1;
    return reader !== undefined && (resume?.done ?? true);
  }

  /** Keeps the time of the last record: there the log is taken up again. */
  #watchStamps(assembler: LineAssembler): RecordSink {
    return {
      begin: (stream, seconds, nanos, exact) => {
        this.#last = { seconds, nanos };
        this.#exact = exact;
        assembler.begin(stream, seconds, nanos, exact);
      },
      text: (bytes, from, to) => assembler.text(bytes, from, to),
    };
  }

  #setStatus(status: LogStatus): void {
    this.#status = status;
    this.#changed();
  }

  /** Resolves after a pause (for ever: undefined), or when there is news. */
  #wait(ms: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function pushOrFail(reader: RecordReader, bytes: Uint8Array): void {
  try {
    reader.push(bytes);
  } catch (thrown) {
    if (!(thrown instanceof StdcopyError)) throw thrown;
    throw new AppError('STREAM_LOST', 'the log stream broke', { detail: thrown.message });
  }
}
