import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { childOf, exited, type Output, type RunOptions, run, until } from './process.ts';

/**
 * Runs as the first process of the sandbox. The private /run keeps the engines from the system's sockets and
 * network namespaces, the private /var/lib/cni their addresses apart. It waits on its standard input, which
 * closes when this process ends, however it ends, and reaps what the engines leave to it.
 */
const INIT = `set -e
ip link set lo up
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /var/lib/cni
mount -t tmpfs -o mode=755 tmpfs /var/lib/cni
echo ready
read -r _ || true`;

/**
 * A network, process and mount namespace for one engine and what stands beside it. Engines that share a network
 * namespace take each other's bridges and firewall rules, and an engine that is killed leaves processes and
 * mounts: here all of it ends with the namespace, and the namespace with this process.
 */
export type Sandbox = {
  /** Starts a program inside; `pid` is its number as seen from outside. Its output goes to the file descriptor. */
  start(command: string, args: readonly string[], options: StartOptions): Promise<Sandboxed>;
  /** Runs a command inside to its end. */
  run(command: string, args: readonly string[], options?: RunOptions): Promise<Output>;
  dispose(): Promise<void>;
};

export type StartOptions = { env?: NodeJS.ProcessEnv; output: number };

/** A program in a sandbox. */
export type Sandboxed = {
  readonly pid: number;
  /** nsenter, which waits outside for the program and ends as it ended. */
  readonly outer: ChildProcess;
  readonly exit: Promise<void>;
};

/** Makes the namespaces; needs root. */
export async function createSandbox(): Promise<Sandbox> {
  const namespaces = ['--net', '--pid', '--mount', '--fork', '--kill-child', '--mount-proc'];
  const keeper = spawn('unshare', [...namespaces, 'bash', '-c', INIT], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Ctrl+C in the terminal of the tests must not reach the engines before their clean end.
    detached: true,
  });
  await Promise.race([once(keeper.stdout, 'data'), exited(keeper)]);
  const init = keeper.pid === undefined ? undefined : childOf(keeper.pid);
  if (init === undefined) throw new Error('The namespaces for a test engine could not be made (see above)');
  // Engines outlive no test, so nothing here keeps the event loop alive.
  keeper.unref();
  const enter = ['--target', String(init), '--net', '--pid', '--mount', '--'];

  return {
    async start(command, args, { env, output }) {
      const outer = spawn('nsenter', [...enter, command, ...args], {
        env: env ?? process.env,
        stdio: ['ignore', output, output],
        detached: true,
      });
      const exit = exited(outer);
      let pid: number | undefined;
      await until(`${command} starts`, () => {
        if (outer.pid === undefined || outer.exitCode !== null) throw new Error(`${command} did not start`);
        pid = childOf(outer.pid);
        return pid !== undefined;
      });
      if (pid === undefined) throw new Error(`${command} did not start`);
      return { pid, outer, exit };
    },
    run: (command, args, options) => run('nsenter', [...enter, command, ...args], options),
    async dispose() {
      keeper.ref();
      keeper.stdin.end();
      await exited(keeper);
    },
  };
}
