import { useT } from '../../i18n/i18n.ts';
import { hrefOf, navigate } from '../../router/router.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { LazyView, type Load } from '../frame/lazy-view.tsx';
import { PageBoundary } from '../frame/page-boundary.tsx';
import type { ContainerTabProps } from './tab-props.ts';

const TABS = ['overview', 'logs', 'terminal', 'stats', 'inspect'] as const;
type TabId = (typeof TABS)[number];

const LOADERS: Readonly<Record<TabId, Load<ContainerTabProps>>> = {
  overview: () => import('./overview/overview-tab.tsx').then((module) => module.OverviewTab),
  logs: () => import('./container-logs-tab.tsx').then((module) => module.ContainerLogsTab),
  terminal: () => import('./container-terminal-tab.tsx').then((module) => module.ContainerTerminalTab),
  stats: () => import('./stats/stats-tab.tsx').then((module) => module.StatsTab),
  inspect: () => import('./inspect-tab.tsx').then((module) => module.InspectTab),
};

/** The views of a container; the address names the open one. */
export function ContainerTabs({ tab, ...props }: ContainerTabProps & { tab: string }) {
  const t = useT();
  const { host, container } = props;
  const open = TABS.find((id) => id === tab) ?? 'overview';
  return (
    <Tabs
      label={t('containers.page.tabs', { name: visibleLine(container.name) })}
      tabs={TABS.map((id) => ({ id, label: t(`containers.page.${id}`) }))}
      value={open}
      // The tabs are one step of the history, so that Back leads to the list.
      onChange={(id) => navigate(hrefOf('containers', [host.id, container.id, id]), { replace: true })}
    >
      <PageBoundary key={open}>
        <LazyView load={LOADERS[open]} props={props} />
      </PageBoundary>
    </Tabs>
  );
}
