import { execFileSync } from 'node:child_process';
import { createCipheriv } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RigEngine } from './engine.ts';
import { type ImageSource, imageArchive } from './image-archive.ts';
import type { TarEntry } from './tar.ts';

/** The images that every test engine has, made on the spot from the system's static busybox. */
export const IMAGES = {
  /** A shell and all applets; runs `sh`. */
  busybox: 'gantry/busybox:1',
  /** busybox and four layers of incompressible data, for history and progress. */
  layers: 'gantry/layers:1',
  /** One program that sleeps, and no shell. */
  pause: 'gantry/pause:1',
} as const;

export const BUSYBOX = '/bin/busybox';

const MIB = 1024 * 1024;
const LAYER_SIZES_MIB = [4, 1, 3, 2];

/**
 * The first process of a container ignores SIGTERM unless it handles it, and busybox does not: each stop, and
 * each end of an engine, would wait its 10 seconds. A test of that wait asks for `--stop-signal SIGTERM`.
 */
const STOP_SIGNAL = 'SIGKILL';

let archive: Buffer | undefined;

/**
 * Loads the test images into an engine; beside `IMAGES` these are the tag `busybox:latest` and an image
 * without any tag. Ids and dates are the same in every run.
 */
export async function loadImages(engine: RigEngine): Promise<void> {
  archive ??= imageArchive(sources());
  const { status, text } = await engine.request('POST', '/images/load?quiet=1', archive);
  if (status !== 200 || text.includes('"error"'))
    throw new Error(`Loading the test images: ${status} ${text}`);
}

function sources(): ImageSource[] {
  const binary = readFileSync(BUSYBOX);
  const base = { createdBy: 'ADD busybox /', entries: busyboxRoot(binary) };
  const config = { Cmd: ['sh'], Env: ['PATH=/bin:/usr/bin:/sbin:/usr/sbin'], StopSignal: STOP_SIGNAL };
  const tag = (name: string) => `docker.io/${name}`;
  return [
    {
      tags: [tag(IMAGES.busybox), 'docker.io/library/busybox:latest'],
      created: '2024-03-01T09:00:00Z',
      layers: [base, { createdBy: 'CMD ["sh"]' }],
      config,
    },
    {
      tags: [tag(IMAGES.layers)],
      created: '2024-06-15T12:30:00Z',
      layers: [
        base,
        ...LAYER_SIZES_MIB.map((size, index) => ({
          createdBy: `COPY data-${index} /data-${index} # ${size} MiB`,
          entries: [{ name: `data-${index}`, data: noise(index, size * MIB) }],
        })),
        { createdBy: 'LABEL org.opencontainers.image.title=layers' },
      ],
      config: { ...config, Labels: { 'org.opencontainers.image.title': 'layers' } },
    },
    {
      tags: [tag(IMAGES.pause)],
      created: '2024-01-10T00:00:00Z',
      layers: [
        { createdBy: 'COPY sleep /bin/sleep', entries: [folder('bin'), program('bin/sleep', binary)] },
        { createdBy: 'ENTRYPOINT ["/bin/sleep"]' },
        { createdBy: 'CMD ["1000000"]' },
      ],
      config: { Entrypoint: ['/bin/sleep'], Cmd: ['1000000'], StopSignal: STOP_SIGNAL },
    },
    {
      tags: [],
      created: '2023-11-05T17:45:00Z',
      layers: [base, { createdBy: 'LABEL stage=old' }],
      config: { ...config, Labels: { stage: 'old' } },
    },
  ];
}

const folder = (name: string, mode = 0o755): TarEntry => ({ name: `${name}/`, mode });
const program = (name: string, data: Uint8Array): TarEntry => ({ name, data, mode: 0o755 });

function busyboxRoot(binary: Uint8Array): TarEntry[] {
  const applets = execFileSync(BUSYBOX, ['--list'], { encoding: 'utf8' }).trim().split('\n');
  return [
    ...['bin', 'etc', 'root', 'home', 'usr', 'usr/bin', 'var', 'var/log', 'proc', 'sys', 'dev'].map((name) =>
      folder(name),
    ),
    folder('tmp', 0o1777),
    program('bin/busybox', binary),
    ...applets.filter((name) => name !== 'busybox').map((name) => ({ name: `bin/${name}`, link: 'busybox' })),
    {
      name: 'etc/passwd',
      data: Buffer.from('root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n'),
    },
    { name: 'etc/group', data: Buffer.from('root:x:0:\nnobody:x:65534:\n') },
  ];
}

/** Bytes that no compression shortens, the same for the same seed. */
export function noise(seed: number, bytes: number): Buffer {
  const key = Buffer.alloc(16, seed + 1);
  return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(bytes));
}
