import { spawn } from 'node:child_process';
import { chmodSync, closeSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { AppError } from '../../contract/errors.ts';
import { installCommand } from './distribution.ts';
import { type SystemFacts, searchPath } from './facts.ts';
import { engineEnv, launchEngine, writeDockerConfig } from './launch.ts';
import { logSize, logTail, openLog } from './log.ts';
import { type EngineNetwork, makeBridge, planNetwork, rootlessNetwork } from './network.ts';
import { findUnpacked, unpackedEnv, unpackPackages } from './packages.ts';
import { type EnginePaths, makePrivateDir } from './paths.ts';
import { ping } from './ping.ts';
import { type Candidate, type Flavor, missing } from './plan.ts';
import { lowerLimits, podmanEnv, writePodmanConfig } from './podman-config.ts';
import { identify, isAlive, type ProcessIdentity } from './processes.ts';
import { cancelled, run } from './shell.ts';
import { endEngine, removeLeftovers } from './shutdown.ts';
import { type EngineState, writeState } from './state.ts';
import type { StepKey, Steps } from './steps.ts';

/** A start takes a second or two; on a machine under load, or with many containers, much longer. */
const START_DEADLINE_MS = 60_000;
/** How often a starting engine is asked, in ms: a small part of what a start takes. */
const ASK_INTERVAL_MS = 50;

export interface BringUp {
  paths: EnginePaths;
  /** The user's variables. */
  env: NodeJS.ProcessEnv;
  facts: SystemFacts;
  steps: Steps;
  signal: AbortSignal;
}

/** The variables for the engine's programs, their search path with unpacked ones first. */
export function programEnv(paths: EnginePaths, env: NodeJS.ProcessEnv, flavor: Flavor, unpacked?: string) {
  const own = engineEnv(paths, { ...env, PATH: searchPath(env).join(':') });
  const found = unpacked === undefined ? own : unpackedEnv(unpacked, own);
  return flavor === 'podman' ? podmanEnv(paths, found) : found;
}

/**
 * Brings up one engine and waits until it answers.
 * @returns the running engine
 * @throws AppError ENGINE_FAILED with the end of the engine's log, ENGINE_MISSING when this way is
 * closed here, CANCELLED
 */
export async function bringUp(candidate: Candidate, context: BringUp): Promise<EngineState> {
  const { paths, env, facts, steps, signal } = context;
  const { flavor, packages } = candidate;
  let unpacked = packages.length > 0 ? findUnpacked(paths.packages, packages) : undefined;
  const download: StepKey[] = packages.length > 0 && unpacked === undefined ? ['download', 'unpack'] : [];
  steps.expect([...download, 'prepare', 'start', 'wait']);
  if (download.length > 0) {
    steps.begin('download');
    unpacked = await unpackPackages(paths.packages, packages, {
      // Marked as the engine's own, so that a download outlives no killed Gantry for long.
      env: programEnv(paths, env, flavor),
      signal,
      progress: progressOf(steps),
    });
  }

  const programs = programEnv(paths, env, flavor, unpacked);
  steps.begin('prepare');
  makePrivateDir(paths.run);
  const network = await prepare(flavor, paths, facts, programs, signal);
  steps.begin('start');
  const from = logSize(paths.log);
  const engine = await launch(flavor, paths, programs, network, unpacked);
  try {
    writeState(paths, engine);
    steps.begin('wait');
    await waitForAnswer(paths, engine, from, signal);
    chmodSync(paths.socket, 0o600);
    steps.end('done');
    return engine;
  } catch (error) {
    await endEngine(paths, engine, programs);
    throw error;
  }
}

function progressOf(steps: Steps) {
  let unpacking = false;
  return {
    download: (done: number, total: number) => steps.progress(done, total),
    unpack: (done: number, total: number) => {
      if (!unpacking) steps.begin('unpack');
      unpacking = true;
      steps.progress(done, total);
    },
  };
}

/** Makes settings and networks, and checks that this way works at all. */
async function prepare(
  flavor: Flavor,
  paths: EnginePaths,
  facts: SystemFacts,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<EngineNetwork | undefined> {
  const network = facts.root ? await planNetwork(paths, env) : undefined;
  if (flavor === 'podman') {
    const { bridge, range } = network ?? rootlessNetwork(paths);
    writePodmanConfig(paths, facts, {
      bridge,
      range,
      ulimits: lowerLimits(
        readFileSync('/proc/self/limits', 'utf8'),
        readFileSync('/proc/sys/kernel/pid_max', 'utf8'),
      ),
    });
  } else {
    mkdirSync(paths.dockerData, { recursive: true, mode: 0o700 });
    writeDockerConfig(paths);
  }
  if (!facts.root) await checkUserNamespaces(flavor, paths, facts, env, signal);
  if (flavor === 'docker' && network) await makeBridge(network, env);
  return network;
}

/** Systems forbid user namespaces in many ways (sysctl, AppArmor, seccomp): trying is the only test. */
async function checkUserNamespaces(
  flavor: Flavor,
  paths: EnginePaths,
  facts: SystemFacts,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> {
  const [command, args] = flavor === 'podman' ? ['podman', ['unshare', 'true']] : ['rootlesskit', ['true']];
  const { code, stderr } = await run(command as string, args as string[], { env, signal, cwd: paths.root });
  if (code !== 0) {
    const hint = installCommand(facts.distribution, false);
    throw missing('This user may not make the namespaces that containers need', hint, stderr.trim());
  }
}

async function launch(
  flavor: Flavor,
  paths: EnginePaths,
  env: NodeJS.ProcessEnv,
  network: EngineNetwork | undefined,
  unpacked: string | undefined,
): Promise<EngineState> {
  const log = openLog(paths.log);
  try {
    let engine: ProcessIdentity | undefined;
    for (const { command, args, env: variables } of launchEngine(flavor, paths, env, network)) {
      // A session of its own: Ctrl+C in a terminal is for Gantry, which then ends the engine in order.
      const child = spawn(command, args, {
        cwd: paths.root,
        env: variables,
        detached: true,
        stdio: ['ignore', log, log],
      });
      await new Promise<void>((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', reject);
      });
      child.unref();
      engine = child.pid === undefined ? undefined : identify(child.pid);
      if (!engine) throw new Error(`${command} ended at once: ${logTail(paths.log)}`);
    }
    return { flavor, process: engine as ProcessIdentity, ...(unpacked === undefined ? {} : { unpacked }) };
  } catch (error) {
    await removeLeftovers(paths, env);
    throw new AppError('ENGINE_FAILED', 'The engine could not be started', {
      detail: (error as Error).message,
    });
  } finally {
    closeSync(log);
  }
}

async function waitForAnswer(
  paths: EnginePaths,
  engine: EngineState,
  logFrom: number,
  signal: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + START_DEADLINE_MS;
  const failed = (message: string) =>
    new AppError('ENGINE_FAILED', message, { detail: logTail(paths.log, logFrom) || `See ${paths.log}` });
  for (;;) {
    if (signal.aborted) throw cancelled();
    if (existsSync(paths.socket) && (await ping(paths.socket))) return;
    if (!isAlive(engine.process)) throw failed('The engine ended while it was starting');
    if (Date.now() > deadline) throw failed('The engine did not answer in time');
    await new Promise((resolve) => setTimeout(resolve, ASK_INTERVAL_MS));
  }
}
