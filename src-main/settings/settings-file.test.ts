import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../contract/values.ts';
import { SettingsFile } from './settings-file.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'gantry-settings-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

it('keeps what was set, lists merged by list, for its owner alone', async () => {
  const file = await SettingsFile.open(dir);
  expect(file.get()).toEqual(DEFAULT_SETTINGS);
  await file.set({ theme: 'dark', lists: { containers: { grouped: true } } });
  await file.set({ lists: { images: { sort: { column: 'size', descending: true } } } });
  const again = (await SettingsFile.open(dir)).get();
  expect(again).toEqual({
    ...DEFAULT_SETTINGS,
    theme: 'dark',
    lists: { containers: { grouped: true }, images: { sort: { column: 'size', descending: true } } },
  });
  expect((await stat(path.join(dir, 'settings.json'))).mode & 0o777).toBe(0o600);
});

it('does not fall over what somebody wrote into the file', async () => {
  await writeFile(path.join(dir, 'settings.json'), '{"theme":"dark","language":7,"lists":"no","more":1}');
  expect((await SettingsFile.open(dir)).get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
  await writeFile(path.join(dir, 'settings.json'), 'not json');
  expect((await SettingsFile.open(dir)).get()).toEqual(DEFAULT_SETTINGS);
});

it('tells every watcher, and writes the last of many changes', async () => {
  const file = await SettingsFile.open(dir);
  const abort = new AbortController();
  const watch = file.watch(abort.signal);
  expect((await watch.next()).value).toEqual(DEFAULT_SETTINGS);
  const writes = [];
  for (let n = 0; n < 20; n++) writes.push(file.set({ theme: n % 2 ? 'light' : 'dark' }));
  await Promise.all(writes);
  expect((await watch.next()).value).toMatchObject({ theme: 'light' });
  expect(JSON.parse(await readFile(path.join(dir, 'settings.json'), 'utf8'))).toMatchObject({
    theme: 'light',
  });
  abort.abort();
});
