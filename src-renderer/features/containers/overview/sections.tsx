import type { Container } from '../../../../src-main/contract/containers.ts';
import type { Host } from '../../../../src-main/contract/hosts.ts';
import { joinCommand } from '../../../../src-main/contract/run-fields.ts';
import { formatMemory, formatNumber } from '../../../i18n/format.ts';
import { useT } from '../../../i18n/i18n.ts';
import { visibleLine, visibleText } from '../../../text/visible-text.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import styles from '../../overview/overview.module.css';
import { Fact, FactList, IdFact, TextFact } from '../../overview/parts.tsx';
import { Ports } from '../cells.tsx';
import type { ContainerFacts } from './facts.ts';

/** Characters of a health check's output that are drawn. */
const OUTPUT_MOST = 4_000;
/** Health checks that engines keep; of an unusual answer no more are drawn. */
const PROBES_MOST = 20;
/** Mounts, networks or ports that are drawn. */
const ENTRIES_MOST = 200;

export function ProcessFacts({ container, facts }: { container: Container; facts: ContainerFacts }) {
  const t = useT();
  const { state, exitCode } = container;
  return (
    <FactList>
      <TextFact label={t('overview.image')} text={container.image} copy />
      <IdFact label={t('overview.imageId')} id={facts.imageId} />
      <IdFact label={t('overview.id')} id={container.id} />
      <TextFact label={t('overview.entrypoint')} text={joinCommand(facts.entrypoint)} mono copy />
      <TextFact label={t('overview.command')} text={joinCommand(facts.command)} mono copy />
      <TextFact label={t('overview.workingDir')} text={facts.workingDir} mono />
      <TextFact label={t('overview.user')} text={facts.user} />
      <TextFact label={t('overview.hostname')} text={facts.hostname} mono />
      <Fact label={t('overview.created')}>
        <RelativeTime at={container.createdAt} />
      </Fact>
      {!Number.isNaN(facts.startedAt) && (
        <Fact label={t('overview.started')}>
          <RelativeTime at={facts.startedAt} />
        </Fact>
      )}
      {!Number.isNaN(facts.finishedAt) && state !== 'running' && (
        <Fact label={t('overview.finished')}>
          <RelativeTime at={facts.finishedAt} />
        </Fact>
      )}
      {facts.pid > 0 && <Fact label={t('overview.pid')}>{facts.pid}</Fact>}
      {exitCode !== undefined && (state === 'exited' || state === 'dead') && (
        <Fact label={t('overview.exit')}>{exitCode}</Fact>
      )}
      {facts.oomKilled && <Fact label={t('overview.oom')}>{t('overview.oomKilled')}</Fact>}
      <TextFact label={t('overview.error')} text={facts.stateError} />
    </FactList>
  );
}

function restartWords(facts: ContainerFacts, t: ReturnType<typeof useT>): string {
  const { restartPolicy, restartMost, restartCount } = facts;
  const known = (['no', 'always', 'unless-stopped', 'on-failure'] as const).find(
    (name) => name === restartPolicy,
  );
  const policy = known ? t(`run.restart.${known}`) : visibleLine(restartPolicy);
  const whole = restartMost > 0 ? t('overview.restartMost', { policy, count: restartMost }) : policy;
  return restartCount > 0 ? `${whole}, ${t('overview.restarts', { count: restartCount })}` : whole;
}

export function LimitFacts({ facts }: { facts: ContainerFacts }) {
  const t = useT();
  const limit = (value: number, format: (value: number) => string) =>
    value > 0 ? format(value) : t('overview.noLimit');
  return (
    <FactList>
      <Fact label={t('overview.memory')}>{limit(facts.memory, formatMemory)}</Fact>
      <Fact label={t('overview.cpus')}>{limit(facts.cpus, formatNumber)}</Fact>
      <Fact label={t('overview.pids')}>{limit(facts.pids, formatNumber)}</Fact>
      <Fact label={t('overview.restart')}>{restartWords(facts, t)}</Fact>
      {facts.privileged && <Fact label={t('overview.privileged')}>{t('overview.privilegedYes')}</Fact>}
    </FactList>
  );
}

const KNOWN_PROTOCOLS = ['tcp', 'udp', 'sctp'] as const;

export function PortList({ host, facts }: { host: Host; facts: ContainerFacts }) {
  const t = useT();
  if (facts.ports.length === 0) return <p className={styles.none}>{t('overview.none')}</p>;
  const insides = [...new Set(facts.ports.map(({ inside }) => inside))];
  return (
    <ul className={styles.list}>
      {insides.slice(0, ENTRIES_MOST).map((inside) => {
        const [port, ending] = inside.split('/');
        const protocol = KNOWN_PROTOCOLS.find((known) => known === ending) ?? 'tcp';
        const published = facts.ports
          .filter((each) => each.inside === inside && each.publicPort !== undefined)
          .map(({ ip, publicPort }) => ({ ip, publicPort, privatePort: Number(port), protocol }));
        return (
          <li key={inside}>
            {published.length > 0 ? (
              <Ports host={host} row={{ ports: published }} />
            ) : (
              <>
                <code>{visibleLine(inside)}</code>
                <span className={styles.note}>{t('overview.notPublished')}</span>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

export function MountList({ facts }: { facts: ContainerFacts }) {
  const t = useT();
  if (facts.mounts.length === 0) return <p className={styles.none}>{t('overview.none')}</p>;
  return (
    <ul className={styles.list}>
      {facts.mounts.slice(0, ENTRIES_MOST).map(({ type, source, target, readOnly }) => (
        <li key={target}>
          <span className={styles.note}>{visibleLine(type)}</span>
          <code>{visibleLine(source)}</code>
          <span aria-hidden="true">→</span>
          <code>{visibleLine(target)}</code>
          {readOnly && <span className={styles.note}>{t('overview.readOnly')}</span>}
        </li>
      ))}
    </ul>
  );
}

export function NetworkList({ facts }: { facts: ContainerFacts }) {
  const t = useT();
  if (facts.networks.length === 0) return <p className={styles.none}>{t('overview.none')}</p>;
  return (
    <ul className={styles.list}>
      {facts.networks.slice(0, ENTRIES_MOST).map(({ name, address, gateway, mac }) => (
        <li key={name}>
          <bdi>{visibleLine(name)}</bdi>
          <code>{visibleLine(address)}</code>
          {gateway && (
            <span className={styles.note}>{t('overview.gateway', { address: visibleLine(gateway) })}</span>
          )}
          {mac && <span className={styles.note}>{visibleLine(mac)}</span>}
        </li>
      ))}
    </ul>
  );
}

export function HealthLog({ facts }: { facts: ContainerFacts }) {
  const t = useT();
  return (
    <ul className={styles.list}>
      {facts.health
        .slice(-PROBES_MOST)
        .reverse()
        .map(({ at, exitCode, output }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: checks have no other identity
          <li key={index}>
            <RelativeTime at={at} /> <span>{t('overview.healthResult', { code: exitCode })}</span>
            {output && <pre className={styles.output}>{visibleText(output.slice(0, OUTPUT_MOST))}</pre>}
          </li>
        ))}
    </ul>
  );
}
