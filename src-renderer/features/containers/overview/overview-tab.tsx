import { useMemo } from 'react';
import { problemOf } from '../../../errors/problem-of.ts';
import { useT } from '../../../i18n/i18n.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { KeyValueList } from '../../overview/key-value-list.tsx';
import styles from '../../overview/overview.module.css';
import { Part } from '../../overview/parts.tsx';
import { looksSecret } from '../../overview/secrets.ts';
import type { ContainerTabProps } from '../tab-props.ts';
import { useContainerInspect } from '../use-container-inspect.ts';
import { type ContainerFacts, factsOf } from './facts.ts';
import { HealthLog, LimitFacts, MountList, NetworkList, PortList, ProcessFacts } from './sections.tsx';

/** The facts of a container. */
export function OverviewTab(props: ContainerTabProps) {
  const t = useT();
  const { value, error } = useContainerInspect(props);
  const facts = useMemo(() => (value === undefined ? undefined : factsOf(value)), [value]);
  return (
    <div className={styles.overview}>
      {error && !facts && <ErrorNote {...problemOf(t('overview.failed'), error)} />}
      {facts && <Facts {...props} facts={facts} />}
    </div>
  );
}

function Facts({ host, container, facts }: ContainerTabProps & { facts: ContainerFacts }) {
  const t = useT();
  return (
    <>
      <div className={styles.columns}>
        <Part title={t('overview.process')}>
          <ProcessFacts container={container} facts={facts} />
        </Part>
        <div>
          <Part title={t('overview.limits')}>
            <LimitFacts facts={facts} />
          </Part>
          <Part title={t('overview.ports')}>
            <PortList host={host} facts={facts} />
          </Part>
          <Part title={t('overview.mounts')}>
            <MountList facts={facts} />
          </Part>
          <Part title={t('overview.networks')}>
            <NetworkList facts={facts} />
          </Part>
          {facts.health.length > 0 && (
            <Part title={t('overview.health')}>
              <HealthLog facts={facts} />
            </Part>
          )}
        </div>
      </div>
      <Part title={t('overview.env')}>
        <KeyValueList label={t('overview.env')} entries={facts.env} isSecret={looksSecret} />
      </Part>
      <Part title={t('overview.labels')}>
        <KeyValueList label={t('overview.labels')} entries={facts.labels} />
      </Part>
    </>
  );
}
