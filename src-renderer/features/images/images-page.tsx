import Copy from 'lucide-react/icons/copy';
import Download from 'lucide-react/icons/download';
import Play from 'lucide-react/icons/play';
import Ruler from 'lucide-react/icons/ruler';
import Tag from 'lucide-react/icons/tag';
import Trash2 from 'lucide-react/icons/trash-2';
import { useCallback, useMemo, useState } from 'react';
import type { Host } from '../../../src-main/contract/hosts.ts';
import type { Image } from '../../../src-main/contract/images.ts';
import { formatBytes } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { hrefOf, navigate } from '../../router/router.ts';
import { containers } from '../../stores/containers.ts';
import { images as imageStore } from '../../stores/images.ts';
import { useRows } from '../../stores/inventory.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { writeClipboard } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { BulkBar } from '../../ui/table/bulk-bar.tsx';
import type { RowAction } from '../../ui/table/types.ts';
import { HostPage } from '../lists/host-page.tsx';
import { ListPage } from '../lists/list-page.tsx';
import { openRunDialog } from '../run/run-dialog-state.ts';
import { removeTag } from './act.ts';
import { imageColumns } from './columns.tsx';
import { filterImages } from './filter.ts';
import { imageName, imageReference, usersByImage } from './image-row.ts';
import { openPullDialog } from './pull-dialog-state.ts';
import { RemoveImagesDialog } from './remove-dialog.tsx';
import { readImageUsage, useImageUsage } from './usage-store.ts';

/** The list of images of the chosen host. */
export function ImagesPage() {
  const t = useT();
  return <HostPage title={t('page.images')}>{(host) => <ImagesList key={host.id} host={host} />}</HostPage>;
}

const rowId = (image: Image) => image.id;
const rowLabel = (image: Image) => `${imageName(image)}, ${formatBytes(image.size)}`;

function ImagesList({ host }: { host: Host }) {
  const t = useT();
  const { rows, loaded, error } = useRows(imageStore, host.id);
  const { rows: containerRows } = useRows(containers, host.id);
  const usage = useImageUsage((state) => state.hosts[host.id]);
  const all = useMemo(() => [...rows.values()], [rows]);
  const users = useMemo(() => usersByImage(containerRows.values()), [containerRows]);
  const columns = useMemo(() => imageColumns({ host: host.id, users, usage }, t), [host.id, users, usage, t]);
  const [removing, setRemoving] = useState<readonly Image[]>();
  const away = host.state.kind === 'running' ? undefined : t('images.engineAway');
  const actions = useCallback(
    (image: Image): RowAction[] => [
      {
        id: 'run',
        label: t('images.run'),
        icon: Play,
        inline: true,
        reason: away,
        onSelect: () => openRunDialog(host.id, imageReference(image)),
      },
      {
        id: 'copy-reference',
        label: t('images.copyReference'),
        icon: Copy,
        onSelect: () => void writeClipboard(imageReference(image)),
      },
      { id: 'copy-id', label: t('images.copyId'), icon: Copy, onSelect: () => void writeClipboard(image.id) },
      ...tagActions(image, (tag) => ({
        id: `untag ${tag}`,
        label: t('images.removeTag', { name: visibleLine(tag) }),
        icon: Tag,
        reason: away,
        onSelect: () => void removeTag(host.id, tag),
      })),
      'separator',
      {
        id: 'remove',
        label: t('images.remove'),
        icon: Trash2,
        danger: true,
        shortcut: 'delete',
        reason: away,
        onSelect: () => setRemoving([image]),
      },
    ],
    [host.id, away, t],
  );
  const pull = (
    <Button kind="primary" icon={Download} reason={away} onClick={() => openPullDialog(host.id)}>
      {t('images.pull')}
    </Button>
  );
  return (
    <>
      <ListPage<Image>
        host={host}
        list="images"
        title={t('page.images')}
        filterLabel={t('images.filter')}
        all={all}
        loaded={loaded}
        error={error}
        filter={filterImages}
        columns={columns}
        defaultSort={{ column: 'created', direction: 'descending' }}
        getRowId={rowId}
        rowLabel={rowLabel}
        onOpen={(image) => navigate(hrefOf('images', [host.id, image.id]))}
        actions={actions}
        inlineActions={1}
        options={<UsageButton host={host} reason={away} />}
        action={pull}
        empty={<EmptyState title={t('images.empty')} action={pull} example="docker pull alpine:3.20" />}
        bulk={(selected, clear) => (
          <BulkBar count={selected.length} onClear={clear}>
            <Button
              size="small"
              kind="danger"
              icon={Trash2}
              reason={away}
              onClick={() => setRemoving(selected)}
            >
              {t('images.remove')}
            </Button>
          </BulkBar>
        )}
      />
      <RemoveImagesDialog
        host={host.id}
        images={removing}
        users={users}
        onClose={() => setRemoving(undefined)}
      />
    </>
  );
}

/** Tags can go one by one where there are several; the last one goes with the image. */
function tagActions(image: Image, action: (tag: string) => RowAction): RowAction[] {
  return image.tags.length > 1 ? image.tags.map(action) : [];
}

/** Reads the sizes that cost the engine time, when asked to. */
function UsageButton({ host, reason }: { host: Host; reason: string | undefined }) {
  const t = useT();
  const reading = useImageUsage((state) => state.reading);
  const cannot = host.state.kind === 'running' && !host.state.capabilities.imageUsage;
  return (
    <IconButton
      icon={Ruler}
      label={t('images.readUsage')}
      busy={reading}
      reason={reason ?? (cannot ? t('images.usageUnsupported') : undefined)}
      onClick={() => void readImageUsage(host.id)}
    />
  );
}
