import { expect, test } from 'vitest';
import { accessHint, deniedHint } from './denied-hint.ts';

const GROUPS = 'root:x:0:\ncontainers:x:998:ann,bob\nodd;name:x:7:\n';
const hint = (socket: string, gid: number, mode = 0o140660) => accessHint(socket, { gid, mode }, GROUPS);

test('names the group that the socket belongs to', () => {
  expect(hint('/var/run/docker.sock', 998)).toBe('sudo usermod -aG containers $USER');
});

test('makes the usual group where the socket is root’s alone', () => {
  expect(hint('/var/run/docker.sock', 0)).toBe(
    'sudo groupadd -f docker && sudo usermod -aG docker $USER && sudo systemctl restart docker',
  );
});

test('offers one’s own podman in place of the system’s', () => {
  const own = 'systemctl --user enable --now podman.socket';
  expect(hint('/run/podman/podman.sock', 0, 0o140600)).toBe(own);
  expect(accessHint('/run/podman/podman.sock', undefined, GROUPS)).toBe(own);
});

test('says nothing where no group would help', () => {
  expect(hint('/var/run/docker.sock', 998, 0o140600)).toBeUndefined();
  expect(hint('/var/run/docker.sock', 12_345)).toBeUndefined();
  expect(hint('/var/run/docker.sock', 7)).toBeUndefined();
  expect(accessHint('/run/user/1001/docker.sock', undefined, GROUPS)).toBeUndefined();
});

test('knows by the address whether there is anything to say', () => {
  expect(deniedHint('npipe:////./pipe/docker_engine')).toContain('docker-users');
  expect(deniedHint('tcp://10.0.0.7:2376')).toBeUndefined();
  expect(deniedHint('unix:///nonexistent/docker.sock', 'linux')).toBeUndefined();
  expect(deniedHint('unix:///run/podman/podman.sock', 'darwin')).toBeUndefined();
});
