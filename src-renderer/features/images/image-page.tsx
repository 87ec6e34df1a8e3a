import Play from 'lucide-react/icons/play';
import Trash2 from 'lucide-react/icons/trash-2';
import { useMemo, useState } from 'react';
import type { Host } from '../../../src-main/contract/hosts.ts';
import type { Image } from '../../../src-main/contract/images.ts';
import { problemOf } from '../../errors/problem-of.ts';
import { formatBytes } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { hrefOf, listHref, navigate } from '../../router/router.ts';
import { containers } from '../../stores/containers.ts';
import { images } from '../../stores/images.ts';
import { useRow, useRows } from '../../stores/inventory.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { DetailHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { DetailMeta, DetailPage, ShortId } from '../frame/detail-page.tsx';
import type { DetailProps } from '../frame/detail-props.ts';
import { EngineNotice } from '../frame/engine-notice.tsx';
import { useTitle } from '../frame/use-title.ts';
import { InspectView } from '../inspect/inspect-view.tsx';
import { useInspect } from '../inspect/use-inspect.ts';
import { openRunDialog } from '../run/run-dialog-state.ts';
import { ImageOverview } from './image-overview.tsx';
import { imageName, imageReference, shortId, usersByImage } from './image-row.ts';
import { LayersTab } from './layers-tab.tsx';
import { RemoveImagesDialog } from './remove-dialog.tsx';

const TABS = ['overview', 'layers', 'inspect'] as const;

/** The page of one image. */
export function ImagePage({ host: hostId, id, tab }: DetailProps) {
  const t = useT();
  const { row: image, loaded } = useRow(images, hostId, id);
  useTitle(image ? imageName(image) : shortId(id));
  return (
    <DetailPage host={hostId} list="images" toList={t('images.toList')}>
      {(host) =>
        image ? (
          <KnownImage host={host} image={image} tab={tab} />
        ) : (
          <>
            <DetailHeader
              backHref={listHref('images')}
              backLabel={t('page.images')}
              title={visibleLine(shortId(id))}
            />
            <EngineNotice host={host} />
            {loaded && (
              <EmptyState
                title={t('images.gone')}
                action={<a href={listHref('images')}>{t('images.toList')}</a>}
              />
            )}
          </>
        )
      }
    </DetailPage>
  );
}

function KnownImage({ host, image, tab }: { host: Host; image: Image; tab: string }) {
  const t = useT();
  const open = TABS.find((each) => each === tab) ?? 'overview';
  const { rows } = useRows(containers, host.id);
  const users = useMemo(() => usersByImage(rows.values()), [rows]);
  const inspect = useInspect('images.inspect', host.id, image.id, image);
  const [removing, setRemoving] = useState<readonly Image[]>();
  const away = host.state.kind === 'running' ? undefined : t('images.engineAway');
  return (
    <>
      <DetailHeader
        backHref={listHref('images')}
        backLabel={t('page.images')}
        title={imageName(image)}
        meta={
          <DetailMeta>
            <ShortId short={shortId(image.id)} id={image.id} copyLabel={t('images.copyId')} />
            <span>{formatBytes(image.size)}</span>
            <RelativeTime at={image.createdAt} />
          </DetailMeta>
        }
        actions={
          <>
            <Button icon={Play} reason={away} onClick={() => openRunDialog(host.id, imageReference(image))}>
              {t('images.run')}
            </Button>
            <IconButton
              kind="secondary"
              icon={Trash2}
              label={t('images.remove')}
              reason={away}
              onClick={() => setRemoving([image])}
            />
          </>
        }
      />
      <EngineNotice host={host} />
      <Tabs
        label={t('images.tabs')}
        tabs={TABS.map((each) => ({ id: each, label: t(`images.tab.${each}`) }))}
        value={open}
        onChange={(next) => navigate(hrefOf('images', [host.id, image.id, next]), { replace: true })}
      >
        {open === 'layers' ? (
          <LayersTab host={host.id} id={image.id} />
        ) : inspect.error && inspect.value === undefined ? (
          <ErrorNote {...problemOf(t('images.inspectFailed'), inspect.error)} />
        ) : inspect.value === undefined ? null : open === 'inspect' ? (
          <InspectView value={inspect.value} onRefresh={inspect.refresh} />
        ) : (
          <ImageOverview
            host={host.id}
            image={image}
            users={users.get(image.id) ?? []}
            inspect={inspect.value}
          />
        )}
      </Tabs>
      <RemoveImagesDialog
        host={host.id}
        images={removing}
        users={users}
        onClose={() => setRemoving(undefined)}
      />
    </>
  );
}
