import { z } from 'zod';
import type { AppErrorData } from './errors.ts';
import { call, stream } from './route.ts';

/** Facts of an engine that answers, read once per connection. */
export interface EngineFacts {
  /** The product as it names itself: `Docker Engine - Community`, `Podman Engine`, … */
  product: string;
  version: string;
  apiVersion: string;
  /** `overlay2`, `vfs`, … */
  storageDriver: string;
  /** Operating system and architecture: `linux/amd64`. */
  platform: string;
  cpus: number;
  /** Bytes of memory that the engine sees. */
  memory: number;
  rootDir: string;
}

/** What an engine can do. Pages ask for a capability, never for an engine's name. */
export interface Capabilities {
  pause: boolean;
  /** Limits of CPU and memory take effect. */
  limits: boolean;
  /** The engine reports shared and unique sizes of images. */
  imageUsage: boolean;
}

/** The state of one engine, as probed; `since` is in ms since 1970. */
export type EngineState =
  | { kind: 'starting'; since: number }
  | { kind: 'running'; since: number; facts: EngineFacts; capabilities: Capabilities }
  | {
      kind: 'stopped' | 'unreachable' | 'denied' | 'hung' | 'too-old' | 'missing';
      since: number;
      error: AppErrorData;
    };

/** Where an engine comes from. */
export type HostKind = 'socket' | 'pipe' | 'tcp' | 'managed';

/** One place that containers run on. */
export interface Host {
  /** Stable, short, fits an address: `local`, `managed`, `context-NAME`. */
  id: string;
  name: string;
  kind: HostKind;
  /** `unix:///var/run/docker.sock`, `npipe:////./pipe/docker_engine`, `tcp://10.0.0.7:2376`. */
  address: string;
  /** Why this one: `DOCKER_HOST`, `context NAME`, `found`, `managed`. */
  source: string;
  state: EngineState;
}

export const hostInput = z.object({ host: z.string().min(1).max(128) });

export const hostRoutes = {
  /** All hosts, again at each change of any. */
  'hosts.watch': stream<Host[]>()(z.object({})),
  /** Probes a host now (and starts the managed engine again when it is one). */
  'hosts.retry': call<void>()(hostInput),
};
