import { useMemo } from 'react';
import { useInspect } from '../inspect/use-inspect.ts';
import type { ContainerTabProps } from './tab-props.ts';

/** The engine's JSON of a container, read anew when its row changes and when its engine is back. */
export function useContainerInspect({ host, container }: ContainerTabProps) {
  const running = host.state.kind === 'running';
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new object for each reason to read again
  const version = useMemo(() => ({}), [container, running]);
  return useInspect('containers.inspect', host.id, container.id, version);
}
