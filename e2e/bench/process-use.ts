import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second that /proc counts CPU in (sysconf(_SC_CLK_TCK), 100 on Linux). */
const TICKS = 100;

interface Stat {
  pid: number;
  parent: number;
  /** Clock ticks in user and system mode. */
  cpu: number;
}

function stats(): Stat[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const text = readFileSync(`/proc/${name}/stat`, 'utf8');
        const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
        return [
          { pid: Number(name), parent: Number(fields[1]), cpu: Number(fields[11]) + Number(fields[12]) },
        ];
      } catch {
        return [];
      }
    });
}

/** A process and all that it started, as they are now. */
export function processTree(root: number): number[] {
  const all = stats();
  const tree = new Set([root]);
  for (let size = 0; size !== tree.size; ) {
    size = tree.size;
    for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid);
  }
  return [...tree];
}

/** Seconds of CPU that these processes have used. */
export function cpuSeconds(pids: readonly number[]): number {
  const wanted = new Set(pids);
  return stats().reduce((sum, { pid, cpu }) => (wanted.has(pid) ? sum + cpu : sum), 0) / TICKS;
}

/** Bytes of memory of these processes, shared pages divided among their sharers (PSS). */
export function pss(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    try {
      const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
      return sum + Number(kilobytes ?? 0) * 1024;
    } catch {
      return sum;
    }
  }, 0);
}
