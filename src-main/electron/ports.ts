import { ipcMain, type WebContents, type WebFrameMain } from 'electron';
import type { Port } from '../contract/protocol.ts';
import { messagePort } from './message-port.ts';
import { isPageUrl } from './scheme.ts';

/**
 * Hands the ports that pages send to `serve`. The sender is checked here, once a port: it must be a window's
 * own page, not a frame within, and a sender that cannot be told any more is refused.
 */
export function acceptPorts(serve: (port: Port) => void): void {
  const held = new WeakMap<WebContents, Set<Port>>();
  ipcMain.on('gantry-port', ({ sender, senderFrame, ports: [raw] }) => {
    if (!raw) return;
    const port = messagePort(raw);
    if (!isOurPage(senderFrame)) return port.close();
    let ports = held.get(sender);
    if (!ports) {
      ports = new Set();
      held.set(sender, ports);
      revokeOnNavigation(sender, ports);
    }
    ports.add(port);
    serve(forgottenWhenClosed(port, ports));
  });
}

function isOurPage(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isPageUrl(frame.url);
}

function forgottenWhenClosed(port: Port, ports: Set<Port>): Port {
  return {
    ...port,
    start: (onFrame, onClose) =>
      port.start(onFrame, () => {
        ports.delete(port);
        onClose();
      }),
  };
}

/** What a page opened does not outlive it, whatever comes in its place. */
function revokeOnNavigation(contents: WebContents, ports: Set<Port>): void {
  // The details came to be the event itself; older versions pass them behind the address.
  contents.on('did-start-navigation', (details, _url, wasInPlace, wasMainFrame) => {
    const sameDocument = details.isSameDocument ?? wasInPlace;
    if (!sameDocument && (details.isMainFrame ?? wasMainFrame)) for (const port of [...ports]) port.close();
  });
}
