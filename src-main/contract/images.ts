import { z } from 'zod';
import { hostInput } from './hosts.ts';
import type { InventoryItem } from './inventory.ts';
import { call, stream } from './route.ts';

/** An image as a list shows it. */
export interface Image {
  /** `sha256:…`. */
  id: string;
  /** `name:tag`, sorted; empty for a dangling image. */
  tags: string[];
  /** `name@sha256:…`. */
  digests: string[];
  /** ms since 1970. */
  createdAt: number;
  /** Bytes, layers shared with others counted in. */
  size: number;
}

/** Bytes of an image that others share, and that it alone holds. */
export interface ImageUsage {
  id: string;
  shared: number;
  unique: number;
}

/** One step of an image's history, the newest first, as `docker history` lists. */
export interface HistoryEntry {
  /** Image id of the step, or empty when it is not held. */
  id: string;
  createdAt: number;
  createdBy: string;
  size: number;
  tags: string[];
  comment: string;
}

const imageId = z.string().min(1).max(512);

export const imageRoutes = {
  'images.watch': stream<InventoryItem<Image>>()(hostInput),
  /** Starts a pull; it goes on as a task of that id whatever becomes of the page. */
  'images.pull': call<{ task: string }>()(hostInput.extend({ reference: z.string().min(1).max(512) })),
  /** By id, or by one of its tags; `force` also removes it from stopped containers and all its tags. */
  'images.remove': call<{ untagged: string[]; deleted: string[] }>()(
    hostInput.extend({ id: imageId, force: z.boolean().default(false) }),
  ),
  'images.history': call<HistoryEntry[]>()(hostInput.extend({ id: imageId })),
  'images.inspect': call<unknown>()(hostInput.extend({ id: imageId })),
  /** Shared and unique sizes of all images: costly, so only on request (`GET /system/df`). */
  'images.usage': call<ImageUsage[]>()(hostInput),
};
