import http from 'node:http';

/** An engine that came up answers at once; one that is coming up answers when it is there. */
const PING_DEADLINE_MS = 2000;

/** Whether an engine answers `GET /_ping` on this socket. */
export function ping(socketPath: string, deadline = PING_DEADLINE_MS): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get({ socketPath, path: '/_ping', agent: false, timeout: deadline }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode === 200));
      response.once('error', () => resolve(false));
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
    request.once('close', () => resolve(false));
  });
}

/** How long a running engine may take to tell of itself, in ms: it is asked while it is being ended. */
const TELL_DEADLINE_MS = 500;

/** Reads JSON from the engine; undefined when it does not answer with it in time. */
export function getJson(socketPath: string, path: string): Promise<unknown> {
  return new Promise((resolve) => {
    const request = http.get({ socketPath, path, agent: false, timeout: TELL_DEADLINE_MS }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('end', () => {
        try {
          resolve(response.statusCode === 200 ? JSON.parse(text) : undefined);
        } catch {
          resolve(undefined);
        }
      });
      response.once('error', () => resolve(undefined));
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(undefined));
    request.once('close', () => resolve(undefined));
  });
}
