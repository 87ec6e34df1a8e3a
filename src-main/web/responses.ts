import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PageFile } from '../page/files.ts';

type Headers = Record<string, string>;

const HASHED_CACHE = 'private, max-age=31536000, immutable';

/** Sends a file of the page, gzipped where a copy lies ready and the browser takes it. */
export async function sendPageFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: PageFile,
  safety: Headers,
): Promise<void> {
  const gzip = file.gzipped && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  try {
    const body = await readFile(gzip ? `${file.path}.gz` : file.path);
    response.writeHead(200, {
      ...safety,
      'Content-Type': file.type,
      'Content-Length': body.length,
      'Cache-Control': file.immutable ? HASHED_CACHE : 'no-cache',
      ...(file.gzipped && { Vary: 'Accept-Encoding' }),
      ...(gzip && { 'Content-Encoding': 'gzip' }),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  } catch {
    // The build was replaced under us.
    sendRefusal(response, 404, safety);
  }
}

const REFUSALS: Record<number, string> = {
  400: 'This address cannot be read.',
  401: 'Open the address that Gantry printed where it was started. · Gantry를 시작한 터미널에 표시된 주소를 여십시오.',
  403: 'Not allowed. · 허용되지 않습니다.',
  404: 'There is nothing here. · 이 주소에는 아무것도 없습니다.',
  405: 'Only GET is answered here.',
};

/**
 * Refuses in a sentence. `comeAgain` lets the browser load `/` once more by itself, since it withholds a strict
 * cookie from a navigation that another site began.
 */
export function sendRefusal(
  response: ServerResponse,
  status: number,
  safety: Headers,
  comeAgain = false,
): void {
  const refresh = comeAgain ? '<meta http-equiv="refresh" content="0;url=/">' : '';
  const body = `<!doctype html><meta charset="utf-8">${refresh}<title>Gantry</title><p>${REFUSALS[status]}</p>\n`;
  response
    .writeHead(status, {
      ...safety,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
    })
    .end(body);
}
