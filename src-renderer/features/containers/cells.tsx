import type { StatsSample } from '../../../src-main/contract/containers.ts';
import type { Host } from '../../../src-main/contract/hosts.ts';
import { formatMemory, formatPercent } from '../../i18n/format.ts';
import { hrefOf } from '../../router/router.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { MiddleTruncate } from '../../ui/middle-truncate.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import styles from './containers.module.css';
import { shownPorts } from './ports.ts';
import { type ContainerRow, isChanging, stateTone, stateWord } from './state-words.ts';
import { useLatestStats } from './stats-store.ts';

export function NameCell({ host, row }: { host: string; row: ContainerRow }) {
  return (
    <a href={hrefOf('containers', [host, row.id])} className={styles.name}>
      <MiddleTruncate text={visibleLine(row.name)} />
    </a>
  );
}

export function StateCell({ row }: { row: ContainerRow }) {
  return (
    <StateBadge tone={stateTone(row)} changing={isChanging(row)}>
      {stateWord(row)}
    </StateBadge>
  );
}

/** Ports as links that open outside of Gantry; all of them on hover where room lacks. */
export function Ports({
  row,
  host,
}: {
  row: Pick<ContainerRow, 'ports'>;
  host: Pick<Host, 'kind' | 'address'>;
}) {
  const ports = shownPorts(row.ports, host);
  return (
    <span className={styles.ports} data-tip-overflow={ports.map(({ text }) => visibleLine(text)).join('\n')}>
      {ports.map(({ text, href }) =>
        href ? (
          <a key={text} href={href} target="_blank" rel="noopener noreferrer" data-tip={href}>
            {text}
          </a>
        ) : (
          <span key={text}>{visibleLine(text)}</span>
        ),
      )}
    </span>
  );
}

/** A value that changes each second: it draws alone, without its row. */
function StatCell({ id, show }: { id: string; show: (sample: StatsSample) => string }) {
  const text = useLatestStats((state) => {
    const sample = state.samples[id];
    return sample && show(sample);
  });
  return <span className={styles.number}>{text}</span>;
}

const cpu = (sample: StatsSample) => formatPercent(sample.cpu / 100);
const memory = (sample: StatsSample) => formatMemory(sample.memory);

export function CpuCell({ row }: { row: ContainerRow }) {
  return row.state === 'running' ? <StatCell id={row.id} show={cpu} /> : null;
}

export function MemoryCell({ row }: { row: ContainerRow }) {
  return row.state === 'running' ? <StatCell id={row.id} show={memory} /> : null;
}
