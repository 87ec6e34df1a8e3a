import { useEffect, useState } from 'react';
import type { Container } from '../../../src-main/contract/containers.ts';
import { useT } from '../../i18n/i18n.ts';
import { hrefOf, listHref, navigate } from '../../router/router.ts';
import { containers } from '../../stores/containers.ts';
import { useRow, useRows } from '../../stores/inventory.ts';
import { usePendingAction } from '../../stores/pending.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { DetailHeader } from '../../ui/page-header.tsx';
import { DetailPage } from '../frame/detail-page.tsx';
import type { DetailProps } from '../frame/detail-props.ts';
import { EngineNotice } from '../frame/engine-notice.tsx';
import { useTitle } from '../frame/use-title.ts';
import { ContainerHead } from './container-head.tsx';
import { ContainerTabs } from './container-tabs.tsx';
import styles from './containers.module.css';
import { rowWith } from './use-container-rows.ts';

/** The page of one container. */
export function ContainerPage({ host: hostId, id, tab }: DetailProps) {
  const t = useT();
  const { row, loaded } = useRow(containers, hostId, id);
  const pending = usePendingAction(hostId, id);
  // A removed container is still named by what was last known of it.
  const [last, setLast] = useState<Container>();
  if (row && row !== last) setLast(row);
  const known = row ?? last;
  useTitle(known?.name ?? id.slice(0, 12));
  // A name in the address leads to the container that has it now; from then on the address holds its id.
  useEffect(() => {
    if (row || !loaded) return;
    const named = [...containers.rowsOf(hostId).rows.values()].find(
      (each) => each.name === id || (id.length >= 12 && each.id.startsWith(id)),
    );
    if (named) navigate(hrefOf('containers', [hostId, named.id, tab]), { replace: true });
  }, [row, loaded, hostId, id, tab]);

  return (
    <DetailPage host={hostId} list="containers" toList={t('containers.page.toList')}>
      {(host) => (
        <>
          {known ? (
            <ContainerHead host={host} row={rowWith(known, pending)} gone={loaded && !row} />
          ) : (
            <DetailHeader
              backHref={listHref('containers')}
              backLabel={t('page.containers')}
              title={visibleLine(id.slice(0, 12))}
            />
          )}
          <EngineNotice host={host} />
          {loaded && !row && <Gone host={hostId} name={known?.name} id={id} />}
          {known && <ContainerTabs host={host} container={known} tab={tab} gone={loaded && !row} />}
        </>
      )}
    </DetailPage>
  );
}

/** Says that the container was removed, and leads to the one that took its name. */
function Gone({ host, name, id }: { host: string; name: string | undefined; id: string }) {
  const t = useT();
  const { rows } = useRows(containers, host);
  const heir =
    name === undefined ? undefined : [...rows.values()].find((row) => row.name === name && row.id !== id);
  return (
    <div role="alert" className={styles.gone}>
      <span>
        {t('containers.page.gone')} {t('containers.page.goneHint')}
      </span>
      {heir && (
        <a href={hrefOf('containers', [host, heir.id])}>
          {t('containers.page.sameName', { name: visibleLine(heir.name) })}
        </a>
      )}
      <a href={listHref('containers')}>{t('containers.page.toList')}</a>
    </div>
  );
}
