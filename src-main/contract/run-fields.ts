/**
 * The rules of what a person types to run a container or to name an image: pure functions that the page asks
 * before it sends, and that the main side asks again. A problem is a word; the page has the sentence for it.
 */

export type ReferenceProblem = 'empty' | 'space' | 'uppercase' | 'tag' | 'digest' | 'too-long' | 'syntax';
export type NameProblem = 'too-short' | 'syntax';
export type CommandProblem = 'quote' | 'escape';
export type PortProblem = 'empty' | 'syntax' | 'range';
export type AddressProblem = 'syntax';
export type EnvProblem = 'empty' | 'equals' | 'nul';
export type SourceProblem = 'empty' | 'relative' | 'name' | 'nul';
export type TargetProblem = 'empty' | 'relative' | 'root' | 'nul';
export type MemoryProblem = 'syntax' | 'too-small';
export type CpusProblem = 'syntax' | 'too-small' | 'too-many';

/*
 * The grammar of github.com/distribution/reference: [domain/]path[:tag][@digest].
 */
const DOMAIN_PART = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const DOMAIN = `(?:${DOMAIN_PART}(?:\\.${DOMAIN_PART})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const PATH_PART = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const NAME = new RegExp(`^(?:${DOMAIN}/)?${PATH_PART}(?:/${PATH_PART})*$`);
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
/** Characters that a reference's name may have, without tag and digest. */
const REFERENCE_NAME_MOST = 255;

/** An image reference taken apart; `name` still holds the registry's host. */
export interface ReferenceParts {
  name: string;
  tag?: string | undefined;
  digest?: string | undefined;
}

/** Takes a reference apart without judging it. A colon belongs to the tag only behind the last slash. */
export function splitReference(reference: string): ReferenceParts {
  const at = reference.indexOf('@');
  const digest = at === -1 ? undefined : reference.slice(at + 1);
  const rest = at === -1 ? reference : reference.slice(0, at);
  const colon = rest.lastIndexOf(':');
  if (colon === -1 || colon < rest.lastIndexOf('/')) return { name: rest, tag: undefined, digest };
  return { name: rest.slice(0, colon), tag: rest.slice(colon + 1), digest };
}

/** What is wrong with an image reference (or an image id), or undefined. */
export function checkReference(reference: string): ReferenceProblem | undefined {
  if (reference === '') return 'empty';
  if (/\s/.test(reference)) return 'space';
  const { name, tag, digest } = splitReference(reference);
  if (digest !== undefined && !DIGEST.test(digest)) return 'digest';
  if (tag !== undefined && !TAG.test(tag)) return 'tag';
  if (name.length > REFERENCE_NAME_MOST) return 'too-long';
  if (NAME.test(name)) return undefined;
  return NAME.test(name.toLowerCase()) ? 'uppercase' : 'syntax';
}

/** What is wrong with a container's name, or undefined; empty lets the engine choose. */
export function checkContainerName(name: string): NameProblem | undefined {
  if (name === '') return undefined;
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name)) return 'syntax';
  return name.length < 2 ? 'too-short' : undefined;
}

/**
 * Splits a command line as a POSIX shell does, quotes and backslashes only: nothing is expanded,
 * so `$HOME` and `*` reach the program as they are.
 */
export function splitCommand(line: string): { argv: string[] } | { problem: CommandProblem } {
  const argv: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === "'") {
      const end = line.indexOf("'", at + 1);
      if (end === -1) return { problem: 'quote' };
      word = (word ?? '') + line.slice(at + 1, end);
      at = end;
    } else if (char === '"') {
      const quoted = readDoubleQuoted(line, at + 1);
      if (!quoted) return { problem: 'quote' };
      word = (word ?? '') + quoted.text;
      at = quoted.end;
    } else if (char === '\\') {
      if (at + 1 === line.length) return { problem: 'escape' };
      at++;
      // A backslash before a line's end joins the lines.
      if (line[at] !== '\n') word = (word ?? '') + line.charAt(at);
    } else if (/\s/.test(char)) {
      if (word !== undefined) argv.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + char;
    }
  }
  if (word !== undefined) argv.push(word);
  return { argv };
}

function readDoubleQuoted(line: string, start: number): { text: string; end: number } | undefined {
  let text = '';
  for (let at = start; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === '"') return { text, end: at };
    const next = line[at + 1];
    if (char === '\\' && next !== undefined && '"\\$`\n'.includes(next)) {
      if (next !== '\n') text += next;
      at++;
    } else {
      text += char;
    }
  }
  return undefined;
}

/** One argument so that a POSIX shell, and {@link splitCommand}, read it back unchanged. */
export function quoteArgument(argument: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(argument)) return argument;
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}

/** An argv as one command line. */
export function joinCommand(argv: readonly string[]): string {
  return argv.map(quoteArgument).join(' ');
}

export const PORT_MOST = 65_535;

/** A port as typed, or what is wrong with it. */
export function parsePort(text: string): { port: number } | { problem: PortProblem } {
  const trimmed = text.trim();
  if (trimmed === '') return { problem: 'empty' };
  if (!/^\d+$/.test(trimmed)) return { problem: 'syntax' };
  const port = Number(trimmed);
  return port >= 1 && port <= PORT_MOST ? { port } : { problem: 'range' };
}

/** What is wrong with an address to publish on, or undefined; empty means every address. */
export function checkPublishAddress(address: string): AddressProblem | undefined {
  if (address === '') return undefined;
  const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address);
  if (v4) return v4.slice(1).every((part) => Number(part) <= 255) ? undefined : 'syntax';
  return isIpv6(address) ? undefined : 'syntax';
}

function isIpv6(address: string): boolean {
  const halves = address.split('::');
  if (halves.length > 2 || !/^[0-9a-fA-F:]+$/.test(address)) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  return halves.length === 2 ? groups.length < 8 : groups.length === 8;
}

/** What is wrong with an environment variable's name, or undefined. */
export function checkEnvName(name: string): EnvProblem | undefined {
  if (name === '') return 'empty';
  if (name.includes('=')) return 'equals';
  return name.includes('\0') ? 'nul' : undefined;
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path) || path.startsWith('\\\\');
}

/** What is wrong with a mount's source (a volume's name or an absolute path), or undefined. */
export function checkMountSource(source: string): SourceProblem | undefined {
  if (source === '') return 'empty';
  if (source.includes('\0')) return 'nul';
  if (isAbsolute(source)) return undefined;
  if (/^[.~]|[\\/]/.test(source)) return 'relative';
  return /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(source) ? undefined : 'name';
}

/** What is wrong with a mount's target inside the container, or undefined. */
export function checkMountTarget(target: string): TargetProblem | undefined {
  if (target === '') return 'empty';
  if (target.includes('\0')) return 'nul';
  if (!isAbsolute(target)) return 'relative';
  return /^\/[/.]*$/.test(target) && !target.includes('..') ? 'root' : undefined;
}

/** Bytes below which an engine refuses a memory limit (since Docker 20.10). */
export const MEMORY_LEAST = 6 * 1024 * 1024;
const MEMORY_UNITS = ['', 'k', 'm', 'g', 't', 'p'];

/** A memory limit as `docker run --memory` reads it: `512m`, `1.5g`, bytes without a unit. Powers of 1024. */
export function parseMemory(text: string): { bytes: number } | { problem: MemoryProblem } {
  const match = /^(\d+(?:\.\d+)?) ?([kmgtp]?)i?b?$/.exec(text.trim().toLowerCase());
  if (!match) return { problem: 'syntax' };
  const bytes = Math.floor(Number(match[1]) * 1024 ** MEMORY_UNITS.indexOf(match[2] ?? ''));
  return bytes < MEMORY_LEAST ? { problem: 'too-small' } : { bytes };
}

/** The least share of CPUs that an engine takes. */
export const CPUS_LEAST = 0.01;

/** A CPU limit as typed: `1.5`. `most` is the number of the engine's CPUs, where it is known. */
export function parseCpus(text: string, most?: number): { cpus: number } | { problem: CpusProblem } {
  const trimmed = text.trim();
  if (!/^(\d+(\.\d*)?|\.\d+)$/.test(trimmed)) return { problem: 'syntax' };
  const cpus = Number(trimmed);
  if (cpus < CPUS_LEAST) return { problem: 'too-small' };
  return most !== undefined && cpus > most ? { problem: 'too-many' } : { cpus };
}
