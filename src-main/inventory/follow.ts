import type { Container } from '../contract/containers.ts';
import { AppError } from '../contract/errors.ts';
import type { Image } from '../contract/images.ts';
import { inspectContainer, listContainers } from '../engine/containers.ts';
import type { Engine } from '../engine/engine.ts';
import { type EngineEvent, followEvents } from '../engine/events.ts';
import { NO_DEADLINE } from '../engine/http.ts';
import { listImages } from '../engine/images.ts';
import { linked } from '../engine/signals.ts';
import type { Collection } from './collection.ts';
import { Lookups } from './lookups.ts';
import { paced } from './paced.ts';
import { rowAfter } from './row-after.ts';
import { containerFromInspect, containerFromList, imageFromList } from './rows.ts';

/**
 * ms by which the event stream begins before now: dockerd tells of a pause or an exit before its list shows it, and
 * the list may be answered before the event stream stands.
 */
const EARLY_MS = 1000;
/** Image lists at most this often; one costs the engine some milliseconds per hundred images. */
const IMAGE_PACE_MS = 250;

/** Container events that change nothing of a row. Most of them come in floods. */
const INDIFFERENT = new Set([
  'exec_create',
  'exec_start',
  'exec_die',
  'exec_detach',
  'exec',
  'top',
  'resize',
  'attach',
  'detach',
  'kill',
  'archive-path',
  'extract-to-dir',
  'copy',
  'export',
  'commit',
  'checkpoint',
  'mount',
  'unmount',
  'cleanup',
  'prune',
]);
/** Image events that change no list. */
const IMAGE_INDIFFERENT = new Set(['push', 'save', 'mount', 'unmount']);

export interface Rows {
  readonly containers: Collection<Container>;
  readonly images: Collection<Image>;
}

/** See `Inventory.follow`. */
export async function follow(
  { containers, images }: Rows,
  engine: Engine,
  signal: AbortSignal,
  onCurrent: () => void,
): Promise<never> {
  const link = linked(signal);
  const ended = link.signal;
  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });

  /** A container that was just made is told by the list, as its inspect waits while it is being started. */
  const made = new Set<string>();
  const lookups = new Lookups(async (id, isCurrent) => {
    const isNew = made.delete(id);
    try {
      const row = (isNew && (await listed(engine, id, ended))) || (await inspected(engine, id, ended));
      if (ended.aborted || !isCurrent(containers.has(id))) return;
      if (row) containers.set(keepReference(containers.get(id), row));
      else containers.delete(id);
    } catch (error) {
      // One container that cannot be read keeps its row; a lost engine ends it all, so that a new list follows.
      if (isLost(error)) fail(error);
    }
  });

  /** News that came before the list did, to be looked at after it; undefined once it has come. */
  let early: { changed: Set<string>; gone: Set<string> } | undefined = {
    changed: new Set(),
    gone: new Set(),
  };

  let imageLists = 0;
  const listAllImages = async () => {
    imageLists += 1;
    const mine = imageLists;
    try {
      const rows = await listImages(engine, { signal: ended });
      if (!ended.aborted && mine === imageLists) images.replace(rows.map(imageFromList));
    } catch (error) {
      fail(error);
    }
  };
  const requestImages = paced(listAllImages, IMAGE_PACE_MS, ended);

  const onContainer = (event: EngineEvent) => {
    const { action, id } = event;
    if (id === '' || INDIFFERENT.has(action)) return;
    if (action === 'destroy') {
      lookups.forget(id);
      made.delete(id);
      early?.gone.add(id);
      containers.delete(id);
      return;
    }
    if (early) {
      early.changed.add(id);
      return;
    }
    const row = containers.get(id);
    const told = row && rowAfter(row, event);
    if (told) containers.set(told);
    if (action === 'create') made.add(id);
    // Of a container's health the event tells all; what is being looked up may have been answered before it.
    if (action !== 'health_status' || !told || lookups.has(id)) lookups.request(id);
  };

  const listAllContainers = async () => {
    const rows = await listContainers(engine, { signal: ended });
    if (ended.aborted || !early) return;
    const { changed, gone } = early;
    early = undefined;
    containers.replace(
      rows
        .filter((row) => !gone.has(row.id))
        .map((row) => keepReference(containers.get(row.id), containerFromList(row))),
    );
    for (const id of changed) if (!gone.has(id)) lookups.request(id);
  };

  const events = followEvents(engine, {
    since: Date.now() + engine.clockOffset - EARLY_MS,
    signal: ended,
    onEvent: (event) => {
      if (event.type === 'container') {
        onContainer(event);
        if (event.action === 'commit') requestImages();
      } else if (event.type === 'image' ? !IMAGE_INDIFFERENT.has(event.action) : event.type === 'builder') {
        requestImages();
      }
    },
  });
  const lists = Promise.all([listAllContainers(), listAllImages()]).then(() => {
    if (!ended.aborted) onCurrent();
    return failed;
  });
  try {
    return await Promise.race([events, failed, lists]);
  } finally {
    link.abort();
    link.release();
  }
}

async function listed(engine: Engine, id: string, signal: AbortSignal): Promise<Container | undefined> {
  const rows = await listContainers(engine, { id, signal });
  const row = rows.find((candidate) => candidate.id === id);
  return row && containerFromList(row);
}

/** No deadline: an engine that hangs answers when it goes on, and the row would stay wrong without. */
async function inspected(engine: Engine, id: string, signal: AbortSignal): Promise<Container | undefined> {
  try {
    return containerFromInspect(await inspectContainer(engine, id, { signal, deadline: NO_DEADLINE }));
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}

function isLost(error: unknown): boolean {
  return !(error instanceof AppError) || error.status === undefined;
}

/** A list names the image by its id once the tag has moved on; what the user gave was read before. */
function keepReference(before: Container | undefined, row: Container): Container {
  const moved = before && row.image.startsWith('sha256:') && !before.image.startsWith('sha256:');
  return moved ? { ...row, image: before.image } : row;
}
