import { AppError } from '../../../src-main/contract/errors.ts';
import type { Image } from '../../../src-main/contract/images.ts';
import { problemOf, wordsInSight } from '../../errors/problem-of.ts';
import { t } from '../../i18n/i18n.ts';
import { call } from '../../rpc/call.ts';
import { showProblem, showSuccess } from '../../ui/toasts.tsx';
import { runAll } from '../lists/run-all.ts';
import { imageName } from './image-row.ts';

/** "alpine:3.20", or "3 images". */
export function nameOf(images: readonly Image[]): string {
  const [only] = images;
  return images.length === 1 && only ? imageName(only) : t('images.many', { count: images.length });
}

/**
 * Removes images, one after the other, as an image may be the parent of another. What fails is told together and by
 * name. By its only tag, an image goes as `docker rmi TAG` does; by id, with all its tags. With force only by id: by its
 * tag, an image that a running container uses would lose its name and stay.
 */
export async function removeImages(host: string, images: readonly Image[], force: boolean): Promise<void> {
  const { done, failed } = await runAll(
    images,
    (image) =>
      call('images.remove', {
        host,
        id: image.tags.length === 1 && !force ? (image.tags[0] ?? image.id) : image.id,
        force,
      }),
    1,
  );
  if (failed.length === 0) {
    showSuccess(t('images.removed', { name: nameOf(done) }));
    return;
  }
  const each = failed.map(({ item, error }) => {
    const data = AppError.from(error);
    const { reason, detail } = problemOf('', data);
    return { name: imageName(item), reason: [reason, wordsInSight(data)].join(' ').trim(), detail };
  });
  const name =
    images.length === 1
      ? nameOf(images)
      : t('lists.partlyFailed', { failed: failed.length, total: images.length });
  showProblem({
    title: t('images.removeFailed', { name }),
    reason: each.map((one) => (images.length === 1 ? one.reason : `${one.name}: ${one.reason}`)).join('\n'),
    detail: each.map((one) => one.detail).join('\n'),
  });
}

/** Removes one tag of an image that has several: nothing is deleted. */
export async function removeTag(host: string, tag: string): Promise<void> {
  try {
    await call('images.remove', { host, id: tag });
    showSuccess(t('images.removed', { name: tag }));
  } catch (error) {
    showProblem(problemOf(t('images.removeFailed', { name: tag }), AppError.from(error)));
  }
}
