import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RigEngine } from './engine.ts';
import { until } from './process.ts';
import { REGISTRY_PORTS } from './registry-ports.ts';
import { newDir } from './state.ts';

/** A real registry on the engine's own loopback. */
export type Registry = {
  /** What stands before the first slash of a reference. */
  readonly host: string;
  /** Set for a registry that asks for a login. */
  readonly login?: { readonly username: string; readonly password: string };
  /** Puts an image of the engine there under its own name; returns the reference to pull it by. */
  push(image: string): Promise<string>;
  /** Limits the engine's whole loopback, so that a pull takes time; undefined lifts the limit. */
  limit(bytesPerSecond: number | undefined): Promise<void>;
  dispose(): Promise<void>;
};

const LOGIN = { username: 'gantry', password: 'open sesame' };
/** bcrypt of the password above, as htpasswd(1) writes it. */
const HTPASSWD = 'gantry:$2a$05$E5gZqXZMTiO1B7/vU3M68OXFRSgrsiLm0uOvm81AF.50Vnib8kJYW\n';

/** Starts docker-registry beside an engine; `login` makes it ask for one. */
export async function startRegistry(engine: RigEngine, options: { login?: boolean } = {}): Promise<Registry> {
  const port = options.login ? REGISTRY_PORTS.login : REGISTRY_PORTS.open;
  const host = `127.0.0.1:${port}`;
  const dir = newDir('registry');
  const config = path.join(dir, 'config.yml');
  mkdirSync(path.join(dir, 'data'));
  writeFileSync(path.join(dir, 'htpasswd'), HTPASSWD, { mode: 0o600 });
  writeFileSync(config, registryYaml(dir, host, options.login ?? false));

  const output = openSync(path.join(dir, 'registry.log'), 'a');
  const server = await engine.sandbox.start('docker-registry', ['serve', config], { output });
  closeSync(output);
  await until('The registry answers', async () => {
    if (server.outer.exitCode !== null) throw new Error(`docker-registry ended, see ${dir}`);
    const { code } = await engine.run('bash', ['-c', `: </dev/tcp/127.0.0.1/${port}`]);
    return code === 0;
  });
  if (options.login) writeLogin(engine, host);

  return {
    host,
    ...(options.login ? { login: LOGIN } : {}),
    async push(image) {
      const reference = `${host}/${image}`;
      await engine.dockerOk('tag', image, reference);
      await engine.dockerOk('push', '--quiet', reference);
      await engine.dockerOk('rmi', reference);
      return reference;
    },
    async limit(bytesPerSecond) {
      await engine.run('tc', ['qdisc', 'del', 'dev', 'lo', 'root']);
      if (bytesPerSecond === undefined) return;
      // A packet on the loopback is up to 64 KiB and has to fit into one burst.
      const rate = ['rate', `${bytesPerSecond}bps`, 'burst', '128kb', 'latency', '1s'];
      const { code, stderr } = await engine.run('tc', ['qdisc', 'add', 'dev', 'lo', 'root', 'tbf', ...rate]);
      if (code !== 0) throw new Error(`tc: ${stderr}`);
    },
    async dispose() {
      await engine.run('tc', ['qdisc', 'del', 'dev', 'lo', 'root']);
      if (options.login) rmSync(path.join(engine.env.DOCKER_CONFIG, 'config.json'), { force: true });
      process.kill(server.pid, 'SIGKILL');
      await server.exit;
    },
  };
}

/** What `docker login` writes; podman's service refuses that command for a registry without TLS. */
function writeLogin(engine: RigEngine, host: string): void {
  const auth = Buffer.from(`${LOGIN.username}:${LOGIN.password}`).toString('base64');
  const file = path.join(engine.env.DOCKER_CONFIG, 'config.json');
  writeFileSync(file, JSON.stringify({ auths: { [host]: { auth } } }), { mode: 0o600 });
}

const registryYaml = (dir: string, address: string, login: boolean) => `version: 0.1
log: { level: warn }
storage:
  filesystem: { rootdirectory: ${dir}/data }
  delete: { enabled: true }
http: { addr: "${address}" }
${login ? `auth: { htpasswd: { realm: gantry-test, path: ${dir}/htpasswd } }` : ''}
`;
