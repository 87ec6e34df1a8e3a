import type { Image } from '../../src-main/contract/images.ts';
import { createInventory } from './inventory.ts';

/** All images, by host and id. */
export const images = createInventory<Image>('images.watch');
