import { Client } from '../../rpc/client.ts';
import { type PortHandover, takePort } from '../../rpc/port.ts';
import { LogSession } from './log-session.ts';
import type { ToPage, ToWorker } from './protocol.ts';

/** News leave no oftener than this, in ms: a page draws a frame in about as long. */
const NEWS_PACE_MS = 16;
/**
 * Nobody reads a flood line by line: while all rows in sight are replaced between two news, these are fewer. What is
 * not spent on drawing them goes to reading them.
 */
const FLOOD_PACE_MS = 200;

/** What a worker's global object offers of it; the types of pages and workers do not go together. */
const scope = self as unknown as {
  postMessage(message: ToPage): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

const post = (message: ToPage) => scope.postMessage(message);

/** The connection to the main side; the page opens one whenever there is none. */
let client: Promise<Client> | undefined;
let takeHandover: ((handover: PortHandover) => void) | undefined;

function connect(): Promise<Client> {
  if (!client) {
    const opened = new Promise<PortHandover>((resolve) => {
      takeHandover = resolve;
    })
      .then(takePort)
      .then((port) => {
        const made = new Client(port);
        void made.closed.then(() => {
          if (client === opened) client = undefined;
        });
        return made;
      });
    client = opened;
    opened.catch(() => {
      if (client === opened) client = undefined;
    });
    post({ kind: 'need-port' });
  }
  return client;
}

let taken = true;
let dirty = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let lastPost = 0;

/** Tells the page what is new, one message at a time: while it is busy, news are merged and not queued. */
function tell(): void {
  dirty = true;
  if (taken && timer === undefined) sendAfter(NEWS_PACE_MS);
}

function sendAfter(pace: number): void {
  const wait = lastPost + pace - performance.now();
  if (wait > 0) timer = setTimeout(send, wait);
  else send();
}

function send(): void {
  timer = undefined;
  if (!dirty || !taken) return;
  if (session.flooded && performance.now() < lastPost + FLOOD_PACE_MS) {
    sendAfter(FLOOD_PACE_MS);
    return;
  }
  dirty = false;
  taken = false;
  lastPost = performance.now();
  post(session.takeNews());
}

// A message to oneself comes after those that wait already, so lines and questions get between two slices.
const { port1, port2 } = new MessageChannel();
let working = false;
port1.onmessage = () => {
  working = session.work();
  if (working) port2.postMessage(0);
};

function changed(): void {
  if (!working) {
    working = true;
    port2.postMessage(0);
  }
  tell();
}

const session = new LogSession(connect, changed);

scope.onmessage = ({ data }) => {
  switch (data.kind) {
    case 'port':
    case 'socket':
      takeHandover?.(data);
      break;
    case 'open':
      session.open(data.request);
      break;
    case 'running':
      session.setRunning(data.running);
      break;
    case 'retry':
      session.retry();
      break;
    case 'ping':
      post({ kind: 'pong' });
      break;
    case 'ack':
      taken = true;
      if (dirty) tell();
      break;
    case 'sight':
      session.setSight(data.first, data.count);
      break;
    case 'filter':
      session.setFilter(data.filter, data.keep);
      break;
    case 'search':
      session.search(data.pattern, data.near);
      break;
    case 'step':
      session.step(data.by);
      break;
    case 'clear':
      session.clear();
      break;
    case 'text':
      post({ kind: 'text', request: data.request, text: session.text(data.range) });
      break;
    case 'download':
      session.download();
      break;
    case 'cancel-download':
      session.cancelDownload();
      break;
  }
};
