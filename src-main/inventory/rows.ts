import {
  type Container,
  type ContainerState,
  type Health,
  LABEL_LENGTH,
  LABELS_KEPT,
  type PublishedPort,
} from '../contract/containers.ts';
import type { Image } from '../contract/images.ts';
import type { ContainerSummary, PortSummary } from '../engine/container-list.ts';
import { type ImageSummary, imageId } from '../engine/images.ts';
import { fields, items, number, text, texts, time } from '../engine/read.ts';
import { cut } from './cut.ts';

/** Characters of a name, reference or command line that a row carries. */
const TEXT_LENGTH = 1024;
/** Ports that a row carries: a published range may have thousands, and no one reads them in a list. */
const PORTS_KEPT = 256;
/** Tags and digests of an image that a row carries. */
const REFERENCES_KEPT = 256;

const PROJECT_LABEL = 'com.docker.compose.project';
const SERVICE_LABEL = 'com.docker.compose.service';

/** A container as `GET /containers/json` tells it. */
export function containerFromList(row: ContainerSummary): Container {
  const state = stateOf(row.state);
  const name = row.names.find((candidate) => candidate.lastIndexOf('/') <= 0) ?? row.names[0] ?? '';
  return container({
    id: row.id,
    name,
    image: row.image,
    imageId: row.imageId,
    command: row.command,
    createdAt: row.created,
    state,
    exitCode: exitCodeIn(row.status),
    health: row.health || healthIn(row.status),
    ports: row.ports,
    labels: row.labels,
  });
}

/** A container as its inspect tells it: the same row as the list's, but for a dead one's exit code. */
export function containerFromInspect(value: unknown): Container | undefined {
  const inspected = fields(value);
  const id = text(inspected.Id);
  if (id === '') return undefined;
  const config = fields(inspected.Config);
  const state = fields(inspected.State);
  return container({
    id,
    name: text(inspected.Name),
    image: text(config.Image),
    imageId: text(inspected.Image),
    command: commandLine(text(inspected.Path), texts(inspected.Args)),
    createdAt: time(inspected.Created),
    state: stateOf(text(state.Status)),
    exitCode: typeof state.ExitCode === 'number' ? state.ExitCode : undefined,
    health: text(fields(state.Health).Status) || text(fields(state.Healthcheck).Status),
    ports: portsOf(fields(inspected.NetworkSettings).Ports),
    labels: fields(config.Labels),
  });
}

/** An image as `GET /images/json` tells it. */
export function imageFromList(row: ImageSummary): Image {
  const bounded = (references: string[]) =>
    references
      .slice(0, REFERENCES_KEPT)
      .map((reference) => cut(reference, TEXT_LENGTH))
      .sort();
  return {
    id: row.id,
    tags: bounded(row.tags),
    digests: bounded(row.digests),
    createdAt: Math.max(0, row.created),
    size: Math.max(0, row.size),
  };
}

interface RawContainer {
  id: string;
  name: string;
  image: string;
  imageId: string;
  command: string;
  createdAt: number;
  state: ContainerState;
  exitCode: number | undefined;
  health: string;
  ports: PortSummary[];
  labels: Readonly<Record<string, unknown>>;
}

/** The part in which both ways meet: bounds, order, and what is told in which state. */
function container(raw: RawContainer): Container {
  const row: Container = {
    id: cut(raw.id, TEXT_LENGTH),
    name: cut(raw.name.startsWith('/') ? raw.name.slice(1) : raw.name, TEXT_LENGTH),
    image: cut(raw.image, TEXT_LENGTH),
    imageId: imageId(cut(raw.imageId, TEXT_LENGTH)),
    command: cut(raw.command, TEXT_LENGTH),
    // The list has whole seconds.
    createdAt: Math.max(0, Math.floor(raw.createdAt / 1000) * 1000),
    state: raw.state,
    ports: publishedPorts(raw.ports),
    labels: boundedLabels(raw.labels),
  };
  if ((row.state === 'exited' || row.state === 'dead') && raw.exitCode !== undefined)
    row.exitCode = raw.exitCode;
  // A stopped container keeps its last health in inspect, and a paused one's check does not run.
  const health = healthOf(raw.health);
  if (row.state === 'running' && health) row.health = health;
  const project = row.labels[PROJECT_LABEL];
  const service = row.labels[SERVICE_LABEL];
  if (project) row.project = project;
  if (service) row.service = service;
  return row;
}

const HEALTHS: Readonly<Record<string, Health | undefined>> = Object.assign(Object.create(null), {
  starting: 'starting',
  healthy: 'healthy',
  unhealthy: 'unhealthy',
});

/** The engine's word for it, where it is one. */
export function healthOf(word: string): Health | undefined {
  return HEALTHS[word];
}

const STATES: Readonly<Record<string, ContainerState | undefined>> = Object.assign(Object.create(null), {
  created: 'created',
  running: 'running',
  paused: 'paused',
  restarting: 'restarting',
  removing: 'removing',
  exited: 'exited',
  dead: 'dead',
  // Podman's.
  configured: 'created',
  initialized: 'created',
  stopping: 'running',
  stopped: 'exited',
});

function stateOf(word: string): ContainerState {
  return STATES[word.toLowerCase()] ?? 'created';
}

/** `Exited (137) 2 hours ago` (moby `container/state.go`). */
function exitCodeIn(status: string): number | undefined {
  const match = status.startsWith('Exited (') ? /^Exited \((-?\d{1,10})\)/.exec(status) : null;
  return match ? Number(match[1]) : undefined;
}

/** `Up 2 hours (healthy)`, `Up 1 second (health: starting)`. */
function healthIn(status: string): string {
  if (!status.endsWith(')')) return '';
  return /\((?:health: )?(starting|healthy|unhealthy)\)$/.exec(status)?.[1] ?? '';
}

/** As dockerd writes it into lists: arguments with a space in quotes (moby `container/view.go`). */
function commandLine(path: string, args: string[]): string {
  return [path, ...args.map((arg) => (arg.includes(' ') ? `'${arg}'` : arg))].join(' ');
}

/** `NetworkSettings.Ports`: `{"80/tcp": [{HostIp, HostPort}], "99/tcp": null}`, null of one that is only exposed. */
function portsOf(value: unknown): PortSummary[] {
  const ports: PortSummary[] = [];
  for (const [key, bindings] of Object.entries(fields(value))) {
    const [port, protocol = 'tcp'] = key.split('/');
    const privatePort = number(port);
    const published = items(bindings).map(fields);
    if (published.length === 0) ports.push({ ip: '', publicPort: 0, privatePort, protocol });
    for (const { HostIp, HostPort } of published) {
      ports.push({ ip: text(HostIp), publicPort: number(HostPort), privatePort, protocol });
    }
  }
  return ports;
}

function publishedPorts(ports: PortSummary[]): PublishedPort[] {
  const rows: PublishedPort[] = [];
  for (const { ip, publicPort, privatePort, protocol } of ports) {
    if (!isPort(privatePort)) continue;
    if (protocol !== 'tcp' && protocol !== 'udp' && protocol !== 'sctp') continue;
    if (isPort(publicPort)) rows.push({ ip: cut(ip, LABEL_LENGTH), publicPort, privatePort, protocol });
    else rows.push({ ip: '', privatePort, protocol });
  }
  if (rows.length > 1) rows.sort(byPort);
  return rows.length > PORTS_KEPT ? rows.slice(0, PORTS_KEPT) : rows;
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port < 65_536;
}

function byPort(a: PublishedPort, b: PublishedPort): number {
  return (
    a.privatePort - b.privatePort ||
    (a.publicPort ?? 0) - (b.publicPort ?? 0) ||
    (a.protocol < b.protocol ? -1 : a.protocol > b.protocol ? 1 : 0) ||
    (a.ip < b.ip ? -1 : a.ip > b.ip ? 1 : 0)
  );
}

/** Compose's own labels always, then the first by name, each key and value cut. */
function boundedLabels(labels: Readonly<Record<string, unknown>>): Record<string, string> {
  let keys = Object.keys(labels);
  if (keys.length > LABELS_KEPT) {
    const first = (key: string) => (key === PROJECT_LABEL || key === SERVICE_LABEL ? 0 : 1);
    keys = keys.sort((a, b) => first(a) - first(b) || (a < b ? -1 : 1)).slice(0, LABELS_KEPT);
  }
  const bounded: Record<string, string> = {};
  for (const key of keys) {
    const kept = cut(key, LABEL_LENGTH);
    const value = cut(labelText(labels[key]), LABEL_LENGTH);
    // Set in the usual way it would be the object's prototype.
    if (kept === '__proto__')
      Object.defineProperty(bounded, kept, { value, enumerable: true, configurable: true });
    else bounded[kept] = value;
  }
  return bounded;
}

function labelText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
