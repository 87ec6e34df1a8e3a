import os from 'node:os';
import path from 'node:path';

/** Addresses at which engines usually listen on this system, the likelier first. */
export function wellKnownAddresses(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): string[] {
  if (platform === 'win32') {
    return ['npipe:////./pipe/docker_engine', 'npipe:////./pipe/podman-machine-default'];
  }
  const home = os.homedir();
  const runtime = env.XDG_RUNTIME_DIR;
  const sockets = ['/var/run/docker.sock'];
  if (platform === 'darwin') {
    for (const socket of ['.docker/run', '.orbstack/run', '.colima/default', '.rd']) {
      sockets.push(path.join(home, socket, 'docker.sock'));
    }
  } else {
    if (runtime) sockets.push(path.join(runtime, 'docker.sock'), path.join(runtime, 'podman/podman.sock'));
    sockets.push('/run/podman/podman.sock', path.join(home, '.docker/desktop/docker.sock'));
  }
  return sockets.map((socket) => `unix://${socket}`);
}
