import { describe, expect, test } from 'vitest';
import { runInput } from '../../../src-main/contract/containers.ts';
import { toDockerRun } from './docker-run.ts';
import {
  blankEnv,
  blankPort,
  blankVolume,
  checkRunForm,
  emptyRunForm,
  isFine,
  type RunForm,
  toRunInput,
} from './run-form.ts';

const form = (more: Partial<RunForm>): RunForm => ({ ...emptyRunForm, image: 'busybox', ...more });

const full = form({
  image: ' busybox:latest ',
  name: 'web',
  command: `sh -c 'echo "hi there"; sleep 5'`,
  ports: [
    { ip: '', publicPort: '8080', privatePort: '80', protocol: 'tcp' },
    { ip: '::1', publicPort: '', privatePort: '53', protocol: 'udp' },
    blankPort,
  ],
  env: [{ name: 'GREETING', value: "it's =ok " }, blankEnv],
  volumes: [{ source: 'data', target: '/data', mode: 'ro' }, blankVolume],
  restart: 'unless-stopped',
  memory: '512m',
  cpus: '1.5',
  tty: true,
});

describe('the run form', () => {
  test('an empty one only lacks an image', () => {
    expect(checkRunForm(emptyRunForm)).toEqual({ image: 'empty', ports: {}, env: {}, volumes: {} });
    expect(isFine(checkRunForm(form({})))).toBe(true);
  });

  test('a full one becomes a request that the main side takes', () => {
    expect(isFine(checkRunForm(full, 2))).toBe(true);
    const input = toRunInput('local', full);
    expect(runInput.parse(input)).toEqual({
      host: 'local',
      image: 'busybox:latest',
      name: 'web',
      command: ['sh', '-c', 'echo "hi there"; sleep 5'],
      ports: [
        { ip: '', publicPort: 8080, privatePort: 80, protocol: 'tcp' },
        { ip: '::1', privatePort: 53, protocol: 'udp' },
      ],
      env: [{ name: 'GREETING', value: "it's =ok " }],
      volumes: [{ source: 'data', target: '/data', readOnly: true }],
      restart: 'unless-stopped',
      memory: 512 * 1024 * 1024,
      cpus: 1.5,
      tty: true,
    });
  });

  test('each wrong field is named, each row by its place', () => {
    const problems = checkRunForm(
      form({
        image: 'Busybox',
        name: '-x',
        command: "echo 'a",
        ports: [
          blankPort,
          { ip: '', publicPort: '70000', privatePort: '', protocol: 'tcp' },
          { ip: 'here', publicPort: '80', privatePort: '80', protocol: 'tcp' },
          { ip: 'here', publicPort: '80', privatePort: '81', protocol: 'tcp' },
          { ip: 'here', publicPort: '80', privatePort: '81', protocol: 'udp' },
        ],
        env: [
          { name: '', value: 'x' },
          { name: 'A', value: '' },
          { name: 'A', value: '1' },
        ],
        volumes: [
          { source: './x', target: '/', mode: 'rw' },
          { source: '/a:b', target: '/c:d', mode: 'rw' },
          { source: 'v1', target: '/same', mode: 'rw' },
          { source: 'v2', target: '/same', mode: 'rw' },
          { source: 'C:\\data', target: '/win', mode: 'rw' },
        ],
        memory: '1k',
        cpus: '9',
      }),
      2,
    );
    expect(problems).toEqual({
      image: 'uppercase',
      name: 'syntax',
      command: 'quote',
      ports: {
        1: { publicPort: 'range', privatePort: 'empty' },
        2: { ip: 'syntax' },
        3: { ip: 'syntax', publicPort: 'taken' },
        4: { ip: 'syntax' },
      },
      env: { 0: { name: 'empty' }, 2: { name: 'twice' } },
      volumes: {
        0: { source: 'relative', target: 'root' },
        1: { source: 'colon', target: 'colon' },
        3: { target: 'twice' },
      },
      memory: 'too-small',
      cpus: 'too-many',
    });
    expect(isFine(problems)).toBe(false);
  });
});

test('the same as a command line', () => {
  expect(toDockerRun(toRunInput('local', full), 'unix:///var/run/docker.sock')).toBe(
    `docker run -dit --name web -p 8080:80 -p '[::1]::53/udp' -e 'GREETING=it'\\''s =ok ' -v data:/data:ro --restart unless-stopped --memory 512m --cpus 1.5 busybox:latest sh -c 'echo "hi there"; sleep 5'`,
  );
  expect(toDockerRun(toRunInput('x', form({})), 'tcp://10.0.0.7:2375')).toBe(
    'docker -H tcp://10.0.0.7:2375 run -d busybox',
  );
});
