import type { ContainerAction, containerRoutes, RunInput } from '../contract/containers.ts';
import { AppError } from '../contract/errors.ts';
import {
  createContainer,
  followLogs,
  inspectContainer,
  isMissingImage,
  killContainer,
  pauseContainer,
  removeContainer,
  restartContainer,
  startContainer,
  stopContainer,
  unpauseContainer,
} from '../engine/containers.ts';
import type { Engine } from '../engine/engine.ts';
import type { HostList } from '../hosts/host-list.ts';
import { batchBytes } from '../rpc/batch.ts';
import type { Handlers } from '../rpc/server.ts';
import { watchStats } from '../stats/watch-stats.ts';
import { pullTask } from '../tasks/pull.ts';
import type { TaskList } from '../tasks/task-list.ts';
import { toCreateRequest } from './run-request.ts';

const ACTIONS: Record<ContainerAction, (engine: Engine, id: string) => Promise<void>> = {
  start: startContainer,
  stop: stopContainer,
  restart: restartContainer,
  pause: pauseContainer,
  unpause: unpauseContainer,
  kill: killContainer,
};

export function containerHandlers(hosts: HostList, tasks: TaskList): Handlers<typeof containerRoutes> {
  return {
    'containers.watch': ({ host }, { signal }) => hosts.inventory(host).containers.watch(signal),
    'containers.act': ({ host, id, action }) => ACTIONS[action](hosts.engine(host), id),
    'containers.remove': ({ host, id, force, volumes }) =>
      removeContainer(hosts.engine(host), id, { force, volumes }),
    'containers.inspect': ({ host, id }, { signal }) => inspectContainer(hosts.engine(host), id, { signal }),
    'containers.stats': ({ host, ids }, { signal }) => watchStats(hosts.engine(host), ids, signal),
    'containers.run': (input, { signal }) => run(hosts.engine(input.host), tasks, input, signal),
    'containers.logs': async function* ({ host, id, ...options }, { signal }) {
      const engine = hosts.engine(host);
      const { Config } = (await inspectContainer(engine, id, { signal })) as { Config?: { Tty?: boolean } };
      yield { multiplexed: Config?.Tty !== true };
      yield* batchBytes(followLogs(engine, id, { ...options, signal }));
    },
  };
}

/** Creates and starts; an image that is missing is pulled first, as a task of its own. */
async function run(
  engine: Engine,
  tasks: TaskList,
  input: RunInput,
  signal: AbortSignal,
): Promise<{ id: string }> {
  const request = toCreateRequest(input);
  const create = () =>
    createContainer(engine, request, { name: input.name, signal }).then((created) => created.id);
  let id: string;
  try {
    id = await create();
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (!isMissingImage(error)) throw error;
    const pull = await tasks.ended(pullTask(tasks, engine, input.image).id);
    if (pull.error) throw AppError.fromData(pull.error);
    if (pull.state === 'cancelled' || signal.aborted)
      throw new AppError('CANCELLED', 'the pull was cancelled');
    id = await create();
  }
  try {
    await startContainer(engine, id);
  } catch (thrown) {
    // What could not start would only hold the name that the user wants to try again with.
    await removeContainer(engine, id, { force: true, volumes: true }).catch(() => {});
    throw thrown;
  }
  return { id };
}
