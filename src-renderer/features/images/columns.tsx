import type { Container } from '../../../src-main/contract/containers.ts';
import type { Image, ImageUsage } from '../../../src-main/contract/images.ts';
import { formatBytes } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/i18n.ts';
import { hrefOf } from '../../router/router.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { MiddleTruncate } from '../../ui/middle-truncate.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { Column } from '../../ui/table/types.ts';
import { imageName, shortId } from './image-row.ts';
import styles from './images.module.css';

export interface ImageColumnsOptions {
  host: string;
  users: ReadonlyMap<string, readonly Container[]>;
  /** Absent until they have been read. */
  usage: ReadonlyMap<string, ImageUsage> | undefined;
}

/** The list's columns, in order. */
export function imageColumns({ host, users, usage }: ImageColumnsOptions, t: Translate): Column<Image>[] {
  const usageColumn = (id: 'shared' | 'unique'): Column<Image> => ({
    id,
    header: t(`images.${id}`),
    cell: (image) => {
      const known = usage?.get(image.id);
      return known && formatBytes(known[id]);
    },
    sortValue: (image) => usage?.get(image.id)?.[id],
    firstDirection: 'descending',
    width: 90,
    align: 'end',
    priority: 3,
    hiddenByDefault: usage === undefined,
  });
  return [
    {
      id: 'name',
      header: t('images.name'),
      cell: (image) => <NameCell host={host} image={image} t={t} />,
      sortValue: (image) => image.tags[0],
      width: 320,
      minWidth: 240,
      grow: 1,
    },
    {
      id: 'id',
      header: t('images.id'),
      cell: (image) => shortId(image.id),
      sortValue: (image) => image.id,
      width: 120,
      minWidth: 112,
      mono: true,
      priority: 4,
    },
    {
      id: 'size',
      header: t('images.size'),
      cell: (image) => formatBytes(image.size),
      sortValue: (image) => image.size,
      firstDirection: 'descending',
      width: 90,
      align: 'end',
    },
    usageColumn('shared'),
    usageColumn('unique'),
    {
      id: 'usedBy',
      header: t('images.usedBy'),
      cell: (image) => <UsersCell host={host} users={users.get(image.id) ?? []} t={t} />,
      sortValue: (image) => users.get(image.id)?.length ?? 0,
      firstDirection: 'descending',
      width: 170,
      minWidth: 100,
      priority: 1,
    },
    {
      id: 'created',
      header: t('images.created'),
      cell: (image) => <RelativeTime at={image.createdAt} />,
      sortValue: (image) => image.createdAt,
      firstDirection: 'descending',
      width: 130,
      minWidth: 114,
      priority: 2,
    },
  ];
}

function NameCell({ host, image, t }: { host: string; image: Image; t: Translate }) {
  const more = image.tags.slice(1);
  return (
    <span className={styles.nameCell}>
      <a
        href={hrefOf('images', [host, image.id])}
        className={image.tags.length > 0 ? styles.name : styles.untagged}
      >
        <MiddleTruncate text={imageName(image)} />
      </a>
      {more.length > 0 && (
        <span className={styles.more} data-tip={more.map(visibleLine).join('\n')}>
          {t('images.moreTags', { count: more.length })}
        </span>
      )}
    </span>
  );
}

/** One container by name; several as a number that leads to them. */
function UsersCell({ host, users, t }: { host: string; users: readonly Container[]; t: Translate }) {
  const [only] = users;
  if (!only) return null;
  if (users.length === 1)
    return (
      <a href={hrefOf('containers', [host, only.id])} className={styles.user} data-tip-overflow="">
        <bdi>{visibleLine(only.name)}</bdi>
      </a>
    );
  return (
    <a
      href={hrefOf('containers', [], { host, filter: `image:"${only.image}"` })}
      data-tip={users.map((user) => visibleLine(user.name)).join('\n')}
    >
      {t('images.usedByCount', { count: users.length })}
    </a>
  );
}
