import type { Container } from '../contract/containers.ts';
import type { Image } from '../contract/images.ts';
import type { Engine } from '../engine/engine.ts';
import { Collection } from './collection.ts';
import { follow } from './follow.ts';

/**
 * What one host holds, kept current from its engine's events. It outlives connections: rows stay as they were
 * when one ends, and the next `follow` changes only what differs.
 */
export class Inventory {
  readonly containers = new Collection<Container>((row) => row.id);
  readonly images = new Collection<Image>((row) => row.id);

  /**
   * Brings the rows up to date and keeps them so. `onCurrent` is told once both lists have been read.
   * Never resolves: rejects with an AppError when the event stream ends or a list fails, CANCELLED by the signal.
   * One at a time per inventory.
   */
  follow(engine: Engine, signal: AbortSignal, onCurrent: () => void): Promise<never> {
    return follow(this, engine, signal, onCurrent);
  }
}
