import { type App, type Session, shell, type WebContents } from 'electron';
import { isPageUrl } from './scheme.ts';

/** What the page may do beyond drawing: use the clipboard while it has the focus, for Copy and a terminal's Paste. */
const ALLOWED_PERMISSIONS = new Set(['clipboard-sanitized-write', 'clipboard-read']);
/** What a link of the page may be opened with outside. */
const OUTSIDE_PROTOCOLS = new Set(['http:', 'https:']);

/** Closes every permission of pages but the ones that are used. Electron's default grants all. */
export function closePermissions(session: Session): void {
  const allowed = (contents: WebContents | null, permission: string) =>
    contents !== null && isPageUrl(contents.getURL()) && ALLOWED_PERMISSIONS.has(permission);
  session.setPermissionRequestHandler((contents, permission, respond) =>
    respond(allowed(contents, permission)),
  );
  session.setPermissionCheckHandler((contents, permission) => allowed(contents, permission));
  session.setDevicePermissionHandler(() => false);
}

/** Keeps every page where it is: no navigation away, no window of its own, no embedded page. */
export function closeWaysOut(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { preventDefault(): void }, address: string) => {
      if (!isPageUrl(address)) event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (mayOpenOutside(url)) void shell.openExternal(url).catch(() => {});
      return { action: 'deny' };
    });
  });
}

/** Whether the user's browser may be given an address. Other schemes can start programs. */
export function mayOpenOutside(address: string): boolean {
  try {
    return OUTSIDE_PROTOCOLS.has(new URL(address).protocol);
  } catch {
    return false;
  }
}
