import type { ReactNode } from 'react';
import type { Host } from '../../../src-main/contract/hosts.ts';
import { useT } from '../../i18n/i18n.ts';
import { useAddress } from '../../router/router.ts';
import { hostOfAddress, useCurrentHost, useHosts } from '../../stores/hosts.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';

/** A page of the chosen host; says so where there is none (yet). */
export function HostPage({ title, children }: { title: string; children: (host: Host) => ReactNode }) {
  const t = useT();
  const host = useCurrentHost();
  const loaded = useHosts((state) => state.loaded);
  const named = hostOfAddress(useAddress());
  if (host) return children(host);
  return (
    <>
      <PageHeader title={title} />
      <EmptyState
        title={
          loaded && named !== undefined
            ? t('frame.unknownHost', { host: visibleLine(named) })
            : t('frame.noHost')
        }
      />
    </>
  );
}
