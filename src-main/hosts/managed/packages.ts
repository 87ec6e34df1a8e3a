import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { AppError } from '../../contract/errors.ts';
import { run } from './shell.ts';

/** The list of packages of an unpacked folder, by which a later start knows it. */
const CONTENTS = 'packages.json';

/** Without a network apt would wait for two minutes, and again for each server. */
const NETWORK_SECONDS = 20;

/** No lock of the system is needed, as nothing outside of our folder is written. */
const OPTIONS = [
  'Debug::NoLocking=1',
  `Acquire::http::Timeout=${NETWORK_SECONDS}`,
  `Acquire::https::Timeout=${NETWORK_SECONDS}`,
].flatMap((option) => ['-o', option]);

export interface Progress {
  /** Bytes so far and in all; the total is 0 while unknown. */
  download(done: number, total: number): void;
  /** Packages unpacked, and in all. */
  unpack(done: number, total: number): void;
}

/** The folder in which these packages were unpacked before, if they were. */
export function findUnpacked(folder: string, packages: readonly string[]): string | undefined {
  if (!existsSync(folder)) return undefined;
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.part')) continue;
    const contents = path.join(folder, name, CONTENTS);
    if (!existsSync(contents)) continue;
    const present = JSON.parse(readFileSync(contents, 'utf8')) as string[];
    if (packages.every((wanted) => present.includes(wanted))) return path.join(folder, name);
  }
  return undefined;
}

/**
 * Downloads packages of the distribution, with what they depend on and the system lacks, and
 * unpacks them into a folder of their own below `folder`; the system stays as it is. apt takes them
 * from the system's sources and checks them against the system's keys. What an interrupted download
 * has brought is used by the next, a cancelled one is removed, and what was unpacked in part is
 * never used.
 * @returns the folder that holds `usr/…`
 * @throws AppError ENGINE_FAILED with apt's own words, or CANCELLED
 */
export async function unpackPackages(
  folder: string,
  packages: readonly string[],
  { env, progress, signal }: { env: NodeJS.ProcessEnv; progress: Progress; signal: AbortSignal },
): Promise<string> {
  const aptEnv = { ...env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
  const cache = path.join(folder, 'download');
  const archives = path.join(cache, 'archives');
  mkdirSync(path.join(archives, 'partial'), { recursive: true, mode: 0o700 });

  const apt = new Apt(cache, aptEnv, signal);
  const files = await apt.download(packages, progress.download).catch((error) => {
    if (signal.aborted) rmSync(cache, { recursive: true, force: true });
    throw error;
  });
  const main = files.find((file) => file.startsWith(`${packages[0]}_`)) ?? files[0];
  if (main === undefined) throw new AppError('ENGINE_FAILED', 'apt-get downloaded no package');

  const version = main.replace(/_[^_]*\.deb$/, '').replace(/[^A-Za-z0-9.+~_-]/g, '-');
  const target = path.join(folder, version);
  const part = `${target}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { mode: 0o700 });
  try {
    for (const [index, file] of files.entries()) {
      progress.unpack(index, files.length);
      const { code, stderr } = await run('dpkg', ['-x', path.join(archives, file), part], {
        env: aptEnv,
        signal,
      });
      if (code !== 0)
        throw new AppError('ENGINE_FAILED', `${file} could not be unpacked`, { detail: stderr });
    }
    progress.unpack(files.length, files.length);
    linkIptables(part);
    writeFileSync(path.join(part, CONTENTS), JSON.stringify(packages));
    rmSync(target, { recursive: true, force: true });
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    if (signal.aborted) rmSync(cache, { recursive: true, force: true });
    throw error;
  }
  rmSync(cache, { recursive: true, force: true });
  return target;
}

/** The C library fits the system's loader and its own version alone. */
const NEVER_UNPACKED = /^(libc6|libc-bin)_/;

class Apt {
  constructor(
    private readonly cache: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly signal: AbortSignal,
  ) {}

  /** Downloads into the cache's archives; returns the files' names. */
  async download(packages: readonly string[], report: Progress['download']): Promise<string[]> {
    // The system's package lists may be missing (small images remove them) or name files that
    // their server has replaced: then we fetch lists of our own.
    let lists: string[] = [];
    let found = await this.resolve(packages, lists);
    if ('files' in found && (await this.fetch(packages, lists, found.total, report)) === undefined) {
      return found.files;
    }
    lists = await this.updateLists();
    found = await this.resolve(packages, lists);
    if (!('files' in found)) throw failed(found.error);
    const error = await this.fetch(packages, lists, found.total, report);
    if (error !== undefined) throw failed(error);
    return found.files;
  }

  private async updateLists(): Promise<string[]> {
    const dir = path.join(this.cache, 'lists');
    mkdirSync(path.join(dir, 'partial'), { recursive: true, mode: 0o700 });
    const lists = ['-o', `Dir::State::lists=${dir}`];
    const { code, stderr, stdout } = await this.call(['update', ...lists]);
    if (code !== 0) throw failed(stderr || stdout);
    return lists;
  }

  /** What apt would download: names and sizes of files, or what it says instead. */
  private async resolve(
    packages: readonly string[],
    lists: string[],
  ): Promise<{ files: string[]; total: number } | { error: string }> {
    const { code, stdout, stderr } = await this.call([
      ...installArguments(packages),
      ...lists,
      '--print-uris',
    ]);
    if (code !== 0) return { error: stderr || stdout };
    const files = parseUris(stdout).filter(({ name }) => !NEVER_UNPACKED.test(name));
    if (files.length === 0) return { error: stdout };
    return { files: files.map(({ name }) => name), total: files.reduce((sum, { size }) => sum + size, 0) };
  }

  /** Resolves with apt's words when it failed. */
  private async fetch(
    packages: readonly string[],
    lists: string[],
    total: number,
    report: Progress['download'],
  ): Promise<string | undefined> {
    report(0, total);
    const { code, stderr, stdout } = await this.call(
      [...installArguments(packages), ...lists, '--download-only', '-o', 'APT::Status-Fd=1'],
      (line) => {
        // dlstatus:NUMBER:PERCENT:TEXT (APT::Status-Fd in apt's own progress-reporting.md)
        const percent = /^dlstatus:\d+:([\d.]+):/.exec(line)?.[1];
        if (percent !== undefined) report(Math.round((Number(percent) / 100) * total), total);
      },
    );
    return code === 0 ? undefined : stderr || stdout;
  }

  private call(args: string[], onLine?: (line: string) => void) {
    return run('apt-get', [...OPTIONS, '-o', `Dir::Cache=${this.cache}`, ...args], {
      env: this.env,
      signal: this.signal,
      onLine,
    });
  }
}

/** `--reinstall` brings a package that is installed and nevertheless not found, too. */
function installArguments(packages: readonly string[]): string[] {
  return ['install', '--yes', '--reinstall', '--no-install-recommends', ...packages];
}

/** Lines of `--print-uris`: `'URI' FILE SIZE HASH`. */
export function parseUris(text: string): { name: string; size: number }[] {
  const lines = text.matchAll(/^'[^']+' (\S+\.deb) (\d+) /gm);
  return [...lines].map(([, name = '', size]) => ({ name, size: Number(size) }));
}

function failed(words: string): AppError {
  return new AppError('ENGINE_FAILED', 'The packages of the engine could not be downloaded', {
    detail: words.trim(),
  });
}

/** In the packages `iptables` is made by their installation script, as one of two alternatives. */
function linkIptables(root: string): void {
  const dir = path.join(root, 'usr', 'sbin');
  if (!existsSync(path.join(dir, 'xtables-nft-multi'))) return;
  const names = ['iptables', 'iptables-restore', 'ip6tables', 'ip6tables-restore'];
  for (const name of names) symlinkSync('xtables-nft-multi', path.join(dir, name));
}

/** The variables with which unpacked programs find each other and their libraries. */
export function unpackedEnv(root: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const programs = ['usr/sbin', 'usr/bin', 'sbin', 'bin'].map((dir) => path.join(root, dir));
  const libraries = ['usr/lib', 'lib'].flatMap((dir) => {
    const base = path.join(root, dir);
    if (!existsSync(base)) return [];
    // Debian keeps libraries by machine: usr/lib/x86_64-linux-gnu
    return readdirSync(base)
      .filter((name) => name.includes('-linux-'))
      .map((name) => path.join(base, name));
  });
  const extensions = libraries.map((dir) => path.join(dir, 'xtables')).find((dir) => existsSync(dir));
  return {
    ...env,
    PATH: [...programs, env.PATH].filter(Boolean).join(':'),
    LD_LIBRARY_PATH: [...libraries, env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
    ...(extensions === undefined ? {} : { XTABLES_LIBDIR: extensions }),
  };
}
