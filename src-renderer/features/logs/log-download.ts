import { AppError } from '../../../src-main/contract/errors.ts';
import { LOG_WINDOW } from '../../../src-main/contract/protocol.ts';
import { StdcopyParser } from '../../../src-main/contract/stdcopy.ts';
import type { Client } from '../../rpc/client.ts';
import type { DownloadNews, LogRequest } from './protocol.ts';

/** Size of the parts that the file is gathered in: the browser keeps finished ones outside the page's memory. */
const PART_BYTES = 4 * 1024 * 1024;

/** Fetches a container's whole log from the engine, exactly as `docker logs` prints it, into a file. */
export class LogDownload {
  readonly #abort = new AbortController();
  readonly #changed: () => void;
  readonly #parts: Blob[] = [];
  #part = new Uint8Array(PART_BYTES);
  #used = 0;
  #news: DownloadNews = { bytes: 0, file: undefined, error: undefined };

  constructor(request: Pick<LogRequest, 'host' | 'id'>, connect: () => Promise<Client>, changed: () => void) {
    this.#changed = changed;
    this.#run(request, connect).catch((thrown) => this.#tell({ error: AppError.from(thrown).toData() }));
  }

  get news(): DownloadNews {
    return this.#news;
  }

  cancel(): void {
    this.#abort.abort();
  }

  async #run({ host, id }: Pick<LogRequest, 'host' | 'id'>, connect: () => Promise<Client>): Promise<void> {
    const client = await connect();
    let take: (bytes: Uint8Array) => void = (bytes) => this.#add(bytes, 0, bytes.length);
    await client.stream(
      'containers.logs',
      { host, id, tail: 'all', follow: false, timestamps: false },
      {
        signal: this.#abort.signal,
        window: LOG_WINDOW,
        onItem: (item) => {
          if (item instanceof Uint8Array) {
            take(item);
            this.#tell({});
          } else if (item.multiplexed) {
            const parser = new StdcopyParser((_stream, bytes, from, to) => this.#add(bytes, from, to));
            take = (bytes) => parser.push(bytes);
          }
        },
      },
    );
    this.#endPart();
    this.#tell({ file: new Blob(this.#parts, { type: 'text/plain' }) });
  }

  #add(bytes: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to; ) {
      if (this.#used === PART_BYTES) this.#endPart();
      const end = Math.min(to, at + PART_BYTES - this.#used);
      this.#part.set(bytes.subarray(at, end), this.#used);
      this.#used += end - at;
      this.#news.bytes += end - at;
      at = end;
    }
  }

  #endPart(): void {
    this.#parts.push(new Blob([this.#part.subarray(0, this.#used)]));
    this.#used = 0;
  }

  #tell(news: Partial<DownloadNews>): void {
    this.#news = { ...this.#news, ...news };
    this.#changed();
  }
}
