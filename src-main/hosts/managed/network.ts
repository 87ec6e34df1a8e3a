import { readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AppError } from '../../contract/errors.ts';
import { chooseRange, layOut, overlap, parseRange, parseRoutes, type Range } from './address-range.ts';
import {
  cleanFirewall,
  type FirewallBefore,
  firewallBefore,
  firewallCleanup,
  readFirewall,
} from './firewall.ts';
import { type EnginePaths, engineTag } from './paths.ts';
import { getJson } from './ping.ts';
import { listPids, processName } from './processes.ts';
import { run } from './shell.ts';

/**
 * The network of a private engine with root rights. It stays in the machine's own network
 * namespace, so that published ports answer on the machine's addresses. A bridge and an address
 * range of its own keep it apart from any other engine there: of the two things that engines share,
 * `docker0` would be re-addressed by the second to start, while Docker's firewall chains are merely
 * filled anew, and published ports go on through their proxies.
 */
export interface EngineNetwork {
  bridge: string;
  /** Of 16 bits of prefix: `10.210.0.0/16`. */
  range: string;
  /** How the machine was before the engine changed it. */
  before: { firewall: FirewallBefore; forwarding: boolean };
}

const FORWARDING = '/proc/sys/net/ipv4/ip_forward';

const stateFile = (paths: EnginePaths) => path.join(paths.root, 'network.json');

/** The network as a running or killed engine has it. */
function readNetwork(paths: EnginePaths): EngineNetwork | undefined {
  try {
    return JSON.parse(readFileSync(stateFile(paths), 'utf8')) as EngineNetwork;
  } catch {
    return undefined;
  }
}

/** A range that is free on this machine, if possible the same as last time. */
function freeRange(paths: EnginePaths, bridge: string): string {
  const addresses = Object.entries(os.networkInterfaces()).flatMap(([name, found]) =>
    name === bridge ? [] : (found ?? []),
  );
  const taken: Range[] = addresses.flatMap(({ cidr }) => parseRange(cidr ?? '') ?? []);
  const routes = readFileSync('/proc/net/route', 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith(`${bridge}\t`))
    .join('\n');
  const rangeFile = path.join(paths.root, 'range');
  let before: string | undefined;
  try {
    before = readFileSync(rangeFile, 'utf8').trim();
  } catch {
    // the first start
  }
  const range = chooseRange([...taken, ...parseRoutes(routes)], before);
  writeFileSync(rangeFile, `${range}\n`, { mode: 0o600 });
  return range;
}

/** Names and addresses for an engine that is alone in a network namespace of its own. */
export function rootlessNetwork(paths: EnginePaths): { bridge: string; range: string } {
  const bridge = bridgeName(paths);
  return { bridge, range: freeRange(paths, bridge) };
}

/** A name for the bridge that no other engine has; names of devices hold 15 bytes. */
function bridgeName(paths: EnginePaths): string {
  return `gantry-${engineTag(paths.root)}`;
}

/**
 * Notes how the machine's network is and chooses names and addresses; an engine that makes its
 * bridge itself needs no more.
 */
export async function planNetwork(paths: EnginePaths, env: NodeJS.ProcessEnv): Promise<EngineNetwork> {
  const bridge = bridgeName(paths);
  const range = freeRange(paths, bridge);
  const network: EngineNetwork = {
    bridge,
    range,
    before: {
      firewall: firewallBefore(await readFirewall(env)),
      forwarding: readFileSync(FORWARDING, 'utf8').trim() !== '0',
    },
  };
  writeFileSync(stateFile(paths), JSON.stringify(network), { mode: 0o600 });
  return network;
}

/**
 * Makes the bridge: dockerd makes none but `docker0`.
 * @throws AppError ENGINE_FAILED with the words of `ip`
 */
export async function makeBridge({ bridge, range }: EngineNetwork, env: NodeJS.ProcessEnv): Promise<void> {
  // The name is of this data folder: a device of it stays only where the folder was deleted below an engine.
  await run('ip', ['link', 'delete', 'dev', bridge], { env });
  await ip(['link', 'add', 'name', bridge, 'type', 'bridge'], env);
  await ip(['address', 'add', layOut(range).bridge, 'dev', bridge], env);
  await ip(['link', 'set', 'dev', bridge, 'up'], env);
}

async function ip(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { code, stderr } = await run('ip', args, { env });
  if (code !== 0) {
    throw new AppError('ENGINE_FAILED', 'The network of the engine could not be made', {
      detail: `ip ${args.join(' ')}: ${stderr.trim()}`,
    });
  }
}

/** The bridges of the networks that the engine knows; asked while it still answers. */
export async function engineBridges(socketPath: string): Promise<string[]> {
  const networks = await getJson(socketPath, '/networks');
  if (!Array.isArray(networks)) return [];
  return networks.flatMap(
    (network: { Id?: unknown; Driver?: unknown; Options?: Record<string, unknown> }) => {
      if (network.Driver !== 'bridge' || typeof network.Id !== 'string') return [];
      const named = network.Options?.['com.docker.network.bridge.name'];
      return [typeof named === 'string' ? named : `br-${network.Id.slice(0, 12)}`];
    },
  );
}

/** Takes away all that an ended engine left in the network: bridges, rules, forwarding. */
export async function closeNetwork(
  paths: EnginePaths,
  env: NodeJS.ProcessEnv,
  known: readonly string[] = [],
): Promise<void> {
  const network = readNetwork(paths);
  if (!network) return;
  const range = parseRange(network.range);
  const isOurAddress = (text: string) => {
    const address = parseRange(text.includes('/') ? text : `${text}/32`);
    return (
      range !== undefined &&
      address !== undefined &&
      address.prefix >= range.prefix &&
      overlap(range, address)
    );
  };
  const { stdout } = await run('ip', ['-o', '-4', 'address', 'show'], { env });
  const addressed = [...stdout.matchAll(/^\d+: (\S+) +inet (\S+)/gm)]
    .filter(([, , address = '']) => isOurAddress(address))
    .map(([, name = '']) => name);
  const bridges = [...new Set([network.bridge, ...addressed, ...known])];
  const shared = otherEngines();
  const tables = await readFirewall(env);
  await cleanFirewall(
    firewallCleanup(tables, network.before.firewall, { bridges, isOurAddress, shared }),
    env,
  );
  // Ends of containers' networks outlive their bridge where something else holds the other end.
  const attached = await Promise.all(bridges.map((bridge) => devicesOf(bridge, env)));
  const devices = [...attached.flat(), ...bridges];
  await Promise.all(devices.map((device) => run('ip', ['link', 'delete', 'dev', device], { env })));
  // Whatever else has made a bridge by now may have come to count on it.
  const { stdout: others } = await run('ip', ['-o', 'link', 'show', 'type', 'bridge'], { env });
  if (!network.before.forwarding && !shared && others.trim() === '') writeFileSync(FORWARDING, '0');
  rmSync(stateFile(paths), { force: true });
}

async function devicesOf(bridge: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const { stdout } = await run('ip', ['-o', 'link', 'show', 'master', bridge, 'type', 'veth'], { env });
  return [...stdout.matchAll(/^\d+: ([^@:]+)[@:]/gm)].map(([, name = '']) => name);
}

/** Whether another dockerd or podman works in this network namespace. */
function otherEngines(): boolean {
  const ours = networkNamespace('self');
  return listPids().some(
    (pid) =>
      ['dockerd', 'podman', 'conmon'].includes(processName(pid)) && networkNamespace(String(pid)) === ours,
  );
}

function networkNamespace(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return undefined;
  }
}
