import type { HistoryEntry, ImageUsage } from '../contract/images.ts';
import type { Cancel } from './containers.ts';
import type { Engine } from './engine.ts';
import { json, NO_DEADLINE } from './http.ts';
import { fields, items, number, text, texts, time } from './read.ts';

/** One image of `GET /images/json`; references of dangling images (`<none>:<none>`) are left out. */
export interface ImageSummary {
  /** `sha256:…`. */
  id: string;
  tags: string[];
  digests: string[];
  /** ms since 1970. */
  created: number;
  size: number;
}

const at = (image: string) => `/images/${encodeURIComponent(image)}`;
/** Podman leaves the algorithm out at times. */
export const imageId = (id: string) => (id.length === 64 && /^[0-9a-f]+$/.test(id) ? `sha256:${id}` : id);
const named = (reference: string) => !reference.includes('<none>');

/** All images but the intermediate ones of old builds. */
export async function listImages(engine: Engine, { signal }: Cancel = {}): Promise<ImageSummary[]> {
  const rows = items(await json(engine, 'GET', '/images/json', { signal }));
  return rows.map(imageSummary).filter((row) => row !== undefined);
}

/** One row of the list; undefined when it has no id. */
export function imageSummary(value: unknown): ImageSummary | undefined {
  const row = fields(value);
  const id = imageId(text(row.Id));
  if (id === '') return undefined;
  return {
    id,
    tags: texts(row.RepoTags).filter(named),
    digests: texts(row.RepoDigests).filter(named),
    created: time(row.Created),
    size: number(row.Size),
  };
}

/** An image's whole JSON, by id or reference. Fails with NOT_FOUND. */
export function inspectImage(engine: Engine, image: string, { signal }: Cancel = {}): Promise<unknown> {
  return json(engine, 'GET', `${at(image)}/json`, { signal });
}

/** The steps that made an image, the newest first. */
export async function imageHistory(
  engine: Engine,
  image: string,
  { signal }: Cancel = {},
): Promise<HistoryEntry[]> {
  return items(await json(engine, 'GET', `${at(image)}/history`, { signal })).map((value) => {
    const entry = fields(value);
    const id = text(entry.Id);
    return {
      id: id === '<missing>' ? '' : imageId(id),
      createdAt: time(entry.Created),
      createdBy: text(entry.CreatedBy),
      size: number(entry.Size),
      tags: texts(entry.Tags).filter(named),
      comment: text(entry.Comment),
    };
  });
}

/**
 * Removes a reference, or an image with its layers. Fails with CONFLICT when a container uses it or (by id) several
 * tags name it; `force` overrides both, but not for a running container.
 */
export async function removeImage(
  engine: Engine,
  image: string,
  { signal, force = false }: Cancel & { force?: boolean } = {},
): Promise<{ untagged: string[]; deleted: string[] }> {
  const answer = await json(engine, 'DELETE', at(image), { query: { force }, signal, deadline: NO_DEADLINE });
  const steps = items(answer).map(fields);
  return {
    untagged: texts(steps.map((step) => step.Untagged)),
    deleted: texts(steps.map((step) => step.Deleted)),
  };
}

/**
 * Shared and unique bytes of each image (`GET /system/df`): the engine reads every layer for it, so
 * it takes seconds at times. An image of which the engine does not tell the shared part is left out.
 */
export async function imageUsage(engine: Engine, { signal }: Cancel = {}): Promise<ImageUsage[]> {
  // Since API 1.42 containers and volumes can be left out; older engines pass over the parameter.
  const answer = await json(engine, 'GET', '/system/df', {
    query: { type: 'image' },
    signal,
    deadline: NO_DEADLINE,
  });
  const usages: ImageUsage[] = [];
  for (const value of items(fields(answer).Images)) {
    const row = fields(value);
    const id = imageId(text(row.Id));
    const shared = number(row.SharedSize, -1);
    if (id !== '' && shared >= 0) usages.push({ id, shared, unique: Math.max(0, number(row.Size) - shared) });
  }
  return usages;
}
