import type { WebSocket } from 'ws';
import { decodeFrame, encodeFrame, type Frame, type Port } from '../contract/protocol.ts';

/** WebSocket close code for a message that is not of the protocol (RFC 6455, 7.4.1). */
const UNSUPPORTED_DATA = 1003;

/**
 * A WebSocket as a port. What waits in it is bounded by the credit of the streams that are open: a handler is
 * not asked for more until the page has granted it.
 */
export function socketPort(socket: WebSocket): Port {
  // What comes before the port is served waits in the connection.
  socket.pause();
  return {
    send(frame) {
      if (socket.readyState === socket.OPEN) socket.send(encodeFrame(frame));
    },
    start(onFrame, onClose) {
      socket.on('message', (data: Buffer, isBinary: boolean) => {
        const frame = read(data, isBinary);
        if (frame) onFrame(frame);
        else socket.close(UNSUPPORTED_DATA);
      });
      socket.on('close', onClose);
      socket.resume();
    },
    close: () => socket.close(),
  };
}

function read(data: Buffer, isBinary: boolean): Frame | undefined {
  try {
    return decodeFrame(isBinary ? data : data.toString('utf8'));
  } catch {
    return undefined;
  }
}
