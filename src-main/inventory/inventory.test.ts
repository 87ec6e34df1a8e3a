import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../engine/test-server.ts';
import { Inventory } from './inventory.ts';

let open: TestServer | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

type Answer = (response: ServerResponse) => void;
const answers =
  (value: unknown): Answer =>
  (response) =>
    response.end(JSON.stringify(value));

const listedAs = (Id: string, State: string) => ({ Id, Names: [`/${Id}`], State, Status: '', Created: 1 });
const inspectedAs = (Id: string, Status: string) => ({ Id, Name: `/${Id}`, State: { Status } });

/**
 * A server that answers each path as told (an empty list otherwise), and notes what it was asked. It stands for
 * orders of answers and events that a real engine shows only by chance.
 */
async function serving(told: Record<string, Answer> = {}) {
  const asked: string[] = [];
  let events: ServerResponse | undefined;
  open = await startTestServer((request, response) => {
    const path = (request.url ?? '').replace(/\?.*$/, '');
    asked.push(request.url ?? '');
    if (path === '/events') {
      events = response;
      response.flushHeaders();
    } else (told[path] ?? answers([]))(response);
  });
  const emit = (Action: string, ID: string, Type = 'container', Attributes = {}) =>
    events?.write(`${JSON.stringify({ Type, Action, Actor: { ID, Attributes } })}\n`);
  return {
    server: open,
    told,
    asked,
    emit,
    endEvents: () => events?.end(),
    hasEvents: () => events !== undefined,
  };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 1));
const eventually = async (holds: () => boolean) => {
  while (!holds()) await turn();
};
/** Long enough for what should not happen to have happened. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 60));

function following(server: TestServer, inventory = new Inventory()) {
  const abort = new AbortController();
  let ended: Promise<unknown> = Promise.resolve();
  const current = new Promise<void>((resolve) => {
    ended = inventory.follow(server.engine, abort.signal, resolve).catch((error) => error);
  });
  return { inventory, current, abort, ended };
}

describe('an inventory', () => {
  it('lists once, follows events, and asks about one container alone', async () => {
    const { server, told, asked, emit } = await serving({
      '/containers/json': answers([listedAs('a', 'running'), listedAs('b', 'running')]),
      '/images/json': answers([{ Id: 'sha256:1', RepoTags: ['x:1'] }]),
    });
    const { inventory, current, ended, abort } = following(server);
    await current;
    expect(inventory.images.get('sha256:1')?.tags).toEqual(['x:1']);
    expect(asked).toHaveLength(3);
    told['/containers/a/json'] = answers(inspectedAs('a', 'exited'));
    emit('die', 'a', 'container', { exitCode: '1' });
    await eventually(() => inventory.containers.get('a')?.state === 'exited');
    await eventually(() => asked.length === 4);
    expect(asked[3]).toBe('/containers/a/json');
    abort.abort();
    expect(await ended).toMatchObject({ code: 'CANCELLED' });
  });

  it('asks nothing for an exec, a resize, a kill or another’s network', async () => {
    const { server, asked, emit } = await serving({
      '/containers/json': answers([listedAs('a', 'running')]),
    });
    const { current } = following(server);
    await current;
    const before = asked.length;
    for (const action of ['exec_create: sh', 'exec_start: sh', 'exec_die', 'resize', 'top', 'attach', 'kill'])
      emit(action, 'a');
    emit('disconnect', 'n', 'network');
    emit('push', 'x:1', 'image');
    await settled();
    expect(asked.length).toBe(before);
  });

  it('looks again at what had an event before the list came', async () => {
    let answerList: (() => void) | undefined;
    const { server, emit, hasEvents } = await serving({
      '/containers/json': (response) => {
        // As dockerd does: its list does not know yet what its events have told.
        answerList = () => answers([listedAs('a', 'running'), listedAs('gone', 'running')])(response);
      },
      '/containers/a/json': answers(inspectedAs('a', 'paused')),
    });
    const { inventory } = following(server);
    await eventually(() => hasEvents() && answerList !== undefined);
    emit('pause', 'a');
    emit('destroy', 'gone');
    await settled();
    answerList?.();
    await eventually(() => inventory.containers.get('a')?.state === 'paused');
    expect(inventory.containers.size).toBe(1);
  });

  it('makes one lookup of many events that come during one, and shows no older state meanwhile', async () => {
    const waiting: (() => void)[] = [];
    const { server, emit, asked } = await serving({
      '/containers/json': answers([listedAs('a', 'running')]),
      '/containers/a/json': (response) => {
        const state = waiting.length === 0 ? 'running' : 'paused';
        waiting.push(() => answers(inspectedAs('a', state))(response));
      },
    });
    const { inventory, current } = following(server);
    await current;
    const states: (string | undefined)[] = [];
    void (async () => {
      for await (const item of inventory.containers.watch(server.engine.closed))
        if (item.kind === 'patch') states.push(item.changed[0]?.state);
    })();
    emit('update', 'a');
    await eventually(() => waiting.length === 1);
    for (const action of ['pause', 'unpause', 'pause']) emit(action, 'a');
    await settled();
    expect(states.at(-1)).toBe('paused');
    const before = states.length;
    waiting[0]?.();
    await eventually(() => waiting.length === 2);
    waiting[1]?.();
    await settled();
    expect(asked.filter((path) => path === '/containers/a/json')).toHaveLength(2);
    expect(states.slice(before)).not.toContain('running');
    expect(inventory.containers.get('a')?.state).toBe('paused');
  });

  it('takes a new container from the list, as its inspect waits for its start', async () => {
    const { server, told, emit, asked } = await serving();
    const { inventory, current } = following(server);
    await current;
    told['/containers/json'] = answers([listedAs('new', 'created')]);
    told['/containers/new/json'] = () => {};
    emit('create', 'new');
    await eventually(() => inventory.containers.get('new')?.state === 'created');
    expect(decodeURIComponent(asked.at(-1) ?? '')).toContain('{"id":["new"]}');
  });

  it('removes a destroyed container at once, whatever is still being answered', async () => {
    let answer: (() => void) | undefined;
    const { server, emit } = await serving({
      '/containers/json': answers([listedAs('a', 'running')]),
      '/containers/a/json': (response) => {
        answer = () => answers(inspectedAs('a', 'removing'))(response);
      },
    });
    const { inventory, current } = following(server);
    await current;
    emit('die', 'a');
    await eventually(() => answer !== undefined);
    emit('destroy', 'a');
    await eventually(() => !inventory.containers.has('a'));
    answer?.();
    await settled();
    expect(inventory.containers.size).toBe(0);
  });

  it('lists images again at their events, the last one included, not once for each', async () => {
    const { server, told, emit, asked } = await serving();
    const { inventory, current } = following(server);
    await current;
    const before = asked.length;
    for (let i = 0; i < 20; i += 1) emit('tag', 'sha256:1', 'image');
    await eventually(() => asked.length > before);
    told['/images/json'] = answers([{ Id: 'sha256:1', RepoTags: ['x:20'] }]);
    await eventually(() => inventory.images.get('sha256:1')?.tags[0] === 'x:20');
    expect(asked.length - before).toBe(2);
  });

  it('keeps its rows when the events end, and tells only the difference after', async () => {
    const { server, told, endEvents } = await serving({
      '/containers/json': answers([listedAs('a', 'running'), listedAs('b', 'running')]),
    });
    const first = following(server);
    await first.current;
    const news = first.inventory.containers.watch(server.engine.closed);
    await news.next();
    endEvents();
    expect(await first.ended).toMatchObject({ code: 'STREAM_LOST' });
    expect(first.inventory.containers.size).toBe(2);
    told['/containers/json'] = answers([listedAs('a', 'exited'), listedAs('b', 'running')]);
    await following(server, first.inventory).current;
    expect((await news.next()).value).toMatchObject({ kind: 'patch', changed: [{ id: 'a' }], removed: [] });
  });

  it('fails when a list fails', async () => {
    const { server } = await serving({
      '/containers/json': (response) => response.writeHead(500).end('{"message":"boom"}'),
    });
    expect(await following(server).ended).toMatchObject({ code: 'ENGINE_ERROR', detail: 'boom' });
  });

  it('keeps the row of a container that cannot be read, and goes on', async () => {
    const { server, told, emit, asked } = await serving({
      '/containers/json': answers([listedAs('a', 'running')]),
      '/containers/a/json': (response) => response.writeHead(500).end('{"message":"boom"}'),
    });
    const { inventory, current } = following(server);
    await current;
    emit('update', 'a');
    await eventually(() => asked.includes('/containers/a/json'));
    await settled();
    expect(inventory.containers.get('a')?.state).toBe('running');
    told['/containers/a/json'] = answers(inspectedAs('a', 'dead'));
    emit('update', 'a');
    await eventually(() => inventory.containers.get('a')?.state === 'dead');
  });
});
