import { expect, it } from 'vitest';
import { toCreateRequest } from './run-request.ts';

it('asks for what the dialog holds, in the engine API’s form', () => {
  expect(
    toCreateRequest({
      host: 'local',
      image: 'nginx:1.27',
      command: ['nginx', '-g', 'daemon off;'],
      ports: [
        { publicPort: 8080, privatePort: 80 },
        { ip: '127.0.0.1', privatePort: 80 },
        { privatePort: 53, protocol: 'udp', publicPort: 5353 },
      ],
      env: [{ name: 'A', value: 'b=c' }],
      volumes: [
        { source: 'data', target: '/data' },
        { source: '/etc/conf', target: '/conf', readOnly: true },
      ],
      restart: 'unless-stopped',
      memory: 536_870_912,
      cpus: 1.5,
    }),
  ).toEqual({
    Image: 'nginx:1.27',
    Cmd: ['nginx', '-g', 'daemon off;'],
    Env: ['A=b=c'],
    ExposedPorts: { '80/tcp': {}, '53/udp': {} },
    Tty: false,
    OpenStdin: false,
    HostConfig: {
      PortBindings: {
        '80/tcp': [
          { HostIp: '', HostPort: '8080' },
          { HostIp: '127.0.0.1', HostPort: '' },
        ],
        '53/udp': [{ HostIp: '', HostPort: '5353' }],
      },
      Binds: ['data:/data', '/etc/conf:/conf:ro'],
      RestartPolicy: { Name: 'unless-stopped' },
      Memory: 536_870_912,
      NanoCpus: 1_500_000_000,
    },
  });
});

it('leaves the image its own command and the engine its own limits', () => {
  const request = toCreateRequest({ host: 'local', image: 'a' });
  expect(request).not.toHaveProperty('Cmd');
  expect(request.HostConfig).toEqual({ PortBindings: {}, Binds: [], RestartPolicy: { Name: 'no' } });
});
