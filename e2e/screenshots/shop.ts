import { readFileSync } from 'node:fs';
import type { RigEngine } from '../rig/engine.ts';
import { type ImageSource, imageArchive } from '../rig/image-archive.ts';
import { BUSYBOX, noise } from '../rig/images.ts';
import type { TarEntry } from '../rig/tar.ts';
import { SCRIPTS } from './scripts.ts';

const MEGABYTE = 1e6;
const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** A program that is a shell script, in an image that looks like the real one. */
type Program = {
  tags: string[];
  created: string;
  /** Size of what stands for its files. */
  megabytes: number;
  /** Path of the script in the image, and its text. */
  script: readonly [path: string, text: string];
  steps: string[];
  /** Sizes of layers that take their time to be pulled, in MB. */
  slow?: number[];
  config: Readonly<Record<string, unknown>>;
};

const PROGRAMS: Program[] = [
  {
    tags: ['nginx:1.27-alpine', 'nginx:1.27'],
    created: '2026-10-29T08:12:00Z',
    megabytes: 21,
    script: ['usr/sbin/nginx', SCRIPTS.web],
    steps: [
      'ENV NGINX_VERSION=1.27.5',
      'RUN set -x && addgroup -g 101 -S nginx && adduser -S -D -H -u 101 nginx # buildkit',
      'COPY docker-entrypoint.sh / # buildkit',
      'EXPOSE map[80/tcp:{}]',
      'STOPSIGNAL SIGQUIT',
    ],
    config: {
      Entrypoint: ['nginx'],
      Cmd: ['-g', 'daemon off;'],
      Env: [PATH, 'NGINX_VERSION=1.27.5', 'PKG_RELEASE=1'],
      ExposedPorts: { '80/tcp': {} },
      Labels: { maintainer: 'NGINX Docker Maintainers <docker-maint@nginx.com>' },
    },
  },
  {
    tags: ['registry.example.com/shop/api:2.14.0', 'registry.example.com/shop/api:latest'],
    created: '2026-11-26T16:40:00Z',
    megabytes: 74,
    script: ['usr/local/bin/node', SCRIPTS.api],
    steps: [
      'WORKDIR /app',
      'COPY package.json package-lock.json ./ # buildkit',
      'RUN /bin/sh -c npm ci --omit=dev # buildkit',
      'COPY dist ./dist # buildkit',
      'USER node',
      'HEALTHCHECK &{["CMD-SHELL" "wget -qO- localhost:3000/health"] "10s" "3s" "0s" "0s" \'\\x03\'}',
    ],
    config: {
      Entrypoint: ['node'],
      Cmd: ['dist/server.js'],
      Env: [PATH, 'NODE_VERSION=22.11.0', 'NODE_ENV=production'],
      WorkingDir: '/app',
      ExposedPorts: { '3000/tcp': {} },
      Labels: {
        'org.opencontainers.image.source': 'https://git.example.com/shop/api',
        'org.opencontainers.image.revision': '8c1f0e2b5d7a',
        'org.opencontainers.image.version': '2.14.0',
      },
    },
  },
  {
    tags: ['registry.example.com/shop/worker:2.14.0'],
    created: '2026-11-26T16:41:30Z',
    megabytes: 68,
    script: ['usr/local/bin/worker', SCRIPTS.worker],
    steps: [
      'WORKDIR /app',
      'RUN /bin/sh -c pip install --no-cache-dir -r requirements.txt # buildkit',
      'COPY . .',
    ],
    config: {
      Entrypoint: ['worker'],
      Cmd: ['--queue', 'orders', '--concurrency', '4'],
      Env: [PATH, 'PYTHONUNBUFFERED=1'],
      WorkingDir: '/app',
    },
  },
  {
    tags: ['postgres:16.4'],
    created: '2026-09-14T02:05:00Z',
    megabytes: 96,
    script: ['usr/local/bin/postgres', SCRIPTS.db],
    steps: [
      'ENV PG_MAJOR=16',
      'RUN /bin/sh -c set -ex; apt-get update; apt-get install -y --no-install-recommends postgresql-16',
      'VOLUME [/var/lib/postgresql/data]',
      'EXPOSE map[5432/tcp:{}]',
    ],
    config: {
      Entrypoint: ['postgres'],
      Env: [PATH, 'PG_MAJOR=16', 'PGDATA=/var/lib/postgresql/data'],
      ExposedPorts: { '5432/tcp': {} },
      Volumes: { '/var/lib/postgresql/data': {} },
    },
  },
  {
    tags: ['redis:7.4-alpine', 'redis:7-alpine'],
    created: '2026-10-02T19:30:00Z',
    megabytes: 15,
    script: ['usr/local/bin/redis-server', SCRIPTS.cache],
    steps: ['ENV REDIS_VERSION=7.4.1', 'VOLUME [/data]', 'EXPOSE map[6379/tcp:{}]'],
    config: { Entrypoint: ['redis-server'], Cmd: ['--save', '60', '1'], Env: [PATH], WorkingDir: '/data' },
  },
  {
    tags: ['grafana/grafana:11.3.0'],
    created: '2026-10-22T11:00:00Z',
    megabytes: 88,
    script: ['usr/local/bin/grafana', SCRIPTS.quiet],
    steps: ['EXPOSE map[3000/tcp:{}]', 'RUN /bin/sh -c apk add --no-cache ca-certificates', 'USER 472'],
    slow: [9, 4, 2],
    config: { Entrypoint: ['grafana'], Cmd: ['server'], Env: [PATH], User: '0' },
  },
];

/** References by what they are in the shop. */
export const SHOP_IMAGES = {
  web: 'nginx:1.27-alpine',
  api: 'registry.example.com/shop/api:2.14.0',
  worker: 'registry.example.com/shop/worker:2.14.0',
  db: 'postgres:16.4',
  cache: 'redis:7.4-alpine',
  grafana: 'grafana/grafana:11.3.0',
} as const;

/** Loads images that are named, sized and made like those of a shop. */
export async function loadShopImages(engine: RigEngine): Promise<void> {
  const archive = imageArchive([
    ...PROGRAMS.map(imageOf),
    { ...imageOf(PROGRAMS[1] as Program), tags: [], created: '2026-11-19T09:00:00Z' },
  ]);
  const { status, text } = await engine.request('POST', '/images/load?quiet=1', archive);
  if (status !== 200 || text.includes('"error"')) throw new Error(`Loading the images: ${status} ${text}`);
}

function imageOf({ tags, created, megabytes, script, steps, slow = [], config }: Program): ImageSource {
  const [path, text] = script;
  const files: TarEntry[] = [
    { name: path, data: Buffer.from(text), mode: 0o755 },
    { name: 'usr/lib/files', data: Buffer.alloc(megabytes * MEGABYTE) },
  ];
  // What fills an image is what a step runs.
  const work = Math.max(
    0,
    steps.findIndex((step) => step.startsWith('RUN')),
  );
  return {
    tags: tags.map((tag) => (tag.includes('.com/') ? tag : `docker.io/${tag}`)),
    created,
    layers: [
      { createdBy: 'ADD alpine-minirootfs-3.20.3-x86_64.tar.gz / # buildkit', entries: base() },
      { createdBy: 'CMD ["/bin/sh"]' },
      ...steps.map((createdBy, at) => ({ createdBy, ...(at === work ? { entries: files } : {}) })),
      ...slow.map((size, at) => ({
        createdBy: `COPY public/${at} /usr/share/public/${at}`,
        entries: [{ name: `public-${at}`, data: noise(at, size * MEGABYTE) }],
      })),
    ],
    config: { StopSignal: 'SIGKILL', ...config },
  };
}

const APPLETS =
  'sh cat ls sleep echo printf wget httpd head tail date ps top true hostname uname id env grep df'.split(
    ' ',
  );

function base(): TarEntry[] {
  const folder = (name: string): TarEntry => ({ name: `${name}/` });
  return [
    ...[
      'bin',
      'etc',
      'usr',
      'usr/bin',
      'usr/lib',
      'usr/sbin',
      'usr/local',
      'usr/local/bin',
      'tmp',
      'var',
    ].map(folder),
    ...['proc', 'sys', 'dev', 'app', 'app/dist', 'app/node_modules', 'data'].map(folder),
    { name: 'bin/busybox', data: readFileSync(BUSYBOX), mode: 0o755 },
    ...APPLETS.map((name) => ({ name: `bin/${name}`, link: 'busybox' })),
    { name: 'etc/passwd', data: Buffer.from('root:x:0:0:root:/root:/bin/sh\n') },
    { name: 'etc/os-release', data: Buffer.from('NAME="Alpine Linux"\nVERSION_ID=3.20.3\n') },
    { name: 'app/package.json', data: Buffer.from('{ "name": "shop-api", "version": "2.14.0" }\n') },
    { name: 'app/README.md', data: Buffer.from('# The API of the shop\n') },
    { name: 'app/dist/server.js', data: Buffer.alloc(48_211) },
    { name: 'app/dist/orders.js', data: Buffer.alloc(12_873) },
  ];
}

const label = (project: string, service: string) => [
  ...['--label', `com.docker.compose.project=${project}`, '--label', `com.docker.compose.service=${service}`],
  ...['--label', 'com.docker.compose.version=2.29.7'],
];

/** Runs the shop: all of it up but a worker that is ill and a backup that was killed. */
export async function openShop(engine: RigEngine): Promise<void> {
  const docker = engine.dockerOk;
  await docker('network', 'create', '--label', 'com.docker.compose.project=shop', 'shop_default');
  const run = (service: string, ...rest: string[]) =>
    docker(
      'run',
      '-d',
      '--name',
      `shop-${service}-1`,
      '--hostname',
      service,
      '--network',
      'shop_default',
      '--network-alias',
      service,
      ...label('shop', service),
      ...rest,
    );
  const health = (command: string) => [
    '--health-cmd',
    command,
    '--health-interval',
    '2s',
    '--health-retries',
    '1',
  ];
  await run(
    'db',
    '-p',
    '127.0.0.1:5432:5432',
    '-v',
    'shop_db-data:/var/lib/postgresql/data',
    '-e',
    'POSTGRES_DB=shop',
    '-e',
    'POSTGRES_PASSWORD=correct-horse',
    ...health('true'),
    '--memory',
    '512m',
    SHOP_IMAGES.db,
  );
  await run('cache', '--memory', '128m', SHOP_IMAGES.cache);
  await run(
    'api',
    '-p',
    '3000:3000',
    '--restart',
    'unless-stopped',
    '--memory',
    '256m',
    '--cpus',
    '1.5',
    '-e',
    'LOG_LEVEL=info',
    '-e',
    'DATABASE_URL=postgres://shop@db:5432/shop',
    '-e',
    'REDIS_URL=redis://cache:6379',
    '-e',
    'JWT_SECRET=4f0c7d',
    '-e',
    'STRIPE_API_KEY=sk_test_51',
    ...health('wget -qO- localhost:3000/ >/dev/null'),
    SHOP_IMAGES.api,
  );
  await run(
    'web',
    '-p',
    '8080:80',
    '-p',
    '8443:443',
    '--restart',
    'always',
    ...health('true'),
    SHOP_IMAGES.web,
  );
  await run(
    'worker',
    '--restart',
    'on-failure:5',
    ...health('echo "queue orders: 1284 messages wait, oldest 6m12s"; exit 1'),
    SHOP_IMAGES.worker,
  );
  await docker(
    'run',
    '--name',
    'shop-migrate-1',
    '--entrypoint',
    'true',
    ...label('shop', 'migrate'),
    SHOP_IMAGES.api,
  );
  await docker(
    'run',
    '-d',
    '--name',
    'monitoring-grafana-1',
    '-p',
    '3001:3000',
    ...label('monitoring', 'grafana'),
    SHOP_IMAGES.grafana,
  );
  await docker(
    'run',
    '-d',
    '--name',
    'backup-nightly',
    '-v',
    'shop_db-data:/data:ro',
    '--entrypoint',
    'sh',
    SHOP_IMAGES.db,
    '-c',
    SCRIPTS.backup,
  );
  await docker('kill', 'backup-nightly');
  await docker('create', '--name', 'toolbox', SHOP_IMAGES.cache);
  await docker('run', '-d', '--name', 'load-test', SHOP_IMAGES.worker);
  await docker('pause', 'load-test');
}
