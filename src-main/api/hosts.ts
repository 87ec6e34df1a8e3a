import type { hostRoutes } from '../contract/hosts.ts';
import type { HostList } from '../hosts/host-list.ts';
import type { Handlers } from '../rpc/server.ts';

export function hostHandlers(hosts: HostList): Handlers<typeof hostRoutes> {
  return {
    'hosts.watch': (_, { signal }) => hosts.watch(signal),
    'hosts.retry': async ({ host }) => hosts.retry(host),
  };
}
