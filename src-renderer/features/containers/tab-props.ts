import type { Container } from '../../../src-main/contract/containers.ts';
import type { Host } from '../../../src-main/contract/hosts.ts';

/** What each view of a container is given. */
export interface ContainerTabProps {
  host: Host;
  /** What was last known of the container. */
  container: Container;
  /** It was removed meanwhile. */
  gone: boolean;
}
