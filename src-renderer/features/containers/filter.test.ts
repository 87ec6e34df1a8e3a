import { expect, test } from 'vitest';
import type { Container } from '../../../src-main/contract/containers.ts';
import { filterContainers } from './filter.ts';

const container = (more: Partial<Container>): Container => ({
  id: 'f00d',
  name: 'web',
  image: 'nginx:1.27',
  imageId: 'sha256:1',
  command: '',
  createdAt: 0,
  state: 'running',
  ports: [],
  labels: {},
  ...more,
});

const rows = [
  container({ id: 'aa11', name: 'Web-1', labels: { 'com.example.tier': 'Front end' }, project: 'shop' }),
  container({ id: 'bb22', name: 'db', image: 'postgres:16', state: 'exited', exitCode: 1, project: 'shop' }),
  container({ id: 'cc33', name: 'cache', image: 'redis', health: 'unhealthy', labels: { team: 'a' } }),
];
const found = (text: string) => filterContainers(rows, text).map((row) => row.name);

test.each([
  ['', ['Web-1', 'db', 'cache']],
  ['web', ['Web-1']],
  ['NGINX:1.27', ['Web-1']],
  ['bb2', ['db']],
  ['b22', []],
  ['shop', ['Web-1', 'db']],
  ['state:exited', ['db']],
  ['state:exi', ['db']],
  ['state:unhealthy', ['cache']],
  ['health:unhealthy', ['cache']],
  ['project:shop state:running', ['Web-1']],
  ['project:other', []],
  ['label:team', ['cache']],
  ['label:team=a', ['cache']],
  ['label:team=b', []],
  ['label:"com.example.tier=front end"', ['Web-1']],
  ['name:c image:redis', ['cache']],
  ['id:sha256:cc', ['cache']],
])('%j finds %j', (text, names) => expect(found(text)).toEqual(names));

test('no words give back the very list', () => {
  expect(filterContainers(rows, '  ')).toBe(rows);
});
