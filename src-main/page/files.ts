import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** One file of the built page. */
export interface PageFile {
  /** Where it lies. */
  path: string;
  /** Its media type. */
  type: string;
  /** Whether its name changes with its content. */
  immutable: boolean;
  /** Whether a gzipped copy lies beside it, under the same name with `.gz`. */
  gzipped: boolean;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** The folder of the files that the build names by their content. */
const HASHED_FOLDER = '/assets/';

/**
 * The files of the built page by their path in the address. Only what is listed here is ever served, so no
 * path that a request names reaches the file system.
 */
export async function listPageFiles(root: string): Promise<Map<string, PageFile>> {
  const names = await listNames(root, '');
  const all = new Set(names);
  const files = new Map<string, PageFile>();
  for (const name of names) {
    const type = TYPES[extname(name)];
    if (!type) continue;
    files.set(name, {
      path: join(root, name),
      type,
      immutable: name.startsWith(HASHED_FOLDER),
      gzipped: all.has(`${name}.gz`),
    });
  }
  const index = files.get('/index.html');
  if (!index) throw new Error(`no built page in ${root}; run npm run build`);
  files.set('/', index);
  return files;
}

async function listNames(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const names = await Promise.all(
    entries.map((entry) => {
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return listNames(root, name);
      return entry.isFile() ? [name] : [];
    }),
  );
  return names.flat();
}
