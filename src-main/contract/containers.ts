import { z } from 'zod';
import { hostInput } from './hosts.ts';
import type { InventoryItem } from './inventory.ts';
import { call, stream } from './route.ts';
import { RESTART_POLICIES } from './values.ts';

export type ContainerState = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
export type Health = 'starting' | 'healthy' | 'unhealthy';

export interface PublishedPort {
  /** Address on the host: `0.0.0.0`, `::`, `127.0.0.1`; empty when the port is only exposed. */
  ip: string;
  /** Port on the host; absent when the port is only exposed. */
  publicPort?: number | undefined;
  privatePort: number;
  protocol: 'tcp' | 'udp' | 'sctp';
}

/** A container as a list shows it. */
export interface Container {
  /** Full 64-character id. */
  id: string;
  /** Without the leading slash. */
  name: string;
  /** Reference as the user gave it. */
  image: string;
  imageId: string;
  command: string;
  /** ms since 1970. */
  createdAt: number;
  state: ContainerState;
  /** Of an exited or dead container. */
  exitCode?: number | undefined;
  health?: Health | undefined;
  ports: PublishedPort[];
  /** At most LABELS_KEPT, each value cut at LABEL_LENGTH characters; the whole is in inspect. */
  labels: Record<string, string>;
  /** `com.docker.compose.project` and `…service`. */
  project?: string | undefined;
  service?: string | undefined;
}

/** Labels that a list row carries at the most. */
export const LABELS_KEPT = 64;
/** Characters of a label's key and value that a list row carries. */
export const LABEL_LENGTH = 256;

const id = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/);
export const containerInput = hostInput.extend({ id });

export const CONTAINER_ACTIONS = ['start', 'stop', 'restart', 'pause', 'unpause', 'kill'] as const;
export type ContainerAction = (typeof CONTAINER_ACTIONS)[number];

export type RestartPolicy = (typeof RESTART_POLICIES)[number];

const port = z.number().int().min(1).max(65535);

/** What `docker run` takes of it, already taken apart. Field rules: {@link file://./run-fields.ts}. */
export const runInput = hostInput.extend({
  image: z.string().min(1).max(512),
  name: z.string().max(256).optional(),
  /** As argv; empty means the image's own. */
  command: z.array(z.string().max(32_768)).max(256).default([]),
  ports: z
    .array(
      z.object({
        ip: z.string().max(64).default(''),
        /** Absent: the engine chooses. */
        publicPort: port.optional(),
        privatePort: port,
        protocol: z.enum(['tcp', 'udp']).default('tcp'),
      }),
    )
    .max(256)
    .default([]),
  env: z
    .array(z.object({ name: z.string().min(1).max(1024), value: z.string().max(131_072) }))
    .max(1024)
    .default([]),
  volumes: z
    .array(
      z.object({
        /** A volume's name, or an absolute path on the engine's host. */
        source: z.string().min(1).max(4096),
        target: z.string().min(1).max(4096),
        readOnly: z.boolean().default(false),
      }),
    )
    .max(256)
    .default([]),
  restart: z.enum(RESTART_POLICIES).default('no'),
  /** Bytes; absent: no limit. */
  memory: z.number().int().positive().optional(),
  /** CPUs, such as 1.5; absent: no limit. */
  cpus: z.number().positive().optional(),
  /** Allocate a TTY and keep stdin open (`docker run -it`). */
  tty: z.boolean().default(false),
});
export type RunInput = z.input<typeof runInput>;

/** One reading of a container's use; rates are per second since the reading before. */
export interface StatsSample {
  id: string;
  /** ms since 1970. */
  time: number;
  /** Percent of one CPU: 150 means one and a half. */
  cpu: number;
  /** Bytes in use without the page cache, as `docker stats` counts. */
  memory: number;
  memoryLimit: number;
  /** Bytes a second. */
  networkIn: number;
  networkOut: number;
  diskRead: number;
  diskWrite: number;
  pids: number;
}

/** First item of a log stream; all others are bytes, as the engine sent them. */
export interface LogHeader {
  /** Whether the bytes are framed as in {@link file://./stdcopy.ts} (no TTY) or plain (TTY). */
  multiplexed: boolean;
}

export const containerRoutes = {
  'containers.watch': stream<InventoryItem<Container>>()(hostInput),
  'containers.act': call<void>()(containerInput.extend({ action: z.enum(CONTAINER_ACTIONS) })),
  'containers.remove': call<void>()(
    containerInput.extend({ force: z.boolean().default(false), volumes: z.boolean().default(false) }),
  ),
  /** Creates and starts; pulls the image first when it is missing. Answers with the new id. */
  'containers.run': call<{ id: string }>()(runInput),
  /** The engine's own JSON, unchanged. */
  'containers.inspect': call<unknown>()(containerInput),
  /** Live use of up to STATS_MOST containers, one sample each second and container, while watched. */
  'containers.stats': stream<StatsSample[]>()(hostInput.extend({ ids: z.array(id).max(100) })),
  'containers.logs': stream<LogHeader | Uint8Array>()(
    containerInput.extend({
      tail: z.union([z.literal('all'), z.number().int().nonnegative()]).default('all'),
      /** RFC 3339 or seconds since 1970 with a fraction. */
      since: z.string().max(64).optional(),
      until: z.string().max(64).optional(),
      follow: z.boolean().default(true),
      timestamps: z.boolean().default(true),
    }),
  ),
};
