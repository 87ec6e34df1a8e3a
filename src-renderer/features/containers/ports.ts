import type { PublishedPort } from '../../../src-main/contract/containers.ts';
import type { Host } from '../../../src-main/contract/hosts.ts';
import { checkPublishAddress, PORT_MOST } from '../../../src-main/contract/run-fields.ts';

/** A published port as it is shown. */
export interface ShownPort {
  /** `8080:80`, `5353:53/udp`, `127.0.0.1:8080:80`. */
  text: string;
  /** Where a browser reaches it; absent for what no browser speaks. */
  href?: string | undefined;
}

const EVERYWHERE = ['', '0.0.0.0', '::'];
/** Ports inside a container on which servers speak TLS by convention. */
const TLS_PORTS = [443, 8443];

const isPort = (port: unknown): port is number =>
  typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= PORT_MOST;

/** The name under which a host's published ports are reached from here. */
export function reachableName(host: Pick<Host, 'kind' | 'address'>): string {
  if (host.kind !== 'tcp') return 'localhost';
  const name = /^\w+:\/\/(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)/.exec(host.address)?.[1];
  return name ?? 'localhost';
}

/**
 * The published ports, each once: engines tell a port that is open on IPv4 and IPv6 twice. What can be opened comes
 * first, as a list shows no more of them than it has room for.
 */
export function shownPorts(
  ports: readonly PublishedPort[],
  host: Pick<Host, 'kind' | 'address'>,
): ShownPort[] {
  const shown = new Map<string, ShownPort>();
  const byNumber = [...ports].sort((a, b) => (a.publicPort ?? 0) - (b.publicPort ?? 0));
  for (const { ip, publicPort, privatePort, protocol } of byNumber) {
    if (!isPort(publicPort)) continue;
    const everywhere = EVERYWHERE.includes(ip);
    const bracketed = ip.includes(':') ? `[${ip}]` : ip;
    const ending = protocol === 'tcp' ? '' : `/${protocol}`;
    const text = `${everywhere ? '' : `${bracketed}:`}${publicPort}:${privatePort}${ending}`;
    if (shown.has(text)) continue;
    const reachable = everywhere || checkPublishAddress(ip) === undefined;
    const name = everywhere ? reachableName(host) : bracketed;
    const scheme = TLS_PORTS.includes(privatePort) ? 'https' : 'http';
    const href = protocol === 'tcp' && reachable ? `${scheme}://${name}:${publicPort}` : undefined;
    shown.set(text, { text, href });
  }
  const all = [...shown.values()];
  return [...all.filter(({ href }) => href), ...all.filter(({ href }) => !href)];
}
