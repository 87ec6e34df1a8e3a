import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import type { PageFile } from '../page/files.ts';
import { safetyHeaders } from '../page/policy.ts';

const SCHEME = 'app';
const HOST = 'gantry';
/** Where the page lives: a scheme of our own has an origin, which `file:` has not. */
export const PAGE_URL = `${SCHEME}://${HOST}/`;

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** Declares the scheme; only possible before Electron is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

/** Whether an address is one of the page's own. */
export function isPageUrl(address: string): boolean {
  return address === PAGE_URL || address.startsWith(PAGE_URL);
}

/** Serves the built page under {@link PAGE_URL}, in Electron before 25 by its older interface. */
export function serveAppScheme(session: Session, files: Promise<Map<string, PageFile>>): void {
  const { protocol: scheme } = session;
  if (scheme.handle) {
    scheme.handle(SCHEME, async ({ url, method }) => {
      const { status, headers, body } = await answer(files, url, method);
      return new Response(new Uint8Array(body), { status, headers });
    });
  } else {
    scheme.registerBufferProtocol(SCHEME, ({ url, method }, respond) => {
      void answer(files, url, method).then(({ status, headers, body }) => {
        // Without its own mention the type is lost.
        const [mimeType, charset] = (headers['Content-Type'] ?? 'text/plain').split('; charset=');
        respond({ statusCode: status, headers, mimeType, charset, data: body });
      });
    });
  }
}

async function answer(
  files: Promise<Map<string, PageFile>>,
  address: string,
  method: string,
): Promise<Answer> {
  const headers = safetyHeaders();
  const file = method === 'GET' && isPageUrl(address) ? (await files).get(pathOf(address)) : undefined;
  if (!file) return { status: 404, headers, body: Buffer.alloc(0) };
  return { status: 200, headers: { ...headers, 'Content-Type': file.type }, body: await readFile(file.path) };
}

function pathOf(address: string): string {
  return address.slice(PAGE_URL.length - 1).replace(/[?#].*$/s, '');
}
