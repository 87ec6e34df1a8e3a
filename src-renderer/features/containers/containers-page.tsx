import { useT } from '../../i18n/i18n.ts';
import { HostPage } from '../lists/host-page.tsx';
import { ContainersList } from './containers-list.tsx';

/** The list of containers of the chosen host. */
export function ContainersPage() {
  const t = useT();
  return (
    <HostPage title={t('page.containers')}>{(host) => <ContainersList key={host.id} host={host} />}</HostPage>
  );
}
