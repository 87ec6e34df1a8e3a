import { t } from '../../i18n/i18n.ts';
import type { PortRow, RunProblems, VolumeRow } from './run-form.ts';

type Words<Row> = Record<number, Partial<Record<keyof Row, string>>>;

/** The sentences for what is wrong with the form, field by field. */
export interface RunProblemWords {
  image?: string | undefined;
  name?: string | undefined;
  command?: string | undefined;
  ports: Words<PortRow>;
  env: Record<number, { name?: string }>;
  volumes: Words<VolumeRow>;
  memory?: string | undefined;
  cpus?: string | undefined;
}

function portWord(problem: NonNullable<RunProblems['ports'][number]>['publicPort']): string {
  return t(`run.problem.port.${problem ?? 'syntax'}`);
}

function volumeWord(
  end: 'source' | 'target',
  problem: NonNullable<RunProblems['volumes'][number]>['source'],
): string {
  if (problem === 'relative' || problem === undefined) return t(`run.problem.volume.${end}.relative`);
  return t(`run.problem.volume.${problem}`);
}

/** Puts problems into words. What is still empty is told only when the form was sent (`sent`). */
export function problemWords(
  problems: RunProblems,
  sent: boolean,
  cpusMost: number | undefined,
): RunProblemWords {
  const { image, name, command, memory, cpus } = problems;
  const words: RunProblemWords = { ports: {}, env: {}, volumes: {} };
  if (image && (sent || image !== 'empty')) words.image = t(`run.problem.reference.${image}`);
  if (name) words.name = t(`run.problem.name.${name}`);
  if (command) words.command = t(`run.problem.command.${command}`);
  if (memory) words.memory = t(`run.problem.memory.${memory}`);
  if (cpus)
    words.cpus =
      cpus === 'too-many'
        ? t('run.problem.cpus.too-many', { most: cpusMost ?? 0 })
        : t(`run.problem.cpus.${cpus}`);
  for (const [at, row] of Object.entries(problems.ports)) {
    const found: Partial<Record<keyof PortRow, string>> = {};
    if (row.ip) found.ip = t('run.problem.address');
    if (row.publicPort) found.publicPort = portWord(row.publicPort);
    if (row.privatePort && (sent || row.privatePort !== 'empty'))
      found.privatePort = portWord(row.privatePort);
    words.ports[Number(at)] = found;
  }
  for (const [at, { name: problem }] of Object.entries(problems.env))
    if (problem && (sent || problem !== 'empty'))
      words.env[Number(at)] = { name: t(`run.problem.env.${problem}`) };
  for (const [at, row] of Object.entries(problems.volumes)) {
    const found: Partial<Record<keyof VolumeRow, string>> = {};
    if (row.source && (sent || row.source !== 'empty')) found.source = volumeWord('source', row.source);
    if (row.target && (sent || row.target !== 'empty')) found.target = volumeWord('target', row.target);
    words.volumes[Number(at)] = found;
  }
  return words;
}
