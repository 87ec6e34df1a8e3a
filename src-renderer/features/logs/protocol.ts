import type { AppErrorData } from '../../../src-main/contract/errors.ts';
import type { PortHandover } from '../../rpc/port.ts';
import type { StreamFilter } from './log-chunk.ts';
import type { Pattern } from './matcher.ts';

/** Which log to read, and how much of it. */
export interface LogRequest {
  host: string;
  /** Container. */
  id: string;
  /** Lines from the end to begin with. */
  tail: number | 'all';
  /** Only lines of the last so many seconds. */
  sinceSeconds: number | undefined;
  /** Whether the container runs: then its log goes on. */
  running: boolean;
}

/** A place in the text of a row: characters (UTF-16 units) of its text as shown. */
export interface TextPlace {
  row: number;
  char: number;
}

/** What the page tells the worker. */
export type ToWorker =
  | PortHandover
  | { kind: 'open'; request: LogRequest }
  /** The container began or ceased to run. */
  | { kind: 'running'; running: boolean }
  /** The engine is back, or the user wants to try again. */
  | { kind: 'retry' }
  /** Asks for a sign of life. */
  | { kind: 'ping' }
  /** The last news has been taken in. */
  | { kind: 'ack' }
  /** Rows in sight: from `first` on, or the last ones. */
  | { kind: 'sight'; first: number | 'end'; count: number }
  /** Show one stream or both; `keep` is the row that should stay in sight. */
  | { kind: 'filter'; filter: StreamFilter; keep: number | 'end' }
  /** Search; `near` is the row to look from first. Undefined ends it. */
  | { kind: 'search'; pattern: Pattern | undefined; near: number }
  | { kind: 'step'; by: 1 | -1 }
  | { kind: 'clear' }
  /** The text between two places, or of all rows. */
  | { kind: 'text'; request: number; range: { from: TextPlace; to: TextPlace } | 'all' }
  | { kind: 'download' }
  | { kind: 'cancel-download' };

/** One row as the page needs it to draw it. */
export interface LogRow {
  row: number;
  /** Without its line end. */
  text: string;
  /** Time of the engine. */
  seconds: number;
  nanos: number;
  stderr: boolean;
  /** Not a line: lines may be missing here. */
  gap: boolean;
  /** Matches of the search: pairs of start and end in the text as shown, one after the other. */
  marks: number[];
}

/** Where the stream stands; times in ms since 1970. */
export type LogStatus =
  | { kind: 'connecting' }
  | { kind: 'live' }
  /** The log's end was reached: the container does not run. */
  | { kind: 'ended' }
  /** Lost and being tried again. */
  | { kind: 'lost'; since: number; error: AppErrorData }
  /** Cannot be read; only the user can try again. */
  | { kind: 'failed'; error: AppErrorData };

export interface SearchNews {
  total: number;
  /** Whether there are more matches than are counted. */
  capped: boolean;
  /** Whether everything held has been searched. */
  done: boolean;
  /** The match that is marked: its row, which match of it, and its rank. */
  current: { row: number; nth: number; rank: number } | undefined;
  /** Why the pattern is not one. */
  fault: string | undefined;
}

export interface DownloadNews {
  bytes: number;
  /** The whole file, once. */
  file: Blob | undefined;
  error: AppErrorData | undefined;
}

/** What the worker tells the page, at most once a frame and only when the last one was taken in. */
export interface LogNews {
  kind: 'news';
  status: LogStatus;
  filter: StreamFilter;
  /** Number of the first row, and of the row after the last. Rows keep their numbers while older ones go. */
  first: number;
  end: number;
  /** Older lines that were dropped for room. */
  dropped: number;
  /** The rows in sight. */
  rows: LogRow[];
  /** The rows are the newest lines, which stand farther on: the ones before them are still being read. */
  ahead: boolean;
  search: SearchNews | undefined;
  /** A row to bring into sight now; each one is told once. */
  goTo: number | undefined;
  download: DownloadNews | undefined;
}

/** What the worker sends to the page. */
export type ToPage =
  | LogNews
  | { kind: 'need-port' }
  | { kind: 'pong' }
  | { kind: 'text'; request: number; text: string };
