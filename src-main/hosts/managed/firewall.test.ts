import { describe, expect, it } from 'vitest';
import { firewallBefore, firewallCleanup, type TableRules } from './firewall.ts';

const FILTER: TableRules = {
  command: 'iptables',
  table: 'filter',
  lines: [
    '-P INPUT ACCEPT',
    '-P FORWARD DROP',
    '-N DOCKER',
    '-N DOCKER-USER',
    '-N ufw-user',
    '-A FORWARD -j DOCKER-USER',
    '-A FORWARD -j ufw-user',
    '-A FORWARD -o gantry-1a2b3c -j DOCKER',
    '-A FORWARD -i gantry-1a2b3c ! -o gantry-1a2b3c -j ACCEPT',
    '-A FORWARD -i docker0 ! -o docker0 -j ACCEPT',
    '-A DOCKER -d 10.210.0.2/32 ! -i gantry-1a2b3c -o gantry-1a2b3c -p tcp -j ACCEPT',
    '-A DOCKER -d 172.17.0.2/32 ! -i docker0 -o docker0 -p tcp -j ACCEPT',
  ],
};
const NAT: TableRules = {
  command: 'iptables',
  table: 'nat',
  lines: [
    '-A POSTROUTING -s 10.210.128.0/24 ! -o br-0123456789ab -j MASQUERADE',
    '-A POSTROUTING -s 10.210.0.2/32 -m comment --comment "name: \\"a b\\"" -j MASQUERADE',
    '-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
  ],
};
const ours = {
  bridges: ['gantry-1a2b3c', 'br-0123456789ab'],
  isOurAddress: (word: string) => word.startsWith('10.210.'),
};
const ALONE = { chains: [], forwarding: ['iptables filter'] };

describe('firewallCleanup', () => {
  it('takes away rules, chains and policy of an engine that was alone, and nothing of others', () => {
    const [filter, nat] = firewallCleanup([FILTER, NAT], ALONE, { ...ours, shared: false });
    expect(filter?.lines).toEqual([
      '-D FORWARD -j DOCKER-USER',
      '-D FORWARD -o gantry-1a2b3c -j DOCKER',
      '-D FORWARD -i gantry-1a2b3c ! -o gantry-1a2b3c -j ACCEPT',
      '-F DOCKER',
      '-F DOCKER-USER',
      '-X DOCKER',
      '-X DOCKER-USER',
      '-P FORWARD ACCEPT',
    ]);
    expect(nat?.lines).toEqual([
      '-D POSTROUTING -s 10.210.128.0/24 ! -o br-0123456789ab -j MASQUERADE',
      '-D POSTROUTING -s 10.210.0.2/32 -m comment --comment "name: \\"a b\\"" -j MASQUERADE',
    ]);
  });

  it('leaves chains and policy to another engine that runs', () => {
    const [filter] = firewallCleanup([FILTER], ALONE, { ...ours, shared: true });
    expect(filter?.lines).toEqual([
      '-D FORWARD -o gantry-1a2b3c -j DOCKER',
      '-D FORWARD -i gantry-1a2b3c ! -o gantry-1a2b3c -j ACCEPT',
      '-D DOCKER -d 10.210.0.2/32 ! -i gantry-1a2b3c -o gantry-1a2b3c -p tcp -j ACCEPT',
    ]);
  });

  it('leaves what was there before', () => {
    const before = firewallBefore([FILTER]);
    expect(before).toEqual({
      chains: ['iptables filter DOCKER', 'iptables filter DOCKER-USER'],
      forwarding: [],
    });
    const [filter] = firewallCleanup([FILTER], before, { ...ours, shared: false });
    expect(filter?.lines.filter((line) => !line.startsWith('-D'))).toEqual([]);
  });

  it('has nothing to do in a table without us', () => {
    const table = { ...NAT, lines: ['-P INPUT ACCEPT'] };
    expect(firewallCleanup([table], ALONE, { ...ours, shared: false })).toEqual([]);
  });
});
