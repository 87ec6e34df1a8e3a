import { run } from './shell.ts';

const TABLES = ['filter', 'nat'] as const;
const COMMANDS = ['iptables', 'ip6tables'] as const;
/** Seconds to wait for another program that changes the firewall. */
const LOCK_WAIT = ['-w', '2'];

/** One table of one firewall as `iptables -S` tells it. */
export interface TableRules {
  command: string;
  table: string;
  lines: string[];
}

/** What the engine will change and is to be put back: read before the engine starts. */
export interface FirewallBefore {
  /** `COMMAND TABLE CHAIN`: chains that another engine made. */
  chains: string[];
  /** `COMMAND TABLE`: where forwarded packets were accepted by default. */
  forwarding: string[];
}

/** Reads all tables; one that cannot be read (no IPv6, no such module) is left out. */
export async function readFirewall(env: NodeJS.ProcessEnv): Promise<TableRules[]> {
  const all = COMMANDS.flatMap((command) => TABLES.map((table) => ({ command, table })));
  const found = await Promise.all(
    all.map(async ({ command, table }) => {
      const { code, stdout } = await run(command, [...LOCK_WAIT, '-t', table, '-S'], { env });
      return code === 0 ? [{ command, table, lines: stdout.trim().split('\n') }] : [];
    }),
  );
  return found.flat();
}

export function firewallBefore(tables: readonly TableRules[]): FirewallBefore {
  return {
    chains: tables.flatMap(({ command, table, lines }) =>
      engineChains(lines).map((chain) => `${command} ${table} ${chain}`),
    ),
    forwarding: tables
      .filter(({ lines }) => lines.includes('-P FORWARD ACCEPT'))
      .map(({ command, table }) => `${command} ${table}`),
  };
}

/** Docker's chains, and those of podman's two network tools. */
const ENGINE_CHAIN = /^-N (DOCKER|CNI-|NETAVARK)/;

const engineChains = (lines: readonly string[]) =>
  lines.filter((line) => ENGINE_CHAIN.test(line)).map((line) => line.slice('-N '.length));

/** The changes of one table, in the format of iptables-restore(8). */
export interface TableCleanup {
  command: string;
  /** `-D …`, `-F …`, `-X …`, `-P …`, in this order. */
  lines: string[];
  table: string;
}

/**
 * What takes away that which an engine leaves in the firewall when it ends: rules that name its
 * bridges or its addresses; and, when no other engine shares this firewall, the chains that it made
 * and the policy that it set. Rules of others are not touched.
 */
export function firewallCleanup(
  tables: readonly TableRules[],
  before: FirewallBefore,
  ours: { bridges: readonly string[]; isOurAddress: (address: string) => boolean; shared: boolean },
): TableCleanup[] {
  return tables.flatMap(({ command, table, lines }) => {
    const chains = ours.shared
      ? []
      : engineChains(lines).filter((chain) => !before.chains.includes(`${command} ${table} ${chain}`));
    const rules = lines.filter((line) => {
      const [verb, chain = '', ...words] = line.split(' ');
      if (verb !== '-A' || chains.includes(chain)) return false; // the latter are flushed whole
      const jumps = chains.includes(words[words.indexOf('-j') + 1] ?? '');
      return jumps || words.some((word) => ours.bridges.includes(word) || ours.isOurAddress(word));
    });
    const closed = table === 'filter' && lines.includes('-P FORWARD DROP');
    const reopen = !ours.shared && closed && before.forwarding.includes(`${command} ${table}`);
    const changes = [
      ...rules.map((rule) => rule.replace('-A', '-D')),
      ...chains.map((chain) => `-F ${chain}`),
      ...chains.map((chain) => `-X ${chain}`),
      ...(reopen ? ['-P FORWARD ACCEPT'] : []),
    ];
    return changes.length > 0 ? [{ command, table, lines: changes }] : [];
  });
}

/** Makes the changes, each table in one step; if somebody else was faster with one of them, one by one. */
export async function cleanFirewall(
  cleanups: readonly TableCleanup[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const restore = (command: string, table: string, lines: readonly string[]) =>
    run(`${command}-restore`, ['--noflush', ...LOCK_WAIT], {
      env,
      input: [`*${table}`, ...lines, 'COMMIT', ''].join('\n'),
    });
  for (const { command, table, lines } of cleanups) {
    const { code } = await restore(command, table, lines);
    if (code === 0) continue;
    for (const line of lines) await restore(command, table, [line]);
  }
}
