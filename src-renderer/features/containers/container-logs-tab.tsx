import { visibleLine } from '../../text/visible-text.ts';
import { LogsTab } from '../logs/logs-tab.tsx';
import type { ContainerTabProps } from './tab-props.ts';

/** A container's log. */
export function ContainerLogsTab({ host, container }: ContainerTabProps) {
  const { id, name, state, exitCode } = container;
  return <LogsTab host={host.id} id={id} name={visibleLine(name)} state={state} exitCode={exitCode} />;
}
