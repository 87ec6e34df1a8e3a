import { expect, it } from 'vitest';
import type { EngineCall } from '../contract/activity.ts';
import { ACTIVITY_KEPT } from '../contract/values.ts';
import { ActivityLog } from './activity-log.ts';

const call = (id: number, more: Partial<EngineCall> = {}): EngineCall => ({
  id,
  time: id,
  host: 'local',
  address: 'unix:///run/docker.sock',
  method: 'GET',
  path: `/v1.41/containers/${id}/json`,
  ...more,
});

async function kept(log: ActivityLog): Promise<EngineCall[]> {
  return (await log.watch(new AbortController().signal).next()).value;
}

it('keeps the last calls, each in its newest state', async () => {
  const log = new ActivityLog();
  for (let id = 1; id <= ACTIVITY_KEPT + 10; id++) log.record(call(id));
  log.record(call(ACTIVITY_KEPT, { status: 200, duration: 3 }));
  const calls = await kept(log);
  expect(calls).toHaveLength(ACTIVITY_KEPT);
  expect(calls[0]?.id).toBe(11);
  expect(calls.find(({ id }) => id === ACTIVITY_KEPT)).toMatchObject({ status: 200, duration: 3 });
});

it('leaves out probes, but not those that fail', async () => {
  const log = new ActivityLog();
  log.record(call(1, { path: '/v1.41/_ping' }));
  log.record(call(1, { path: '/v1.41/_ping', status: 200 }));
  log.record(call(2, { path: '/_ping', error: 'ECONNREFUSED' }));
  expect((await kept(log)).map(({ id }) => id)).toEqual([2]);
});

it('tells a watcher of new and changed calls alone, merged while it does not ask', async () => {
  const log = new ActivityLog();
  log.record(call(1));
  const abort = new AbortController();
  const watch = log.watch(abort.signal);
  expect((await watch.next()).value).toHaveLength(1);
  log.record(call(2));
  log.record(call(2, { status: 204 }));
  expect((await watch.next()).value).toEqual([call(2, { status: 204 })]);
  abort.abort();
});
