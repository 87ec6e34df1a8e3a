import { decodeFrame, encodeFrame, type Frame, type Port } from '../../src-main/contract/protocol.ts';

declare global {
  interface Window {
    /** Set by the preload script in the desktop window: asks the main side for one more port. */
    gantry?: { connect(): void };
  }
}

/** The message with which the preload hands a port to the page. */
const PORT_MESSAGE = 'gantry-port';

/** What a worker is sent to open a port of its own. */
export type PortHandover = { kind: 'port'; port: MessagePort } | { kind: 'socket'; url: string };

/** Where the browser's page reaches the main side. */
function socketUrl(): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`;
}

function fromMessagePort(port: MessagePort, { inWorker }: { inWorker: boolean }): Port {
  return {
    // No transfer list: Electron loses transferred buffers between processes.
    send: (frame) => port.postMessage(frame),
    start(onFrame, onClose) {
      port.onmessage = (event: MessageEvent<Frame>) => onFrame(event.data);
      // Fired when the other side has gone. A worker is not told: the main side goes no sooner than the page,
      // and in older Electron a worker with such a listener takes the page down when it is terminated.
      if (!inWorker) port.addEventListener('close', onClose);
      port.start();
    },
    close: () => port.close(),
  };
}

function fromSocket(url: string): Promise<Port> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    // An end before the opening is told as an error by browsers, and by what stands between as a close alone.
    socket.onerror = socket.onclose = () => reject(new Error('the connection to Gantry failed'));
    socket.onopen = () =>
      resolve({
        send: (frame) => {
          if (socket.readyState === WebSocket.OPEN)
            socket.send(encodeFrame(frame) as string | Uint8Array<ArrayBuffer>);
        },
        start(onFrame, onClose) {
          socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) =>
            onFrame(decodeFrame(typeof event.data === 'string' ? event.data : new Uint8Array(event.data)));
          socket.onclose = onClose;
          if (socket.readyState >= WebSocket.CLOSING) onClose();
        },
        close: () => socket.close(),
      });
  });
}

function desktopPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent) => {
      const port = event.ports[0];
      if (event.source !== window || event.data !== PORT_MESSAGE || !port) return;
      window.removeEventListener('message', receive);
      // Each request takes one port, also where several wait.
      event.stopImmediatePropagation();
      resolve(port);
    };
    window.addEventListener('message', receive);
    window.gantry?.connect();
  });
}

/** Opens the page's port to the main side. Rejects when it cannot be reached. */
export async function openPort(): Promise<Port> {
  return window.gantry ? fromMessagePort(await desktopPort(), { inWorker: false }) : fromSocket(socketUrl());
}

/** Gives a worker the means to its own port, so that its stream never passes the page's thread. */
export async function handPortTo(worker: Worker): Promise<void> {
  if (window.gantry) {
    const port = await desktopPort();
    worker.postMessage({ kind: 'port', port } satisfies PortHandover, [port]);
  } else {
    worker.postMessage({ kind: 'socket', url: socketUrl() } satisfies PortHandover);
  }
}

/** In the worker: the port out of what {@link handPortTo} sent. */
export function takePort(handover: PortHandover): Promise<Port> {
  return handover.kind === 'port'
    ? Promise.resolve(fromMessagePort(handover.port, { inWorker: true }))
    : fromSocket(handover.url);
}
