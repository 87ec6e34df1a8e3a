import { useEffect } from 'react';
import type { Host } from '../../../src-main/contract/hosts.ts';
import { useT } from '../../i18n/i18n.ts';
import { HOME, hrefOf, type Location, useAddress } from '../../router/router.ts';
import { useConnection } from '../../rpc/connection.ts';
import { chooseHost, useCurrentHost } from '../../stores/hosts.ts';
import { changeSettings, useSettings } from '../../stores/settings.ts';
import { AppFrame, Sidebar, type SidebarItem } from '../../ui/app-frame.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './frame.module.css';
import { HostsSection } from './hosts-section.tsx';
import { LazyView } from './lazy-view.tsx';
import { PageBoundary } from './page-boundary.tsx';
import { findPage, type Page, pages } from './pages.ts';
import { FrameStatusBar } from './status-bar.tsx';
import { useCounts } from './use-counts.ts';
import { useTitle } from './use-title.ts';

/** What stands around every page, and the page that the address names. */
export function Frame() {
  const address = useAddress();
  const host = useCurrentHost();
  const named = host?.id;
  useEffect(() => {
    if (named !== undefined) chooseHost(named);
  }, [named]);
  return (
    <AppFrame
      sidebar={<FrameSidebar current={address.page} host={host} />}
      statusBar={<FrameStatusBar host={host} />}
    >
      <LostNotice />
      <div className={styles.page}>
        <PageBoundary key={[address.page, ...address.path.slice(0, 2)].join('/')}>
          <PageOf address={address} />
        </PageBoundary>
      </div>
    </AppFrame>
  );
}

/** Apart from the frame, so that a changed count draws nothing else anew. */
function FrameSidebar({ current, host }: { current: string; host: Host | undefined }) {
  const t = useT();
  const collapsed = useSettings((state) => state.settings.sidebar === 'collapsed');
  const counts = useCounts(host?.id);
  const itemsAt = (place: Page['place']): SidebarItem[] =>
    pages
      .filter((page) => page.place === place)
      .map((page) => ({
        id: page.id,
        label: t(page.label),
        href: hrefOf(page.id),
        icon: page.icon,
        current: page.id === current,
        count: counts[page.id],
      }));
  return (
    <Sidebar
      items={itemsAt('main')}
      footerItems={itemsAt('footer')}
      collapsed={collapsed}
      onCollapsedChange={(next) => changeSettings({ sidebar: next ? 'collapsed' : 'open' })}
    >
      <HostsSection current={host} />
    </Sidebar>
  );
}

function LostNotice() {
  const t = useT();
  const lost = useConnection((state) => state.lost);
  return lost ? (
    <div role="alert" className={styles.lost}>
      {t('frame.lost')}
    </div>
  ) : null;
}

function PageOf({ address }: { address: Location }) {
  const t = useT();
  const page = findPage(address.page);
  const [host, id, tab = ''] = address.path;
  const ofThing = page?.loadDetail !== undefined && host !== undefined && id !== undefined;
  useTitle(ofThing ? undefined : page ? t(page.label) : t('frame.unknownPage'));
  if (page?.loadDetail && host !== undefined && id !== undefined)
    return <LazyView load={page.loadDetail} props={{ host, id, tab }} />;
  if (page) return <LazyView load={page.load} props={{}} />;
  return (
    <EmptyState
      heading
      title={t('frame.unknownPage')}
      action={<a href={hrefOf(HOME)}>{t('frame.toContainers')}</a>}
    />
  );
}
