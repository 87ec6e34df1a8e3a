import { z } from 'zod';
import type { AppError } from '../contract/errors.ts';
import { type ContainerSummary, containerSummary } from './container-list.ts';
import type { Engine } from './engine.ts';
import { json, NO_DEADLINE, request, stream } from './http.ts';
import { items } from './read.ts';

/** What every call on a container may take. */
export interface Cancel {
  signal?: AbortSignal;
}

/** A container's path; an id or a name stays within its segment. */
const at = (id: string) => `/containers/${encodeURIComponent(id)}`;

/**
 * All containers, those that do not run included, or the one of `id` (`GET /containers/json`).
 * A row that makes no sense is left out.
 */
export async function listContainers(
  engine: Engine,
  { signal, id }: Cancel & { id?: string } = {},
): Promise<ContainerSummary[]> {
  const filters = id === undefined ? undefined : JSON.stringify({ id: [id] });
  const rows = items(
    await json(engine, 'GET', '/containers/json', { query: { all: true, filters }, signal }),
  );
  return rows.map(containerSummary).filter((row) => row !== undefined);
}

/** A container's whole JSON, as the engine tells it. Fails with NOT_FOUND. */
export function inspectContainer(
  engine: Engine,
  id: string,
  { signal, deadline }: Cancel & { deadline?: number } = {},
): Promise<unknown> {
  return json(engine, 'GET', `${at(id)}/json`, { signal, ...(deadline === undefined ? {} : { deadline }) });
}

/** Starts a container; one that runs already is fine. */
export async function startContainer(engine: Engine, id: string, { signal }: Cancel = {}): Promise<void> {
  await request(engine, 'POST', `${at(id)}/start`, { signal, deadline: NO_DEADLINE });
}

export interface StopOptions extends Cancel {
  /** Seconds until the engine kills it; the container's own (10 by rule) when absent. */
  timeout?: number;
}

/** Stops a container and waits for it; one that does not run is fine. */
export async function stopContainer(
  engine: Engine,
  id: string,
  { signal, timeout }: StopOptions = {},
): Promise<void> {
  await request(engine, 'POST', `${at(id)}/stop`, { query: { t: timeout }, signal, deadline: NO_DEADLINE });
}

export async function restartContainer(
  engine: Engine,
  id: string,
  { signal, timeout }: StopOptions = {},
): Promise<void> {
  await request(engine, 'POST', `${at(id)}/restart`, {
    query: { t: timeout },
    signal,
    deadline: NO_DEADLINE,
  });
}

export async function pauseContainer(engine: Engine, id: string, { signal }: Cancel = {}): Promise<void> {
  await request(engine, 'POST', `${at(id)}/pause`, { signal });
}

export async function unpauseContainer(engine: Engine, id: string, { signal }: Cancel = {}): Promise<void> {
  await request(engine, 'POST', `${at(id)}/unpause`, { signal });
}

/** Sends a signal to the main process; of `KILL`, the default, it waits for the end. Fails with CONFLICT when it does not run. */
export async function killContainer(
  engine: Engine,
  id: string,
  { signal, kill = 'KILL' }: Cancel & { kill?: string } = {},
): Promise<void> {
  await request(engine, 'POST', `${at(id)}/kill`, { query: { signal: kill }, signal, deadline: NO_DEADLINE });
}

/** Removes a container; `force` kills it first, `volumes` removes its anonymous volumes too. */
export async function removeContainer(
  engine: Engine,
  id: string,
  { signal, force = false, volumes = false }: Cancel & { force?: boolean; volumes?: boolean } = {},
): Promise<void> {
  await request(engine, 'DELETE', at(id), { query: { force, v: volumes }, signal, deadline: NO_DEADLINE });
}

const createdShape = z.object({ Id: z.string().min(1), Warnings: z.array(z.string()).nullish().catch([]) });

/**
 * Makes a container without starting it. `body` is ContainerCreate's: Config's fields, HostConfig, NetworkingConfig.
 * A missing image is told by {@link isMissingImage}.
 */
export async function createContainer(
  engine: Engine,
  body: Record<string, unknown>,
  { signal, name }: Cancel & { name?: string | undefined } = {},
): Promise<{ id: string; warnings: string[] }> {
  const answer = await json(engine, 'POST', '/containers/create', {
    query: { name: name || undefined },
    body,
    signal,
    deadline: NO_DEADLINE,
  });
  const { Id, Warnings } = createdShape.parse(answer);
  return { id: Id, warnings: Warnings ?? [] };
}

/** Whether a create failed only because the engine does not hold the image. */
export function isMissingImage(error: AppError): boolean {
  return error.status === 404 && /image/i.test(error.detail ?? '');
}

/** Sets the size of the terminal of a container's main process. */
export async function resizeContainer(
  engine: Engine,
  id: string,
  { signal, cols, rows }: Cancel & { cols: number; rows: number },
): Promise<void> {
  await request(engine, 'POST', `${at(id)}/resize`, { query: { w: cols, h: rows }, signal });
}

export interface LogOptions extends Cancel {
  follow?: boolean;
  /** Lines from the end, or all. */
  tail?: number | 'all';
  /** RFC 3339, or seconds since 1970 with a fraction. */
  since?: string | undefined;
  until?: string | undefined;
  timestamps?: boolean;
}

/**
 * A container's output, stdout and stderr, as the engine sends it: framed (contract/stdcopy.ts) unless the container
 * has a TTY, which `Config.Tty` of its inspect tells. Bytes are read only as they are taken.
 */
export function followLogs(
  engine: Engine,
  id: string,
  { signal, follow = false, tail = 'all', since, until, timestamps = false }: LogOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  return stream(engine, 'GET', `${at(id)}/logs`, {
    query: { stdout: true, stderr: true, follow, tail, since, until, timestamps },
    signal,
    // Podman sends no head before a followed log's first line.
    ...(follow ? { deadline: NO_DEADLINE } : {}),
  });
}
