import type { Container } from '../../../src-main/contract/containers.ts';
import type { Image } from '../../../src-main/contract/images.ts';
import { t } from '../../i18n/i18n.ts';
import { visibleLine } from '../../text/visible-text.ts';

/** Characters of an image's id that are shown, as `docker images` does. */
const SHORT_ID = 12;

/** An image's id without its algorithm, short. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, SHORT_ID);
}

/** What an image is called: its first tag, else that it has none, with its id. */
export function imageName(image: Image): string {
  const [tag] = image.tags;
  if (tag !== undefined) return visibleLine(tag);
  const word = image.digests.length > 0 ? t('images.untagged') : t('images.dangling');
  return `${word} ${shortId(image.id)}`;
}

/** What the engine is asked with for this image: a tag where it has one, so that a container's page shows it. */
export function imageReference(image: Image): string {
  return image.tags[0] ?? image.id;
}

/** Containers by the id of the image that they were made from. */
export function usersByImage(containers: Iterable<Container>): ReadonlyMap<string, readonly Container[]> {
  const users = new Map<string, Container[]>();
  for (const container of containers) {
    const list = users.get(container.imageId);
    if (list) list.push(container);
    else users.set(container.imageId, [container]);
  }
  return users;
}
