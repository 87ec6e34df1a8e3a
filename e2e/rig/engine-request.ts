import http from 'node:http';

/** An engine's answer, read to its end. `body` is parsed when it is JSON, else the text. */
// biome-ignore lint/suspicious/noExplicitAny: tests look at answers of both engines, whose shapes differ.
export type EngineAnswer = { status: number; headers: http.IncomingHttpHeaders; text: string; body: any };

/** One request over a connection of its own. A `Uint8Array` is sent as a tar, anything else as JSON. */
export function engineRequest(
  socketPath: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<EngineAnswer> {
  return new Promise((resolve, reject) => {
    const payload = body === undefined || body instanceof Uint8Array ? body : JSON.stringify(body);
    const headers: http.OutgoingHttpHeaders = { Host: 'engine' };
    if (payload !== undefined) {
      headers['Content-Type'] = body instanceof Uint8Array ? 'application/x-tar' : 'application/json';
      headers['Content-Length'] = Buffer.byteLength(payload);
    }
    const request = http.request({ socketPath, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const text = `${Buffer.concat(chunks)}`;
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          body: response.headers['content-type']?.includes('json') ? parse(text) : text,
        });
      });
    });
    request.once('error', reject);
    request.end(payload);
  });
}

/** Progress answers are several JSON values in a row: those stay text. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
