import { describe, expect, test } from 'vitest';
import type { Container, ContainerState } from '../../src-main/contract/containers.ts';
import { isSettled, type PendingAction } from './pending-state.ts';

const container = (state: ContainerState): Container => ({
  id: 'a',
  name: 'web',
  image: 'busybox',
  imageId: 'sha256:1',
  command: 'sh',
  createdAt: 0,
  state,
  ports: [],
  labels: {},
});

/** Whether the word goes, for an action asked of a container in one state and its row in another. */
function settled(action: PendingAction, from: ContainerState, now: Container | undefined, answered = false) {
  return isSettled({ action, before: container(from), answered }, now);
}

describe('the optimistic word', () => {
  test('stays until the row shows where the action leads', () => {
    expect(settled('stop', 'running', container('running'))).toBe(false);
    expect(settled('stop', 'running', container('exited'))).toBe(true);
    expect(settled('start', 'exited', container('running'))).toBe(true);
    expect(settled('pause', 'running', container('paused'))).toBe(true);
    expect(settled('unpause', 'paused', container('running'))).toBe(true);
    expect(settled('kill', 'running', container('exited'))).toBe(true);
  });

  test('is not fooled by the way of a restart', () => {
    expect(settled('restart', 'running', container('exited'))).toBe(false);
    expect(settled('restart', 'running', container('running'))).toBe(false);
    expect(settled('restart', 'running', container('running'), true)).toBe(true);
    expect(settled('restart', 'running', container('exited'), true)).toBe(true);
  });

  test('of a removal stays until the row is gone', () => {
    expect(settled('remove', 'exited', container('removing'), true)).toBe(false);
    expect(settled('remove', 'running', container('exited'), true)).toBe(false);
    expect(settled('remove', 'exited', undefined)).toBe(true);
  });

  test('goes when a restart policy brings a killed container back', () => {
    expect(settled('kill', 'running', container('restarting'))).toBe(false);
    expect(settled('kill', 'running', container('restarting'), true)).toBe(true);
  });

  test('goes at the answer when nothing had to change', () => {
    const before = container('running');
    expect(isSettled({ action: 'start', before, answered: true }, before)).toBe(true);
    expect(isSettled({ action: 'start', before, answered: false }, before)).toBe(false);
  });
});
