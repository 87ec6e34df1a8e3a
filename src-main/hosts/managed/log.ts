import { closeSync, copyFileSync, fstatSync, openSync, readSync, statSync, truncateSync } from 'node:fs';

/** The log and its one predecessor together stay below twice this, in bytes. */
const MAX_LOG_BYTES = 4 * 1024 * 1024;
/** How much of the end of a log explains a failure, in bytes. */
const TAIL_BYTES = 4096;

/**
 * Opens the engine's log for appending. The engine writes into the file itself: a pipe would end
 * with this process, and the engine with the pipe.
 */
export function openLog(file: string): number {
  rotateLog(file);
  return openSync(file, 'a', 0o600);
}

/**
 * Keeps the log bounded while the engine writes: it is copied to `FILE.1` and emptied. The writer
 * appends, so it goes on at the start.
 */
export function rotateLog(file: string): void {
  if (logSize(file) < MAX_LOG_BYTES) return;
  copyFileSync(file, `${file}.1`);
  truncateSync(file);
}

/** Bytes in the log; 0 when there is none. */
export function logSize(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** The last lines of the log, not from before `from` (in bytes). */
export function logTail(file: string, from = 0): string {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch {
    return '';
  }
  try {
    const { size } = fstatSync(fd);
    const start = Math.max(Math.min(from, size), size - TAIL_BYTES);
    const buffer = Buffer.alloc(size - start);
    readSync(fd, buffer, 0, buffer.length, start);
    const text = buffer.toString('utf8');
    // A cut first line is left out, and with it a cut character.
    return (start > from ? text.slice(text.indexOf('\n') + 1) : text).trim();
  } finally {
    closeSync(fd);
  }
}
