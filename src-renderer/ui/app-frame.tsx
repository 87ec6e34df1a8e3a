import PanelLeftClose from 'lucide-react/icons/panel-left-close';
import PanelLeftOpen from 'lucide-react/icons/panel-left-open';
import type { ReactNode } from 'react';
import { formatNumber } from '../i18n/format.ts';
import { useT } from '../i18n/i18n.ts';
import styles from './app-frame.module.css';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import { ICON_STROKE, type Icon } from './icon.ts';
import { ToastLayer } from './toasts.tsx';
import { TooltipLayer } from './tooltip.tsx';

/** Sidebar, one page, status bar; and the layers that float over all of them. */
export function AppFrame({
  sidebar,
  statusBar,
  children,
}: {
  sidebar: ReactNode;
  statusBar: ReactNode;
  children: ReactNode;
}) {
  const t = useT();
  return (
    <div className={styles.frame}>
      <button
        type="button"
        className={styles.skip}
        onClick={() => document.querySelector<HTMLElement>('main')?.focus()}
      >
        {t('ui.skipToContent')}
      </button>
      {sidebar}
      <main className={styles.main} tabIndex={-1}>
        {children}
      </main>
      {statusBar}
      <ToastLayer />
      <TooltipLayer />
    </div>
  );
}

export interface SidebarItem {
  id: string;
  label: string;
  href: string;
  icon: Icon;
  current: boolean;
  count?: number | undefined;
}

/** The main navigation: links, then `children` (such as the hosts with their state), then its own fold. */
export function Sidebar({
  items,
  footerItems = [],
  collapsed,
  onCollapsedChange,
  children,
}: {
  items: readonly SidebarItem[];
  /** Links that stand at the bottom: Settings. */
  footerItems?: readonly SidebarItem[];
  collapsed: boolean;
  onCollapsedChange: (collapsed: boolean) => void;
  children?: ReactNode;
}) {
  const t = useT();
  return (
    <nav
      aria-label={t('ui.navigation')}
      className={classNames(styles.sidebar, collapsed && styles.collapsed)}
    >
      <ul className={styles.links}>{items.map((item) => renderLink(item, collapsed))}</ul>
      {!collapsed && children}
      <div className={styles.sidebarSpace} />
      <ul className={styles.links}>{footerItems.map((item) => renderLink(item, collapsed))}</ul>
      <IconButton
        className={styles.fold}
        icon={collapsed ? PanelLeftOpen : PanelLeftClose}
        label={t(collapsed ? 'ui.expandSidebar' : 'ui.collapseSidebar')}
        onClick={() => onCollapsedChange(!collapsed)}
      />
    </nav>
  );
}

/** A titled part of the sidebar. */
export function SidebarSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={title}>
      <h2 className={styles.sectionTitle}>{title}</h2>
      {children}
    </section>
  );
}

function renderLink({ id, label, href, icon: IconPart, current, count }: SidebarItem, collapsed: boolean) {
  return (
    <li key={id}>
      <a
        href={href}
        className={styles.link}
        aria-current={current ? 'page' : undefined}
        aria-label={collapsed ? label : undefined}
        data-tip={collapsed ? label : undefined}
      >
        <IconPart size={16} strokeWidth={ICON_STROKE} aria-hidden />
        {!collapsed && <span className={styles.linkLabel}>{label}</span>}
        {/* The link is named by its word alone; the page says the number again. */}
        {!collapsed && count !== undefined && (
          <span className={styles.linkCount} aria-hidden="true">
            {formatNumber(count)}
          </span>
        )}
      </a>
    </li>
  );
}

/** The line at the bottom: what `start` says stays, `end` stands at the right. */
export function StatusBar({ start, end }: { start: ReactNode; end?: ReactNode }) {
  return (
    <footer className={styles.statusBar}>
      <div className={styles.statusStart}>{start}</div>
      <div className={styles.statusEnd}>{end}</div>
    </footer>
  );
}

/** A part of the status bar that does something: engine state, running tasks. */
export function StatusBarButton({
  label,
  onClick,
  children,
  tooltip,
}: {
  /** The accessible name, where the shown words are not enough. */
  label?: string;
  onClick: () => void;
  children: ReactNode;
  tooltip?: string;
}) {
  return (
    <button
      type="button"
      className={styles.statusButton}
      aria-label={label}
      data-tip={tooltip}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
