import { describe, expect, test } from 'vitest';
import {
  checkContainerName,
  checkEnvName,
  checkMountSource,
  checkMountTarget,
  checkPublishAddress,
  checkReference,
  joinCommand,
  parseCpus,
  parseMemory,
  parsePort,
  splitCommand,
  splitReference,
} from './run-fields.ts';

describe('an image reference', () => {
  test.each([
    'alpine',
    'alpine:3.20',
    'library/alpine',
    'localhost:5000/a/b_c__d:v1',
    `my-registry.example.com/team/app@sha256:${'a'.repeat(64)}`,
    'REGISTRY.example.com/app',
    'a.b-c/d---e:_x',
    '[2001:db8::1]:5000/app',
    '0123456789ab',
  ])('%s is taken', (reference) => expect(checkReference(reference)).toBeUndefined());

  test.each([
    ['', 'empty'],
    ['al pine', 'space'],
    ['Alpine', 'uppercase'],
    ['alpine:', 'tag'],
    ['alpine:-x', 'tag'],
    [`alpine:${'t'.repeat(129)}`, 'tag'],
    ['alpine@sha256:12', 'digest'],
    ['/alpine', 'syntax'],
    ['alpine/', 'syntax'],
    ['a..b', 'syntax'],
    ['http://example.com/a', 'syntax'],
    ['--privileged', 'syntax'],
    ['a'.repeat(256), 'too-long'],
  ])('%s is refused as %s', (reference, problem) => expect(checkReference(reference)).toBe(problem));

  test('a port is no tag', () => {
    expect(splitReference('localhost:5000/app')).toEqual({ name: 'localhost:5000/app' });
    expect(splitReference('localhost:5000/app:1@sha256:x')).toEqual({
      name: 'localhost:5000/app',
      tag: '1',
      digest: 'sha256:x',
    });
  });
});

describe('a command line', () => {
  test.each([
    ['', []],
    ['  sh  -c  ls ', ['sh', '-c', 'ls']],
    [`sh -c 'echo "hi" $HOME'`, ['sh', '-c', 'echo "hi" $HOME']],
    [`a"b c"'d'e`, ['ab cde']],
    [`"" ''`, ['', '']],
    [`"\\"\\\\\\$\\n"`, ['"\\$\\n']],
    ['a\\ b \\\n c', ['a b', 'c']],
    ['한 글', ['한', '글']],
  ])('%j', (line, argv) => expect(splitCommand(line)).toEqual({ argv }));

  test('what is left open is told', () => {
    expect(splitCommand("echo 'a")).toEqual({ problem: 'quote' });
    expect(splitCommand('echo "a\\"')).toEqual({ problem: 'quote' });
    expect(splitCommand('echo \\')).toEqual({ problem: 'escape' });
  });

  test('an argv survives being written and read', () => {
    const argv = ['sh', '-c', `it's "a" \\ $x\n*`, '', '한글', '--flag=a,b'];
    expect(splitCommand(joinCommand(argv))).toEqual({ argv });
  });
});

test('a container name follows the engine', () => {
  expect(checkContainerName('')).toBeUndefined();
  expect(checkContainerName('web-1.x_y')).toBeUndefined();
  expect(checkContainerName('w')).toBe('too-short');
  expect(checkContainerName('-web')).toBe('syntax');
  expect(checkContainerName('웹')).toBe('syntax');
  expect(checkContainerName('a/b')).toBe('syntax');
});

test('ports lie within 1 and 65535', () => {
  expect(parsePort(' 80 ')).toEqual({ port: 80 });
  expect(parsePort('65535')).toEqual({ port: 65_535 });
  expect(parsePort('0')).toEqual({ problem: 'range' });
  expect(parsePort('65536')).toEqual({ problem: 'range' });
  expect(parsePort('8o')).toEqual({ problem: 'syntax' });
  expect(parsePort('-1')).toEqual({ problem: 'syntax' });
  expect(parsePort('')).toEqual({ problem: 'empty' });
});

test('addresses to publish on are IPv4 or IPv6', () => {
  for (const good of ['', '0.0.0.0', '127.0.0.1', '::', '::1', 'fe80::1:2', '1:2:3:4:5:6:7:8'])
    expect(checkPublishAddress(good)).toBeUndefined();
  for (const bad of ['256.0.0.1', '1.2.3', 'localhost', ':::', '1::2::3', '1:2:3', '::12345'])
    expect(checkPublishAddress(bad)).toBe('syntax');
});

test('environment names', () => {
  expect(checkEnvName('PATH')).toBeUndefined();
  expect(checkEnvName('with space')).toBeUndefined();
  expect(checkEnvName('')).toBe('empty');
  expect(checkEnvName('A=B')).toBe('equals');
});

test('mounts take a volume name or an absolute path, and an absolute target', () => {
  for (const good of ['data', 'my_vol.1', '/srv/data', 'C:\\data'])
    expect(checkMountSource(good)).toBeUndefined();
  expect(checkMountSource('')).toBe('empty');
  expect(checkMountSource('./data')).toBe('relative');
  expect(checkMountSource('~/data')).toBe('relative');
  expect(checkMountSource('a/b')).toBe('relative');
  expect(checkMountSource('a b')).toBe('name');
  expect(checkMountTarget('/data')).toBeUndefined();
  expect(checkMountTarget('data')).toBe('relative');
  expect(checkMountTarget('/')).toBe('root');
  expect(checkMountTarget('')).toBe('empty');
});

test('memory is read in powers of 1024 and has a floor', () => {
  expect(parseMemory('512m')).toEqual({ bytes: 512 * 1024 ** 2 });
  expect(parseMemory('1.5 GiB')).toEqual({ bytes: 1.5 * 1024 ** 3 });
  expect(parseMemory('6291456')).toEqual({ bytes: 6_291_456 });
  expect(parseMemory('6291455')).toEqual({ problem: 'too-small' });
  expect(parseMemory('much')).toEqual({ problem: 'syntax' });
  expect(parseMemory('-1m')).toEqual({ problem: 'syntax' });
});

test('CPUs are a positive share of what the engine has', () => {
  expect(parseCpus('1.5', 2)).toEqual({ cpus: 1.5 });
  expect(parseCpus('.5')).toEqual({ cpus: 0.5 });
  expect(parseCpus('0')).toEqual({ problem: 'too-small' });
  expect(parseCpus('3', 2)).toEqual({ problem: 'too-many' });
  expect(parseCpus('1,5')).toEqual({ problem: 'syntax' });
});
