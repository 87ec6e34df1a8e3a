import { expect, it } from 'vitest';
import type { EngineCall } from '../../../src-main/contract/activity.ts';
import { ACTIVITY_KEPT } from '../../../src-main/contract/values.ts';
import { filterCalls, withCalls } from './activity-store.ts';
import { curlLine } from './curl.ts';

const call = (id: number, more: Partial<EngineCall> = {}): EngineCall => ({
  id,
  time: 0,
  host: 'local',
  address: 'unix:///var/run/docker.sock',
  method: 'GET',
  path: '/v1.41/containers/json?all=true',
  ...more,
});

it('writes a call as a line that a shell reads back as it was', () => {
  expect(curlLine(call(1))).toBe(
    "curl --unix-socket /var/run/docker.sock 'http://localhost/v1.41/containers/json?all=true'",
  );
  expect(curlLine(call(1, { method: 'POST', path: '/v1.41/containers/a/stop' }))).toBe(
    'curl --unix-socket /var/run/docker.sock -X POST http://localhost/v1.41/containers/a/stop',
  );
  expect(curlLine(call(1, { address: "unix:///tmp/it's $(x).sock", path: '/_ping' }))).toBe(
    "curl --unix-socket '/tmp/it'\\''s $(x).sock' http://localhost/_ping",
  );
  expect(curlLine(call(1, { address: 'tcp://10.0.0.7:2375', path: '/_ping' }))).toBe(
    'curl http://10.0.0.7:2375/_ping',
  );
});

it('keeps the newest state of each call, and no more calls than the main side', () => {
  const many = Array.from({ length: ACTIVITY_KEPT }, (_, at) => call(at + 1));
  const after = withCalls(many, [call(ACTIVITY_KEPT, { status: 200 }), call(ACTIVITY_KEPT + 1)]);
  expect(after).toHaveLength(ACTIVITY_KEPT);
  expect(after[0]?.id).toBe(2);
  expect(after.at(-2)).toMatchObject({ id: ACTIVITY_KEPT, status: 200 });
});

it('filters by all words, wherever they stand in a call', () => {
  const calls = [
    call(1, { status: 200 }),
    call(2, { method: 'POST', path: '/containers/web/stop', status: 304 }),
  ];
  expect(filterCalls(calls, '')).toBe(calls);
  expect(filterCalls(calls, 'post WEB')).toEqual([calls[1]]);
  expect(filterCalls(calls, '200')).toEqual([calls[0]]);
  expect(filterCalls(calls, 'post 200')).toEqual([]);
  expect(filterCalls(calls, '"post /containers"')).toEqual([calls[1]]);
});
