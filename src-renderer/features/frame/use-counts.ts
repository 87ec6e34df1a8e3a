import { containers } from '../../stores/containers.ts';
import { images } from '../../stores/images.ts';
import { useRowCount } from '../../stores/inventory.ts';

/** How many things each page lists, by the page's id; undefined where that is not known yet. */
export function useCounts(host: string | undefined): Readonly<Record<string, number | undefined>> {
  return { containers: useRowCount(containers, host), images: useRowCount(images, host) };
}
