import { readdirSync, readFileSync } from 'node:fs';

/** One process for ever: numbers are used again, the time of a start is not. */
export interface ProcessIdentity {
  pid: number;
  /** In clock ticks since boot (field 22 of proc(5)'s stat). */
  startTime: string;
  bootId: string;
}

interface Stat {
  state: string;
  parent: number;
  /** Of the controlling terminal; `0` without one. */
  terminal: string;
  startTime: string;
}

/** Fields 3, 4, 7 and 22 of proc(5)'s stat; the name before them may hold blanks and parentheses. */
function readStat(pid: number): Stat | undefined {
  const text = readProc(pid, 'stat');
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  if (!fields) return undefined;
  return {
    state: fields[0] ?? '',
    parent: Number(fields[1]),
    terminal: fields[4] ?? '',
    startTime: fields[19] ?? '',
  };
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined; // it ended, or it is not ours to read
  }
}

/** The process that now has this number, unless it has ended (and may wait to be reaped). */
export function identify(pid: number): ProcessIdentity | undefined {
  const stat = readStat(pid);
  if (!stat || stat.state === 'Z' || stat.state === 'X') return undefined;
  const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return { pid, startTime: stat.startTime, bootId };
}

/** Whether that very process still runs. */
export function isAlive(identity: ProcessIdentity): boolean {
  const now = identify(identity.pid);
  return now?.startTime === identity.startTime && now.bootId === identity.bootId;
}

export function listPids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** The variable by which everything that an engine of ours starts is found again. */
export const MARKER = 'GANTRY_ENGINE';

/**
 * Processes of the engine in `root`, told by their environment: its own, containerd, the shims,
 * the port proxies. Podman hands on no variables but its own, which a user may have set in a
 * terminal, too. Containers' processes have their own environment: see `descendants`.
 */
export function engineProcesses(root: string): number[] {
  return listPids().filter((pid) => {
    if (pid === process.pid) return false;
    const variables = readProc(pid, 'environ')?.split('\0');
    if (!variables || !identify(pid)) return false;
    if (variables.includes(`${MARKER}=${root}`)) return true;
    const podman = variables.some((variable) => variable.startsWith(`CONTAINERS_CONF=${root}/`));
    return podman && readStat(pid)?.terminal === '0';
  });
}

/** Processes in the control groups of these containers, for those that have lost their parents. */
export function containerProcesses(ids: ReadonlySet<string>): number[] {
  if (ids.size === 0) return [];
  return listPids().filter((pid) => {
    const groups = readProc(pid, 'cgroup')?.match(/[0-9a-f]{64}/g) ?? [];
    return groups.some((id) => ids.has(id));
  });
}

/** All processes below the given ones, without themselves. */
export function descendants(pids: readonly number[]): number[] {
  const children = new Map<number, number[]>();
  for (const pid of listPids()) {
    const parent = readStat(pid)?.parent;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found = new Set<number>();
  const visit = (pid: number) => {
    for (const child of children.get(pid) ?? []) {
      if (found.has(child)) continue;
      found.add(child);
      visit(child);
    }
  };
  for (const pid of pids) visit(pid);
  return [...found].filter((pid) => !pids.includes(pid));
}

/** The name of the program, as the kernel keeps it (15 bytes). */
export function processName(pid: number): string {
  return readProc(pid, 'comm')?.trim() ?? '';
}

/** Sends a signal; a process that has ended or is not ours to signal is passed over. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // ESRCH or EPERM; processes of other users are reached through their user namespace
  }
}

/** How often a condition is looked at that the system has no notification of, in ms. */
const LOOK_INTERVAL = 25;

/** Resolves with whether the condition came to hold within so many ms. */
export async function waitUntil(holds: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() >= deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL));
  }
  return true;
}
