import { AppError } from '../contract/errors.ts';
import { createEngine } from '../engine/engine.ts';
import { ping } from '../engine/system.ts';
import type { TaskList } from '../tasks/task-list.ts';
import { dialTo, kindOf } from './dial.ts';
import { namedEngine } from './docker-context.ts';
import type { HostPlan } from './host-connection.ts';
import { createManagedEngine, type ManagedEngine } from './managed/managed-engine.ts';
import { wellKnownAddresses } from './well-known.ts';

/** How long a well-known socket may take to answer before the next one is taken, in ms. */
const LOOK_DEADLINE_MS = 1_500;

export interface Choice {
  plans: HostPlan[];
  /** To be stopped at the end, when one of the plans runs it. */
  managed?: ManagedEngine | undefined;
}

/**
 * Decides which engines to show: the one that `DOCKER_HOST` or the docker context names, and that one alone;
 * else the first well-known socket that answers; else (on Linux) an engine that Gantry runs itself.
 */
export async function chooseHosts(options: {
  env: NodeJS.ProcessEnv;
  dataDir: string;
  platform: NodeJS.Platform;
  tasks: TaskList;
}): Promise<Choice> {
  const { env, platform } = options;
  const named = await namedEngine(env);
  if (named) return { plans: [namedPlan(named)] };

  const looks = await Promise.all(wellKnownAddresses(env, platform).map(look));
  // One that takes connections and says nothing is there, busy or hung: its place is not taken by another.
  const found =
    looks.find((it) => it.error === undefined) ?? looks.find((it) => it.error?.code === 'ENGINE_HUNG');
  if (found) return { plans: [localPlan(found.address)] };

  const denied = looks.filter((it) => it.error?.code === 'ENGINE_DENIED').map((it) => localPlan(it.address));
  if (platform !== 'linux') return { plans: denied.length > 0 ? denied : [missingPlan(env, platform)] };
  const managed = createManagedEngine({ dataDir: options.dataDir, env });
  return { plans: [managedPlan(managed, options.tasks), ...denied.slice(0, 1)], managed };
}

function localPlan(address: string): HostPlan {
  return {
    id: 'local',
    name: 'local',
    kind: kindOf(address),
    address,
    source: 'found',
    dial: dialTo(address),
  };
}

function namedPlan(named: NonNullable<Awaited<ReturnType<typeof namedEngine>>>): HostPlan {
  const { address, source } = named;
  const id = source === 'DOCKER_HOST' ? 'docker-host' : source.replaceAll(/[^A-Za-z0-9_-]+/g, '-');
  const plan = { id, name: named.name, address, source };
  try {
    return { ...plan, kind: kindOf(address), dial: dialTo(address, named.tls) };
  } catch (thrown) {
    // A named engine that cannot be understood is shown as an error, never replaced in silence.
    const error = AppError.from(thrown);
    return { ...plan, kind: 'tcp', dial: () => Promise.reject(error) };
  }
}

function managedPlan(managed: ManagedEngine, tasks: TaskList): HostPlan {
  const id = 'managed';
  const address = `unix://${managed.socketPath}`;
  return {
    id,
    name: 'Gantry',
    kind: 'managed',
    address,
    source: 'managed',
    dial: dialTo(address),
    async prepare(signal) {
      // Lost for another reason than its end: there is nothing to set up.
      if (managed.running) return;
      const task = tasks.start({ kind: 'engine-setup', subject: 'Gantry', host: id }, async (run) => {
        await managed.start((steps) => run.update({ steps }), run.signal);
      });
      const cancel = () => tasks.cancel(task.id);
      signal.addEventListener('abort', cancel);
      const { error, state } = await tasks.ended(task.id);
      signal.removeEventListener('abort', cancel);
      if (error) throw AppError.fromData(error);
      if (state === 'cancelled') throw new AppError('ENGINE_STOPPED', 'the setup was cancelled');
    },
  };
}

/** Where no engine is found and none can be run: whichever appears first is taken. */
function missingPlan(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): HostPlan {
  const addresses = wellKnownAddresses(env, platform);
  return {
    ...localPlan(addresses[0] ?? ''),
    async dial(signal) {
      for (const candidate of addresses) {
        const stream = await dialTo(candidate)(signal).catch(() => undefined);
        if (stream) return stream;
      }
      throw new AppError('ENGINE_MISSING', 'no container engine was found', {
        hint: platform === 'darwin' ? 'brew install --cask docker' : 'winget install Docker.DockerDesktop',
      });
    },
  };
}

async function look(address: string): Promise<{ address: string; error?: AppError }> {
  const engine = createEngine({ host: 'local', address, dial: dialTo(address) });
  try {
    await ping(engine, { deadline: LOOK_DEADLINE_MS });
    return { address };
  } catch (thrown) {
    return { address, error: AppError.from(thrown) };
  } finally {
    engine.close();
  }
}
