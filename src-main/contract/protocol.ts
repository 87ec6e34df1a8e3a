import type { AppErrorData } from './errors.ts';

/**
 * One message between page and main side. A call is a stream of one item.
 * `credit` and `cancel` go to the side that sends items; `up` and `next` carry one item each.
 */
export type Frame =
  | { t: 'open'; id: number; path: string; input: unknown; credit: number }
  | { t: 'credit'; id: number; bytes: number }
  | { t: 'cancel'; id: number }
  | { t: 'up'; id: number; data: unknown }
  | { t: 'up-end'; id: number }
  | { t: 'next'; id: number; data: unknown }
  | { t: 'end'; id: number }
  | { t: 'error'; id: number; error: AppErrorData };

/** Whatever carries frames: an Electron port, a WebSocket, Node's MessageChannel. */
export interface Port {
  send(frame: Frame): void;
  /** Called once, before any frame is delivered. */
  start(onFrame: (frame: Frame) => void, onClose: () => void): void;
  close(): void;
}

/** What an item that is not bytes costs of a stream's credit, in bytes. */
export const JSON_ITEM_COST = 1024;
/** Window of a stream of small news: a few items under way, so that the newest state is never far behind. */
export const NEWS_WINDOW = 4 * JSON_ITEM_COST;
/** Window of a terminal: small enough that the answer to Ctrl+C is not behind a long queue. */
export const TERMINAL_WINDOW = 100 * 1024;
/** Lines that a terminal keeps above its screen: what has scrolled out of them, nobody can see any more. */
export const TERMINAL_SCROLLBACK = 10_000;
/** Window of a log: 64 KiB messages reach their full speed with about sixteen of them under way. */
export const LOG_WINDOW = 1024 * 1024;

/** The cost of one item against the credit of its stream, in bytes. */
export function itemCost(data: unknown): number {
  return data instanceof Uint8Array ? data.byteLength : JSON_ITEM_COST;
}

/**
 * A frame as one WebSocket message: JSON text, or for a frame that carries bytes
 * a binary message of u32 big-endian header length, the frame's JSON without its data, and the bytes as they are.
 */
export function encodeFrame(frame: Frame): string | Uint8Array {
  if (!('data' in frame) || !(frame.data instanceof Uint8Array)) return JSON.stringify(frame);
  const header = new TextEncoder().encode(JSON.stringify({ t: frame.t, id: frame.id }));
  const message = new Uint8Array(4 + header.length + frame.data.length);
  new DataView(message.buffer).setUint32(0, header.length);
  message.set(header, 4);
  message.set(frame.data, 4 + header.length);
  return message;
}

/** The reverse of {@link encodeFrame}. Throws when the message is no frame. */
export function decodeFrame(message: string | Uint8Array): Frame {
  if (typeof message === 'string') return checked(JSON.parse(message));
  const length = new DataView(message.buffer, message.byteOffset, message.byteLength).getUint32(0);
  const header = checked(JSON.parse(new TextDecoder().decode(message.subarray(4, 4 + length))));
  return { ...header, data: message.subarray(4 + length) } as Frame;
}

/** Tells whether a value has the outer shape of a frame; inputs and items are checked where they are used. */
export function isFrame(value: unknown): value is Frame {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { t?: unknown }).t === 'string' &&
    Number.isSafeInteger((value as { id?: unknown }).id)
  );
}

function checked(value: unknown): Frame {
  if (!isFrame(value)) throw new Error('not a frame');
  return value;
}
