import type { ReactNode } from 'react';
import type { Host } from '../../../src-main/contract/hosts.ts';
import { useT } from '../../i18n/i18n.ts';
import { hrefOf } from '../../router/router.ts';
import { useHost, useHosts } from '../../stores/hosts.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './detail-page.module.css';

/** The page of one thing of a host; says so where the address names a host that does not exist. */
export function DetailPage({
  host: id,
  list,
  toList,
  children,
}: {
  host: string;
  /** First part of the address of the list that the thing is in. */
  list: string;
  /** Words of the way there. */
  toList: string;
  children: (host: Host) => ReactNode;
}) {
  const t = useT();
  const host = useHost(id);
  const loaded = useHosts((state) => state.loaded);
  if (host) return <div className={styles.page}>{children(host)}</div>;
  return loaded ? (
    <EmptyState
      heading
      title={t('frame.unknownHost', { host: visibleLine(id) })}
      action={<a href={hrefOf(list)}>{toList}</a>}
    />
  ) : null;
}

/** Quiet facts of the thing, in the one line below its name. */
export function DetailMeta({ children }: { children: ReactNode }) {
  return <span className={styles.meta}>{children}</span>;
}

/** An id in short, to copy as a whole. */
export function ShortId({ short, id, copyLabel }: { short: string; id: string; copyLabel: string }) {
  return (
    <span className={styles.id}>
      {short}
      <CopyButton text={id} label={copyLabel} />
    </span>
  );
}
