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
  const tables: TableRules[] = [];
  for (const command of COMMANDS) {
    for (const table of TABLES) {
      const { code, stdout } = await run(command, [...LOCK_WAIT, '-t', table, '-S'], { env });
      if (code === 0) tables.push({ command, table, lines: stdout.trim().split('\n') });
    }
  }
  return tables;
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

/**
 * The calls that take away what an engine leaves in the firewall when it ends: rules that name its
 * bridges or its addresses; and, when no other engine shares this firewall, the chains that it made
 * and the policy that it set. Rules of others are not touched.
 */
export function firewallCleanup(
  tables: readonly TableRules[],
  before: FirewallBefore,
  ours: { bridges: readonly string[]; isOurAddress: (address: string) => boolean; shared: boolean },
): { command: string; args: string[] }[] {
  const calls: { command: string; args: string[] }[] = [];
  for (const { command, table, lines } of tables) {
    const call = (...args: string[]) => calls.push({ command, args: [...LOCK_WAIT, '-t', table, ...args] });
    const chains = ours.shared
      ? []
      : engineChains(lines).filter((chain) => !before.chains.includes(`${command} ${table} ${chain}`));
    for (const line of lines) {
      if (!line.startsWith('-A ')) continue;
      const words = splitRule(line);
      const chain = words[1] ?? '';
      if (chains.includes(chain)) continue; // flushed below
      const jumps = chains.includes(words[words.indexOf('-j') + 1] ?? '');
      const named = words.some((word) => ours.bridges.includes(word) || ours.isOurAddress(word));
      if (jumps || named) call('-D', ...words.slice(1));
    }
    for (const chain of chains) call('-F', chain);
    for (const chain of chains) call('-X', chain);
    const dropped = table === 'filter' && lines.includes('-P FORWARD DROP');
    if (!ours.shared && dropped && before.forwarding.includes(`${command} ${table}`))
      call('-P', 'FORWARD', 'ACCEPT');
  }
  return calls;
}

/** A rule's words; a comment with blanks stands in quotes. */
function splitRule(line: string): string[] {
  return (line.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? []).map((word) =>
    word.startsWith('"') ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word,
  );
}
