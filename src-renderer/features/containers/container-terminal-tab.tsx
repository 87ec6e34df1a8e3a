import { visibleLine } from '../../text/visible-text.ts';
import { TerminalTab } from '../terminal/terminal-tab.tsx';
import type { ContainerTabProps } from './tab-props.ts';

/** Terminals inside a container. */
export function ContainerTerminalTab({ host, container, gone }: ContainerTabProps) {
  return (
    <TerminalTab
      host={host.id}
      id={container.id}
      name={visibleLine(container.name)}
      running={container.state === 'running' && !gone}
      paused={container.state === 'paused' && !gone}
    />
  );
}
