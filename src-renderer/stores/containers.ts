import type { Container } from '../../src-main/contract/containers.ts';
import { createInventory } from './inventory.ts';

/** All containers, by host and id. */
export const containers = createInventory<Container>('containers.watch');
