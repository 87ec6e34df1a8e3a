import { describe, expect, it } from 'vitest';
import type { Container } from '../contract/containers.ts';
import { readEvent } from '../engine/events.ts';
import { rowAfter } from './row-after.ts';

const running: Container = {
  id: 'a',
  name: 'web',
  image: 'busybox',
  imageId: 'sha256:0',
  command: 'sh',
  createdAt: 0,
  state: 'running',
  health: 'healthy',
  ports: [{ ip: '0.0.0.0', publicPort: 80, privatePort: 80, protocol: 'tcp' }],
  labels: {},
};
const { health: _health, ...plain } = running;

function told(row: Container, Action: string, Attributes: Record<string, unknown> = {}) {
  const event = readEvent({ Type: 'container', Action, Actor: { ID: 'a', Attributes } });
  return event && rowAfter(row, event);
}

describe('rowAfter', () => {
  it('tells an exit with its code, without ports and health', () => {
    const exited = { ...plain, state: 'exited', ports: [], exitCode: 137 };
    expect(told(running, 'die', { exitCode: '137' })).toEqual(exited);
    expect(told(running, 'died', { containerExitCode: '137' })).toEqual(exited);
    expect(told(running, 'die', { exitCode: {} })).not.toHaveProperty('exitCode');
  });

  it('tells a start, and forgets the exit code', () => {
    const exited: Container = { ...plain, state: 'exited', exitCode: 1 };
    expect(told(exited, 'start')).toEqual(plain);
    expect(told(running, 'restart')).toEqual(running);
  });

  it('tells pause and unpause', () => {
    expect(told(running, 'pause')).toEqual({ ...plain, state: 'paused' });
    expect(told({ ...plain, state: 'paused' }, 'unpause')).toEqual(plain);
  });

  it('tells health, but not of what does not run', () => {
    expect(told(running, 'health_status: unhealthy')).toEqual({ ...running, health: 'unhealthy' });
    expect(told(running, 'health_status', { health_status: 'unhealthy' })?.health).toBe('unhealthy');
    expect(told({ ...plain, state: 'exited' }, 'health_status: healthy')).not.toHaveProperty('health');
  });

  it('tells a new name', () => {
    expect(told(running, 'rename', { name: '/shop', oldName: '/web' })?.name).toBe('shop');
    expect(told(running, 'rename', { name: 7 })).toBeUndefined();
  });

  it('leaves all else to a look at the container', () => {
    for (const action of ['create', 'update', 'stop', 'oom', 'whatever'])
      expect(told(running, action)).toBeUndefined();
  });
});
