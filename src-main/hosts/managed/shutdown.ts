import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { closeNetwork, engineBridges } from './network.ts';
import { type EnginePaths, removeDir } from './paths.ts';
import { podmanContainerIds, removePodmanLeftovers } from './podman-leftovers.ts';
import {
  containerProcesses,
  descendants,
  engineProcesses,
  isAlive,
  processName,
  sendSignal,
  waitUntil,
} from './processes.ts';
import { run } from './shell.ts';
import { type EngineState, forgetState } from './state.ts';

/*
 * All of an end takes less than 4 s, as the program itself has to end within 5. dockerd gives each container its own time (10 s and more) and
 * waits for it, so containers that do not end on their first signal are killed below it.
 */

/** What containers get to end by themselves, in ms. */
const CONTAINERS_MS = 1500;
/** What the engine gets after that to write down how its containers ended, in ms. */
const ENGINE_MS = 1000;
/** What containerd gets to close its files when the engine has ended, in ms. */
const CONTAINERD_MS = 300;
/** What the kernel gets to end killed processes, in ms. */
const KILLED_MS = 300;

/** Ends an engine with its containers, and takes away what it left. */
export async function endEngine(
  paths: EnginePaths,
  engine: EngineState,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const gone = () => !isAlive(engine.process);
  const { pid } = engine.process;
  let bridges: string[] = [];
  if (!gone()) {
    sendSignal(pid, 'SIGCONT'); // one that was stopped ends, too
    if (engine.flavor === 'docker') bridges = await engineBridges(paths.socket);
    if (engine.flavor === 'podman') {
      // Podman's containers do not end with its service.
      await run('podman', ['stop', '--all', '--time', '1'], { env, timeout: CONTAINERS_MS });
    }
    sendSignal(pid, 'SIGTERM');
    // Nothing of podman's is lost with its service, and its containers have ended by now.
    const patience = engine.flavor === 'podman' ? KILLED_MS : CONTAINERS_MS;
    if (!(await waitUntil(gone, patience)) && engine.flavor !== 'podman') {
      await killAll(containers(paths), env);
      await waitUntil(gone, ENGINE_MS);
    }
  }
  const containerd = () => engineProcesses(paths.root).filter((it) => processName(it) === 'containerd');
  for (const found of containerd()) sendSignal(found, 'SIGTERM');
  await waitUntil(() => containerd().length === 0, CONTAINERD_MS);
  await removeLeftovers(paths, env, bridges);
}

/**
 * Takes away what an ended or killed engine left: processes, mounts, sockets, bridges, firewall
 * rules. Images and containers stay.
 */
export async function removeLeftovers(
  paths: EnginePaths,
  env: NodeJS.ProcessEnv,
  bridges: readonly string[] = [],
): Promise<void> {
  // Podman's conmon starts a container again that ends before it and has such a policy.
  const left = () => {
    const inside = containers(paths);
    return [...engineProcesses(paths.root), ...inside];
  };
  // What was forked while the first list was made is in the second.
  for (let pids = left(); pids.length > 0; pids = left()) {
    await killAll(pids, env);
    if (!(await waitUntil(() => left().length === 0, KILLED_MS))) break;
  }
  await removePodmanLeftovers(paths, env);
  await unmountAll(paths, env);
  // A mount that stayed may hold a user's data.
  if (mountsBelow(paths).length === 0) removeDir(paths.run);
  rmSync(paths.socket, { force: true });
  await closeNetwork(paths, env, bridges);
  forgetState(paths);
}

/** The programs that stand between an engine and the processes of a container. */
const SHIM = /^(containerd-shim|conmon)/;

/** The processes of the engine's containers: below their shims, or, without one, in their control groups. */
function containers(paths: EnginePaths): number[] {
  const shims = engineProcesses(paths.root).filter((pid) => SHIM.test(processName(pid)));
  const ids = new Set([...dockerContainerIds(paths), ...podmanContainerIds(paths)]);
  return [...new Set([...descendants(shims), ...containerProcesses(ids)])];
}

function dockerContainerIds(paths: EnginePaths): string[] {
  const folder = path.join(paths.dockerData, 'containers');
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Kills processes; those of other users are ours all the same when they live in our user namespace. */
async function killAll(pids: readonly number[], env: NodeJS.ProcessEnv): Promise<void> {
  const foreign = pids.filter((pid) => {
    try {
      process.kill(pid, 'SIGKILL');
      return false;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  });
  for (const pid of foreign) {
    const enter = ['--user', '--preserve-credentials', '--target', String(pid)];
    await run('nsenter', [...enter, 'kill', '-KILL', String(pid)], { env });
  }
}

/** Mount points below the engine's folders, the innermost first; see proc(5) on mountinfo. */
function mountsBelow(paths: EnginePaths): string[] {
  const decode = (text: string) =>
    text.replace(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => decode(line.split(' ')[4] ?? ''))
    .filter((point) => point.startsWith(`${paths.root}/`) || point.startsWith(`${paths.run}/`))
    .reverse();
}

async function unmountAll(paths: EnginePaths, env: NodeJS.ProcessEnv): Promise<void> {
  for (const point of mountsBelow(paths)) await run('umount', ['--lazy', point], { env });
}
