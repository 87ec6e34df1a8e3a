import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { EnginePaths } from './paths.ts';
import type { Flavor } from './plan.ts';
import type { ProcessIdentity } from './processes.ts';

/** A running engine, as a later Gantry needs it to take it up or to end it. */
export interface EngineState {
  flavor: Flavor;
  process: ProcessIdentity;
  /** The folder of the engine's unpacked packages, where it runs from one. */
  unpacked?: string;
}

/** The engine that was started last; undefined when none is noted. */
export function readState(paths: EnginePaths): EngineState | undefined {
  try {
    return JSON.parse(readFileSync(paths.state, 'utf8')) as EngineState;
  } catch {
    return undefined;
  }
}

/** Notes a running engine; a reader never sees half of it. */
export function writeState(paths: EnginePaths, state: EngineState): void {
  const part = `${paths.state}.part`;
  writeFileSync(part, JSON.stringify(state), { mode: 0o600 });
  renameSync(part, paths.state);
}

export function forgetState(paths: EnginePaths): void {
  rmSync(paths.state, { force: true });
}
