import { beforeAll, expect, it } from 'vitest';
import type { Container } from '../../../src-main/contract/containers.ts';
import type { Image } from '../../../src-main/contract/images.ts';
import { loadLanguage } from '../../i18n/i18n.ts';
import { filterImages } from './filter.ts';
import { imageFactsOf } from './image-facts.ts';
import { imageName, imageReference, usersByImage } from './image-row.ts';

beforeAll(() => loadLanguage('en'));

const image = (more: Partial<Image>): Image => ({
  id: 'sha256:0123456789abcdef',
  tags: [],
  digests: [],
  createdAt: 0,
  size: 0,
  ...more,
});
const nginx = image({ id: 'sha256:aaaa', tags: ['nginx:1.27', 'web:latest'] });
const dangling = image({ id: 'sha256:bbbb' });
const byDigest = image({ id: 'sha256:cccc', digests: ['alpine@sha256:dddd'] });

it('filters by part of a tag, digest, beginning of the id, and by being dangling', () => {
  const all = [nginx, dangling, byDigest];
  expect(filterImages(all, '')).toBe(all);
  expect(filterImages(all, 'NGINX:1.27')).toEqual([nginx]);
  expect(filterImages(all, 'sha256:bbb')).toEqual([dangling]);
  expect(filterImages(all, 'bb')).toEqual([dangling]);
  expect(filterImages(all, 'alpine')).toEqual([byDigest]);
  expect(filterImages(all, 'dangling:true')).toEqual([dangling, byDigest]);
  expect(filterImages(all, 'dangling:false')).toEqual([nginx]);
  expect(filterImages(all, 'web nginx')).toEqual([nginx]);
  expect(filterImages(all, 'web alpine')).toEqual([]);
});

it('names an image by its tag, or says that it has none', () => {
  expect(imageName(nginx)).toBe('nginx:1.27');
  expect(imageName(dangling)).toBe('dangling bbbb');
  expect(imageName(byDigest)).toBe('untagged cccc');
  expect(imageReference(nginx)).toBe('nginx:1.27');
  expect(imageReference(dangling)).toBe('sha256:bbbb');
});

it('knows the containers of an image by its id', () => {
  const of = (id: string, imageId: string) => ({ id, imageId }) as Container;
  const users = usersByImage([of('1', 'a'), of('2', 'b'), of('3', 'a')]);
  expect(users.get('a')?.map((container) => container.id)).toEqual(['1', '3']);
  expect(users.get('c')).toBeUndefined();
});

it('reads an image’s facts whatever types come', () => {
  expect(
    imageFactsOf({
      Os: 'linux',
      Architecture: 'arm64',
      Variant: 'v8',
      Author: 7,
      Config: {
        Cmd: ['sh'],
        Entrypoint: '/bin/tini',
        Env: ['A=b=c', 'BARE', null],
        ExposedPorts: { '80/tcp': {} },
        Labels: { a: 'b', n: 1 },
        Volumes: null,
      },
    }),
  ).toEqual({
    platform: 'linux/arm64/v8',
    author: '',
    entrypoint: ['/bin/tini'],
    command: ['sh'],
    workingDir: '',
    user: '',
    ports: ['80/tcp'],
    volumes: [],
    env: [
      ['A', 'b=c'],
      ['BARE', ''],
      ['', ''],
    ],
    labels: [
      ['a', 'b'],
      ['n', '1'],
    ],
  });
  expect(imageFactsOf(null)).toMatchObject({ platform: '', env: [], labels: [] });
});
