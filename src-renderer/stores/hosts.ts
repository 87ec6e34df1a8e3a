import { create } from 'zustand';
import type { Host } from '../../src-main/contract/hosts.ts';
import { type Address, useAddress } from '../router/router.ts';
import { watch } from '../rpc/watch.ts';
import { sameData } from './same-data.ts';

interface Hosts {
  /** As the main side orders them: the chosen one first. */
  hosts: readonly Host[];
  loaded: boolean;
  /** The host that the user looked at last. */
  lastId?: string | undefined;
}

/** Where the last looked-at host is kept over a reload of this tab. */
const LAST_HOST_KEY = 'gantry.host';

export const useHosts = create<Hosts>(() => ({
  hosts: [],
  loaded: false,
  lastId:
    typeof sessionStorage === 'undefined' ? undefined : (sessionStorage.getItem(LAST_HOST_KEY) ?? undefined),
}));

/** Follows the hosts for as long as the page lives. */
export function watchHosts(): void {
  watch('hosts.watch', {}, (next) => {
    const before = new Map(useHosts.getState().hosts.map((host) => [host.id, host]));
    const hosts = next.map((host) => {
      const old = before.get(host.id);
      return old && sameData(old, host) ? old : host;
    });
    useHosts.setState({ hosts, loaded: true });
  });
}

/** Host that an address names: a thing's page has it in its path, a list in its query. */
export function hostOfAddress(address: Address): string | undefined {
  return address.path.length >= 2 ? address.path[0] : address.query.host;
}

/** Makes a host the one that lists show from now on. */
export function chooseHost(id: string): void {
  if (typeof sessionStorage !== 'undefined') sessionStorage.setItem(LAST_HOST_KEY, id);
  useHosts.setState({ lastId: id });
}

/** The host that the page shows: the address's, else the last one looked at, else the first. */
export function currentHost(state: Hosts, address: Address): Host | undefined {
  const named = hostOfAddress(address);
  if (named !== undefined) return state.hosts.find((host) => host.id === named);
  return state.hosts.find((host) => host.id === state.lastId) ?? state.hosts[0];
}

/** {@link currentHost} of the present address. */
export function useCurrentHost(): Host | undefined {
  const address = useAddress();
  return useHosts((state) => currentHost(state, address));
}

export function useHost(id: string | undefined): Host | undefined {
  return useHosts((state) => state.hosts.find((host) => host.id === id));
}
