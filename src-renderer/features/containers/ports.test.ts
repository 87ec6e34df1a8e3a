import { expect, test } from 'vitest';
import { reachableName, shownPorts } from './ports.ts';

const local = { kind: 'socket', address: 'unix:///var/run/docker.sock' } as const;
const remote = { kind: 'tcp', address: 'tcp://10.0.0.7:2376' } as const;
const port = (
  ip: string,
  publicPort: number | undefined,
  privatePort = 80,
  protocol: 'tcp' | 'udp' = 'tcp',
) => ({
  ip,
  publicPort,
  privatePort,
  protocol,
});

test('a port that is open on IPv4 and IPv6 is shown once, as a link to the host', () => {
  const ports = [port('0.0.0.0', 8080), port('::', 8080)];
  expect(shownPorts(ports, local)).toEqual([{ text: '8080:80', href: 'http://localhost:8080' }]);
  expect(shownPorts(ports, remote)).toEqual([{ text: '8080:80', href: 'http://10.0.0.7:8080' }]);
});

test('an address of its own is kept, and TLS by its usual port', () => {
  expect(shownPorts([port('127.0.0.1', 8443, 443)], local)).toEqual([
    { text: '127.0.0.1:8443:443', href: 'https://127.0.0.1:8443' },
  ]);
  expect(shownPorts([port('::1', 81)], local)[0]?.href).toBe('http://[::1]:81');
});

test('what no browser can open is no link', () => {
  expect(shownPorts([port('', 53, 53, 'udp')], local)).toEqual([{ text: '53:53/udp', href: undefined }]);
  expect(shownPorts([port('javascript:alert(1)//', 80)], local)[0]?.href).toBeUndefined();
  expect(shownPorts([port('', undefined), port('', 0), port('', 70_000)], local)).toEqual([]);
});

test('ports that a browser opens come first, in the order of their numbers', () => {
  const ports = [port('', 53, 53, 'udp'), port('', 9010), port('', 9001), port('::', 9010)];
  expect(shownPorts(ports, local).map(({ text }) => text)).toEqual(['9001:80', '9010:80', '53:53/udp']);
});

test('the host’s name comes from its address', () => {
  expect(reachableName({ kind: 'tcp', address: 'tcp://[fe80::1]:2375' })).toBe('[fe80::1]');
  expect(reachableName({ kind: 'tcp', address: 'tcp://"><x' })).toBe('localhost');
});
