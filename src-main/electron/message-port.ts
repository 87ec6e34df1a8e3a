import type { MessagePortMain } from 'electron';
import { type Frame, isFrame, type Port } from '../contract/protocol.ts';

/**
 * The main side's end of a page's port. Its `close` tells `onClose` at once, as a page that goes does.
 * Buffers are copied, never transferred: Electron loses what is in a transfer list between processes.
 */
export function messagePort(port: MessagePortMain): Port {
  let open = true;
  let tellClosed = () => {};
  const end = () => {
    if (!open) return;
    open = false;
    tellClosed();
  };
  const close = () => {
    port.close();
    end();
  };
  port.on('close', end);
  return {
    send(frame) {
      if (open) port.postMessage(withOwnBuffer(frame));
    },
    start(onFrame, onClose) {
      if (!open) return onClose();
      tellClosed = onClose;
      port.on('message', ({ data }) => {
        if (isFrame(data)) onFrame(data);
        else close();
      });
      port.start();
    },
    close,
  };
}

/** Cloning a view sends the whole buffer below it, and what comes from a socket shares one with its neighbours. */
function withOwnBuffer(frame: Frame): Frame {
  if (!('data' in frame) || !(frame.data instanceof Uint8Array)) return frame;
  const { data } = frame;
  return data.byteLength === data.buffer.byteLength ? frame : { ...frame, data: new Uint8Array(data) };
}
