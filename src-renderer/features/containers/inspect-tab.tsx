import { problemOf } from '../../errors/problem-of.ts';
import { useT } from '../../i18n/i18n.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { InspectView } from '../inspect/inspect-view.tsx';
import type { ContainerTabProps } from './tab-props.ts';
import { useContainerInspect } from './use-container-inspect.ts';

/** The engine's own JSON of a container. */
export function InspectTab(props: ContainerTabProps) {
  const t = useT();
  const { value, error, refresh } = useContainerInspect(props);
  if (value !== undefined) return <InspectView value={value} onRefresh={refresh} />;
  return error ? <ErrorNote {...problemOf(t('overview.failed'), error)} /> : null;
}
