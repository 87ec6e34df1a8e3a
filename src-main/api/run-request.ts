import type { RunInput } from '../contract/containers.ts';

/** CPU limits are told to the engine in billionths of a CPU. */
const NANO = 1e9;

/** The body of `POST /containers/create` for what the run dialog asks (Docker Engine API, ContainerCreate). */
export function toCreateRequest(input: RunInput): Record<string, unknown> {
  const exposed: Record<string, object> = {};
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const port of input.ports ?? []) {
    const key = `${port.privatePort}/${port.protocol ?? 'tcp'}`;
    exposed[key] = {};
    bindings[key] = [
      ...(bindings[key] ?? []),
      { HostIp: port.ip ?? '', HostPort: port.publicPort === undefined ? '' : String(port.publicPort) },
    ];
  }
  const tty = input.tty ?? false;
  return {
    Image: input.image,
    ...(input.command && input.command.length > 0 ? { Cmd: input.command } : {}),
    Env: (input.env ?? []).map(({ name, value }) => `${name}=${value}`),
    ExposedPorts: exposed,
    Tty: tty,
    OpenStdin: tty,
    HostConfig: {
      PortBindings: bindings,
      Binds: (input.volumes ?? []).map(
        ({ source, target, readOnly }) => `${source}:${target}${readOnly ? ':ro' : ''}`,
      ),
      RestartPolicy: { Name: input.restart ?? 'no' },
      ...(input.memory === undefined ? {} : { Memory: input.memory }),
      ...(input.cpus === undefined ? {} : { NanoCpus: Math.round(input.cpus * NANO) }),
    },
  };
}
