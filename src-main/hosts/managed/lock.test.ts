import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from './lock.ts';
import { identify, isAlive } from './processes.ts';

let dir: string;
let file: string;
let other: ChildProcess | undefined;

beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'gantry-lock-'));
  file = path.join(dir, 'lock');
});

afterEach(() => {
  other?.kill('SIGKILL');
  other = undefined;
  rmSync(dir, { recursive: true });
});

function startOther() {
  other = spawn('sleep', ['60']);
  const identity = identify(other.pid ?? 0);
  if (!identity) throw new Error('No process');
  return identity;
}

// The managed engine is Linux's alone, and so is /proc.
describe.runIf(process.platform === 'linux')('the lock', () => {
  it('is had by one at a time, and again after its release', () => {
    const first = takeLock(file);
    expect(takeLock(file)).toEqual({ holder: identify(process.pid) });
    if ('release' in first) first.release();
    expect(takeLock(file)).toHaveProperty('release');
    expect(readdirSync(dir)).toEqual(['lock']);
  });

  it('stays with another process that lives', () => {
    const identity = startOther();
    writeFileSync(file, JSON.stringify(identity));
    expect(takeLock(file)).toEqual({ holder: identity });
  });

  it.each([
    ['a number that now belongs to another process', (it: object) => ({ ...it, startTime: '1' })],
    ['another boot of the machine', (it: object) => ({ ...it, bootId: 'another' })],
    ['nothing readable', () => 'x'],
  ])('is taken over from %s', (_, change) => {
    writeFileSync(file, JSON.stringify(change(startOther())));
    expect(takeLock(file)).toHaveProperty('release');
    expect(takeLock(file)).toEqual({ holder: identify(process.pid) });
    expect(readdirSync(dir)).toEqual(['lock']);
  });

  it('is taken over from a process that was killed', async () => {
    const identity = startOther();
    writeFileSync(file, JSON.stringify(identity));
    const ended = new Promise((resolve) => other?.once('exit', resolve));
    other?.kill('SIGKILL');
    await ended;
    expect(isAlive(identity)).toBe(false);
    expect(takeLock(file)).toHaveProperty('release');
  });

  it('is not given back by one that no longer has it', () => {
    const lock = takeLock(file);
    const next = startOther();
    writeFileSync(file, JSON.stringify(next));
    if ('release' in lock) lock.release();
    expect(takeLock(file)).toEqual({ holder: next });
  });
});
