import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type EngineAnswer, engineRequest } from './engine-request.ts';
import { type Output, processState, type RunOptions, run, until } from './process.ts';
import { createSandbox, type Sandbox, type Sandboxed } from './sandbox.ts';
import { newDir } from './state.ts';

export type EngineKind = 'dockerd' | 'podman';

/** A real engine, started for the tests alone. All kinds have this one shape. */
export type RigEngine = {
  readonly kind: EngineKind;
  /** Absolute path of its unix socket; the same over stops and starts. */
  readonly socket: string;
  /** The same as a DOCKER_HOST: `unix://…`. */
  readonly host: string;
  /** The file that takes what the engine prints. */
  readonly log: string;
  /** The namespaces it lives in: what stands beside it (registry, limits on the network) goes there. */
  readonly sandbox: Sandbox;
  /** Runs the docker command against it, with a configuration folder of its own. */
  docker(...args: string[]): Promise<Output>;
  /** As `docker`, and returns the trimmed standard output; a failure is thrown with what the command said. */
  dockerOk(...args: string[]): Promise<string>;
  /** Environment for other programs that are to use this engine. */
  readonly env: { DOCKER_HOST: string; DOCKER_CONFIG: string };
  /** One HTTP request on its socket. */
  request(method: string, path: string, body?: unknown): Promise<EngineAnswer>;
  /** Runs a command in the engine's namespaces: published ports are on this loopback. */
  run(command: string, args: readonly string[], options?: RunOptions): Promise<Output>;
  /** Starts it again after `stop` or `kill`, with the same data; resolves when it answers. */
  start(): Promise<void>;
  /** SIGTERM; resolves when it is gone. */
  stop(): Promise<void>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGSTOP: the socket accepts and nothing answers. */
  freeze(): Promise<void>;
  /** SIGCONT. */
  thaw(): Promise<void>;
  /** Ends it with all its containers and removes its data. */
  dispose(): Promise<void>;
};

/** What one kind of engine adds to the common handling. */
export type EngineSpec = {
  kind: EngineKind;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  socket: string;
  /** The engine's folder from `newDir`. */
  dir: string;
  /** Prepares the namespaces before the first start. */
  prepare?(sandbox: Sandbox): Promise<void>;
  /** Removes what would hinder a start after a kill. */
  beforeStart?(): void;
  /** Opens the socket to others once it answers. */
  afterStart?(): void;
};

/** Starts an engine in namespaces of its own; resolves when it answers. */
export async function startEngine(spec: EngineSpec): Promise<RigEngine> {
  const sandbox = await createSandbox();
  const log = path.join(spec.dir, 'engine.log');
  const host = `unix://${spec.socket}`;
  const env = { DOCKER_HOST: host, DOCKER_CONFIG: newDir('docker-config', 0o700) };
  let running: Sandboxed | undefined;

  const answers = () =>
    engineRequest(spec.socket, 'GET', '/_ping').then(
      ({ status }) => status === 200,
      () => false,
    );

  async function start(): Promise<void> {
    rmSync(spec.socket, { force: true });
    spec.beforeStart?.();
    const output = openSync(log, 'a');
    const started = await sandbox.start(spec.command, spec.args, { env: spec.env, output });
    closeSync(output);
    running = started;
    const failed = started.exit.then(() => {
      throw new Error(`${spec.kind} ended while starting:\n${tail(log)}`);
    });
    // Handled by the race while starting; later the end of an engine is no error.
    failed.catch(() => {});
    await Promise.race([until(`${spec.kind} answers`, answers), failed]);
    spec.afterStart?.();
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (running === undefined) return;
    const { pid, exit } = running;
    await thaw();
    process.kill(pid, signal);
    await exit;
    running = undefined;
  }

  async function freeze(): Promise<void> {
    if (running === undefined) return;
    const { pid, outer } = running;
    process.kill(pid, 'SIGSTOP');
    // nsenter sees its child stop and stops itself too; a SIGCONT before that would be lost on it.
    await until('the engine is stopped', () => [pid, outer.pid].every((p) => p && processState(p) === 'T'));
  }

  async function thaw(): Promise<void> {
    if (running?.outer.pid === undefined || processState(running.outer.pid) !== 'T') return;
    const { pid, outer } = running;
    // nsenter continues its child when it is continued itself.
    process.kill(running.outer.pid, 'SIGCONT');
    await until('the engine goes on', () => [pid, outer.pid].every((p) => p && processState(p) !== 'T'));
  }

  const docker = (...args: string[]) => run('docker', args, { env: { ...process.env, ...env } });

  await spec.prepare?.(sandbox);
  try {
    await start();
  } catch (error) {
    await sandbox.dispose();
    throw error;
  }

  return {
    kind: spec.kind,
    socket: spec.socket,
    host,
    log,
    sandbox,
    env,
    docker,
    async dockerOk(...args) {
      const { stdout, stderr, code } = await docker(...args);
      if (code !== 0) throw new Error(`docker ${args.join(' ')}: exit ${code}\n${stderr}`);
      return stdout.trim();
    },
    request: (method, target, body) => engineRequest(spec.socket, method, target, body),
    run: sandbox.run,
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    freeze,
    thaw,
    async dispose() {
      await sandbox.dispose();
      running = undefined;
      rmSync(spec.dir, { recursive: true, force: true });
    },
  };
}

const TAIL_LINES = 15;

function tail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
}
