import type { Engine } from '../engine/engine.ts';
import type { Inventory } from './inventory.ts';

export declare function follow(
  inventory: Inventory,
  engine: Engine,
  signal: AbortSignal,
  onCurrent: () => void,
): Promise<never>;
