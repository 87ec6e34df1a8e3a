import type { RigEngine } from '../rig/engine.ts';
import { type ImageSource, imageArchive } from '../rig/image-archive.ts';
import { IMAGES } from '../rig/images.ts';
import { tar } from '../rig/tar.ts';
import {
  CHARACTERS,
  LONG_LABEL,
  MARKUP,
  manyLabels,
  OUTPUT_BYTES,
  PRINT_OUTPUT,
  PROPERTY_NAMES,
} from './texts.ts';

const LABELS = 10_000;
/** The longest tag that the distribution's grammar allows. */
const LONG_TAG = `t${'.long'.repeat(25)}`;
const LONG_NAME = `long-${'name-'.repeat(50)}end`;

/** Containers of the corpus by what is hostile about them. */
export const CONTAINERS = {
  text: 'constructor',
  labels: 'toString',
  long: LONG_NAME,
  broken: 'hasOwnProperty',
} as const;

export const HOSTILE_IMAGE = `prototype/constructor:__proto__`;

/** Fills a real engine with everything hostile that it accepts. */
export async function makeHostile(engine: RigEngine): Promise<void> {
  const loaded = await engine.request('POST', '/images/load?quiet=1', imageArchive(hostileImages()));
  if (loaded.status !== 200 || loaded.text.includes('"error"')) throw new Error(`load: ${loaded.text}`);
  const texts = [...MARKUP, ...CHARACTERS];
  await must(engine, '/networks/create', { Name: `${MARKUP[0]}`, Labels: { a: `${MARKUP[2]}` } });

  const id = await create(engine, CONTAINERS.text, {
    Cmd: ['sh', '-c', `${PRINT_OUTPUT}; sleep 100000`, ...texts],
    Env: [
      ...texts.map((text, at) => `VAR_${at}=${text}`),
      ...PROPERTY_NAMES.map((name) => `${name}=${name}`),
      `${MARKUP[1]}=as a name`,
      'NO_VALUE',
    ],
    Labels: { ...manyLabels(60), 'com.docker.compose.project': `${MARKUP[0]}`, long: LONG_LABEL },
    WorkingDir: `/${MARKUP[0]}`,
    Volumes: { [`/${MARKUP[4]}`]: {}, '/constructor': {} },
    Healthcheck: { Test: ['CMD', 'sh', '-c', 'cat /hostile; exit 1'], Interval: 1e9, Retries: 1 },
    HostConfig: { NetworkMode: `${MARKUP[0]}`, PortBindings: { '80/tcp': [{ HostPort: '8080' }] } },
    ExposedPorts: { '80/tcp': {} },
  });
  await putOutput(engine, id);
  await must(engine, `/containers/${id}/start`);

  await create(engine, CONTAINERS.labels, {
    Cmd: ['true'],
    Labels: { ...manyLabels(LABELS), 'com.docker.compose.project': '__proto__' },
  });
  await create(engine, CONTAINERS.long, {
    Cmd: ['true', 'x'.repeat(100_000)],
    Labels: { 'com.docker.compose.project': 'valueOf', 'com.docker.compose.service': LONG_LABEL },
  });
  await create(engine, CONTAINERS.broken, { Cmd: [`/${MARKUP[0]}`, MARKUP[2], CHARACTERS[0]] });
}

/** Puts the bytes that containers print into one of them. */
export async function putOutput(engine: RigEngine, container: string): Promise<void> {
  const archive = tar([{ name: 'hostile', data: OUTPUT_BYTES }]);
  const { status, text } = await engine.request('PUT', `/containers/${container}/archive?path=/`, archive);
  if (status !== 200) throw new Error(`archive: ${status} ${text}`);
}

async function create(engine: RigEngine, name: string, config: object): Promise<string> {
  const body = await must(engine, `/containers/create?name=${name}`, { Image: IMAGES.busybox, ...config });
  return (body as { Id: string }).Id;
}

async function must(engine: RigEngine, path: string, body?: object): Promise<unknown> {
  const answer = await engine.request('POST', path, body);
  if (answer.status >= 400) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return answer.body;
}

/** Images whose JSON holds what a builder would not write, and lacks what all builders write. */
function hostileImages(): ImageSource[] {
  const texts = [...MARKUP, ...CHARACTERS];
  const layer = { createdBy: MARKUP[0] ?? '', entries: [{ name: 'a', data: Buffer.from('a') }] };
  return [
    {
      tags: [`docker.io/${HOSTILE_IMAGE}`, `docker.io/prototype/constructor:${LONG_TAG}`],
      created: '0001-01-01T00:00:00Z',
      layers: [layer, ...texts.map((createdBy) => ({ createdBy }))],
      config: {
        Cmd: texts,
        Entrypoint: ['', MARKUP[2]],
        Env: [...texts, ...PROPERTY_NAMES, '=', ''],
        Labels: manyLabels(200),
        ExposedPorts: { [`${MARKUP[0]}`]: {}, '70000/none': {} },
        Volumes: Object.fromEntries([...texts, ...PROPERTY_NAMES].map((path) => [path, {}])),
        User: MARKUP[0],
        WorkingDir: MARKUP[1],
        Healthcheck: { Test: [], Interval: -1 },
        unknown: { list: [[], {}, null, 1e308], ...Object.fromEntries([['__proto__', { polluted: true }]]) },
      },
      more: {
        author: MARKUP[0],
        comment: MARKUP[2],
        architecture: MARKUP[0],
        os: 'linux',
        variant: MARKUP[1],
      },
    },
    {
      tags: ['docker.io/prototype/empty:1'],
      created: '9999-12-31T23:59:59Z',
      layers: [{ createdBy: '', entries: [{ name: 'b', data: Buffer.from('b') }] }],
      config: { Cmd: null, Entrypoint: null, Env: null, Labels: null, ExposedPorts: null },
      more: { author: null, history: null, architecture: '' },
    },
  ];
}
