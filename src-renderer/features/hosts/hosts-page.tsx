import type { Host } from '../../../src-main/contract/hosts.ts';
import { formatMemory, formatNumber } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { hrefOf } from '../../router/router.ts';
import { useHosts } from '../../stores/hosts.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { EngineNotice } from '../frame/engine-notice.tsx';
import { engineTone, engineWord } from '../frame/engine-words.ts';
import styles from './hosts-page.module.css';
import { sourceWords } from './source-words.ts';

/** Every host with its engine's true state, its facts, and what to do where it does not run. */
export function HostsPage() {
  const t = useT();
  const hosts = useHosts((state) => state.hosts);
  return (
    <>
      <PageHeader title={t('page.hosts')} count={hosts.length} />
      <div className={styles.body}>
        {hosts.length === 0 && <EmptyState title={t('hosts.none')} />}
        {hosts.map((host) => (
          <HostSection key={host.id} host={host} />
        ))}
      </div>
    </>
  );
}

function HostSection({ host }: { host: Host }) {
  const t = useT();
  const { state } = host;
  const headingId = `host-${host.id}`;
  return (
    <section className={styles.host} aria-labelledby={headingId}>
      <header className={styles.header}>
        <h2 id={headingId} className={styles.name}>
          <bdi>{visibleLine(host.name)}</bdi>
        </h2>
        <StateBadge tone={engineTone(state)} changing={state.kind === 'starting'} filled>
          {engineWord(state)}
        </StateBadge>
        <span className={styles.space} />
        <a href={hrefOf('containers', [], { host: host.id })}>{t('hosts.showContainers')}</a>
      </header>
      <EngineNotice host={host} />
      <dl className={styles.facts}>
        <dt>{t('hosts.address')}</dt>
        <dd className={styles.address}>
          <code>{visibleLine(host.address)}</code>
          <CopyButton text={host.address} label={t('ui.copyName', { name: t('hosts.address') })} />
        </dd>
        <dt>{t('hosts.source')}</dt>
        <dd>{visibleLine(sourceWords(host.source))}</dd>
        <dt>{t('hosts.since')}</dt>
        <dd>
          <RelativeTime at={state.since} />
        </dd>
        {state.kind === 'running' && <EngineFactsList facts={state.facts} />}
      </dl>
    </section>
  );
}

function EngineFactsList({ facts }: { facts: Extract<Host['state'], { kind: 'running' }>['facts'] }) {
  const t = useT();
  const rows: [string, string][] = [
    [t('hosts.engine'), `${facts.product} ${facts.version}`],
    [t('hosts.api'), facts.apiVersion],
    [t('hosts.platform'), facts.platform],
    [t('hosts.storage'), facts.storageDriver],
    [t('hosts.cpus'), formatNumber(facts.cpus)],
    [t('hosts.memory'), formatMemory(facts.memory)],
    [t('hosts.rootDir'), facts.rootDir],
  ];
  return rows.map(([term, value]) => (
    <div key={term} className={styles.fact}>
      <dt>{term}</dt>
      <dd>{visibleLine(value)}</dd>
    </div>
  ));
}
