import type { Image } from '../../../src-main/contract/images.ts';
import { filterByTerms, type Term } from '../lists/terms.ts';

const KEYS = ['tag', 'id', 'dangling'] as const;

function matches(image: Image, { key, value }: Term): boolean {
  const named = image.tags.some((tag) => tag.toLowerCase().includes(value));
  const hasId = image.id.replace(/^sha256:/, '').startsWith(value.replace(/^sha256:/, ''));
  if (key === 'tag') return named;
  if (key === 'id') return hasId;
  if (key === 'dangling') return (image.tags.length === 0) === (value !== 'false');
  return named || hasId || image.digests.some((digest) => digest.toLowerCase().includes(value));
}

/** Images that match all words: a part of a tag or digest, the beginning of the id, `dangling:true`. */
export function filterImages(images: readonly Image[], text: string): readonly Image[] {
  return filterByTerms(images, text, KEYS, matches);
}
