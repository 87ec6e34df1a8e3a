import type { Host } from '../../../src-main/contract/hosts.ts';
import { useT } from '../../i18n/i18n.ts';
import { hrefOf } from '../../router/router.ts';
import { useHosts } from '../../stores/hosts.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { SidebarSection } from '../../ui/app-frame.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { engineTone, engineTooltip, engineWord } from './engine-words.ts';
import styles from './frame.module.css';

/** The hosts below the navigation, each with its state; a click shows its containers. */
export function HostsSection({ current }: { current: Host | undefined }) {
  const t = useT();
  const hosts = useHosts((state) => state.hosts);
  if (hosts.length === 0) return null;
  return (
    <SidebarSection title={t('frame.hosts')}>
      <ul>
        {hosts.map((host) => (
          <li key={host.id}>
            <a
              href={hrefOf('containers', [], { host: host.id })}
              className={styles.host}
              aria-current={host.id === current?.id ? 'true' : undefined}
              data-tip={engineTooltip(host)}
            >
              <bdi className={styles.hostName}>{visibleLine(host.name)}</bdi>
              <StateBadge tone={engineTone(host.state)} changing={host.state.kind === 'starting'}>
                {engineWord(host.state)}
              </StateBadge>
            </a>
          </li>
        ))}
      </ul>
    </SidebarSection>
  );
}
