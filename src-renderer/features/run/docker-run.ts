import type { RunInput } from '../../../src-main/contract/containers.ts';
import { joinCommand } from '../../../src-main/contract/run-fields.ts';

const MIB = 1024 * 1024;
/** The address that the docker command takes by itself. */
const USUAL_ADDRESS = 'unix:///var/run/docker.sock';

/** The command line that does what the dialog does. `address` is the engine's, named where it is not the usual one. */
export function toDockerRun(input: RunInput, address: string): string {
  const argv = ['docker', ...(address === USUAL_ADDRESS ? [] : ['-H', address]), 'run'];
  argv.push(input.tty ? '-dit' : '-d');
  if (input.name) argv.push('--name', input.name);
  for (const { ip = '', publicPort, privatePort, protocol } of input.ports ?? []) {
    const on = ip.includes(':') ? `[${ip}]:` : ip && `${ip}:`;
    // An address without a port keeps the port's place: `127.0.0.1::80`.
    const outside = publicPort === undefined ? on && `${on}:` : `${on}${publicPort}:`;
    argv.push('-p', `${outside}${privatePort}${protocol === 'udp' ? '/udp' : ''}`);
  }
  for (const { name, value } of input.env ?? []) argv.push('-e', `${name}=${value}`);
  for (const { source, target, readOnly } of input.volumes ?? [])
    argv.push('-v', `${source}:${target}${readOnly ? ':ro' : ''}`);
  if (input.restart && input.restart !== 'no') argv.push('--restart', input.restart);
  if (input.memory !== undefined)
    argv.push('--memory', input.memory % MIB === 0 ? `${input.memory / MIB}m` : `${input.memory}`);
  if (input.cpus !== undefined) argv.push('--cpus', `${input.cpus}`);
  argv.push(input.image, ...(input.command ?? []));
  return joinCommand(argv);
}
