import type { RestartPolicy, RunInput } from '../../../src-main/contract/containers.ts';
import {
  type AddressProblem,
  type CommandProblem,
  type CpusProblem,
  checkContainerName,
  checkEnvName,
  checkMountSource,
  checkMountTarget,
  checkPublishAddress,
  checkReference,
  type EnvProblem,
  type MemoryProblem,
  type NameProblem,
  type PortProblem,
  parseCpus,
  parseMemory,
  parsePort,
  type ReferenceProblem,
  type SourceProblem,
  splitCommand,
  type TargetProblem,
} from '../../../src-main/contract/run-fields.ts';

export interface PortRow {
  ip: string;
  publicPort: string;
  privatePort: string;
  protocol: string;
}
export interface EnvRow {
  name: string;
  value: string;
}
export interface VolumeRow {
  source: string;
  target: string;
  mode: string;
}

/** What is typed into the run dialog, as it is typed. */
export interface RunForm {
  image: string;
  name: string;
  command: string;
  ports: readonly PortRow[];
  env: readonly EnvRow[];
  volumes: readonly VolumeRow[];
  restart: RestartPolicy;
  memory: string;
  cpus: string;
  tty: boolean;
}

export const blankPort: PortRow = { ip: '', publicPort: '', privatePort: '', protocol: 'tcp' };
export const blankEnv: EnvRow = { name: '', value: '' };
export const blankVolume: VolumeRow = { source: '', target: '', mode: 'rw' };

export const emptyRunForm: RunForm = {
  image: '',
  name: '',
  command: '',
  ports: [],
  env: [],
  volumes: [],
  restart: 'no',
  memory: '',
  cpus: '',
  tty: false,
};

type RowProblems<Row, Problem> = Record<number, Partial<Record<keyof Row, Problem>>>;

/** What is wrong, by field; nothing for what is right. */
export interface RunProblems {
  image?: ReferenceProblem;
  name?: NameProblem;
  command?: CommandProblem;
  ports: RowProblems<PortRow, PortProblem | AddressProblem | 'taken'>;
  env: RowProblems<EnvRow, EnvProblem | 'twice'>;
  volumes: RowProblems<VolumeRow, SourceProblem | TargetProblem | 'colon' | 'twice'>;
  memory?: MemoryProblem;
  cpus?: CpusProblem;
}

/** Rows in which nothing was typed count as not there. */
const isBlankPort = (row: PortRow) => !row.ip && !row.publicPort && !row.privatePort;
const isBlankEnv = (row: EnvRow) => !row.name && !row.value;
const isBlankVolume = (row: VolumeRow) => !row.source && !row.target;

function checkPorts(rows: readonly PortRow[]): RunProblems['ports'] {
  const problems: RunProblems['ports'] = {};
  const seen = new Set<string>();
  rows.forEach((row, at) => {
    if (isBlankPort(row)) return;
    const found: RunProblems['ports'][number] = {};
    const address = checkPublishAddress(row.ip.trim());
    if (address) found.ip = address;
    const inside = parsePort(row.privatePort);
    if ('problem' in inside) found.privatePort = inside.problem;
    if (row.publicPort.trim() !== '') {
      const outside = parsePort(row.publicPort);
      const place = `${row.ip.trim()} ${row.publicPort.trim()}/${row.protocol}`;
      if ('problem' in outside) found.publicPort = outside.problem;
      else if (seen.has(place)) found.publicPort = 'taken';
      seen.add(place);
    }
    if (Object.keys(found).length > 0) problems[at] = found;
  });
  return problems;
}

function checkEnv(rows: readonly EnvRow[]): RunProblems['env'] {
  const problems: RunProblems['env'] = {};
  const seen = new Set<string>();
  rows.forEach((row, at) => {
    if (isBlankEnv(row)) return;
    const problem = checkEnvName(row.name) ?? (seen.has(row.name) ? 'twice' : undefined);
    if (problem) problems[at] = { name: problem };
    seen.add(row.name);
  });
  return problems;
}

/** A drive letter's colon is a path's own. */
const hasColon = (path: string) => path.replace(/^[A-Za-z]:(?=[\\/])/, '').includes(':');

function checkVolumes(rows: readonly VolumeRow[]): RunProblems['volumes'] {
  const problems: RunProblems['volumes'] = {};
  const seen = new Set<string>();
  rows.forEach((row, at) => {
    if (isBlankVolume(row)) return;
    const found: RunProblems['volumes'][number] = {};
    // The engine takes source and target in one text with a colon between them.
    const source = checkMountSource(row.source.trim()) ?? (hasColon(row.source.trim()) ? 'colon' : undefined);
    if (source) found.source = source;
    const path = row.target.trim();
    const target =
      checkMountTarget(path) ?? (hasColon(path) ? 'colon' : seen.has(path) ? 'twice' : undefined);
    if (target) found.target = target;
    seen.add(path);
    if (Object.keys(found).length > 0) problems[at] = found;
  });
  return problems;
}

/** All that is wrong with the form. `cpusMost` is the number of the engine's CPUs, where it is known. */
export function checkRunForm(form: RunForm, cpusMost?: number): RunProblems {
  const problems: RunProblems = {
    ports: checkPorts(form.ports),
    env: checkEnv(form.env),
    volumes: checkVolumes(form.volumes),
  };
  const image = checkReference(form.image.trim());
  if (image) problems.image = image;
  const name = checkContainerName(form.name.trim());
  if (name) problems.name = name;
  const command = splitCommand(form.command);
  if ('problem' in command) problems.command = command.problem;
  if (form.memory.trim() !== '') {
    const memory = parseMemory(form.memory);
    if ('problem' in memory) problems.memory = memory.problem;
  }
  if (form.cpus.trim() !== '') {
    const cpus = parseCpus(form.cpus, cpusMost);
    if ('problem' in cpus) problems.cpus = cpus.problem;
  }
  return problems;
}

/** Whether nothing is wrong. */
export function isFine({ ports, env, volumes, ...fields }: RunProblems): boolean {
  return [ports, env, volumes, fields].every((part) => Object.keys(part).length === 0);
}

/** The request of a form in which nothing is wrong. */
export function toRunInput(host: string, form: RunForm): RunInput {
  const command = splitCommand(form.command);
  const memory = parseMemory(form.memory);
  const cpus = parseCpus(form.cpus);
  const port = (text: string) => {
    const parsed = parsePort(text);
    return 'port' in parsed ? parsed.port : undefined;
  };
  return {
    host,
    image: form.image.trim(),
    ...(form.name.trim() ? { name: form.name.trim() } : {}),
    command: 'argv' in command ? command.argv : [],
    ports: form.ports
      .filter((row) => !isBlankPort(row))
      .map((row) => ({
        ip: row.ip.trim(),
        publicPort: port(row.publicPort),
        privatePort: port(row.privatePort) ?? 0,
        protocol: row.protocol === 'udp' ? ('udp' as const) : ('tcp' as const),
      })),
    env: form.env.filter((row) => !isBlankEnv(row)).map(({ name, value }) => ({ name, value })),
    volumes: form.volumes
      .filter((row) => !isBlankVolume(row))
      .map((row) => ({
        source: row.source.trim(),
        target: row.target.trim(),
        readOnly: row.mode === 'ro',
      })),
    restart: form.restart,
    ...('bytes' in memory ? { memory: memory.bytes } : {}),
    ...('cpus' in cpus ? { cpus: cpus.cpus } : {}),
    tty: form.tty,
  };
}
