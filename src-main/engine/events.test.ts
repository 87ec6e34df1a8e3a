import { describe, expect, it } from 'vitest';
import { readEvent } from './events.ts';

describe('readEvent', () => {
  it('reads Docker’s events', () => {
    const event = readEvent({
      status: 'health_status: healthy',
      id: 'abc',
      from: 'busybox',
      Type: 'container',
      Action: 'health_status: healthy',
      Actor: { ID: 'abc', Attributes: { name: 'web' } },
      scope: 'local',
      time: 1795777139,
      timeNano: 1795777139322136600,
    });
    expect(event).toMatchObject({
      type: 'container',
      action: 'health_status',
      argument: 'healthy',
      id: 'abc',
    });
    expect(event?.time).toBeCloseTo(1795777139322.1, 0);
    expect(event?.attributes).toEqual({ name: 'web' });
  });

  it('reads those of API 1.52, without the old fields, and the oldest, without the new', () => {
    const expected = { type: 'container', action: 'start', id: 'abc' };
    expect(readEvent({ Type: 'container', Action: 'start', Actor: { ID: 'abc' } })).toMatchObject(expected);
    expect(readEvent({ status: 'start', id: 'abc', time: 1 })).toMatchObject({ ...expected, time: 1000 });
  });

  it('gives podman’s actions Docker’s names, but only those of containers', () => {
    const action = (Action: string, Type = 'container') => readEvent({ Type, Action })?.action;
    expect(action('died')).toBe('die');
    expect(action('exec_died')).toBe('exec_die');
    expect(action('remove')).toBe('destroy');
    expect(action('remove', 'image')).toBe('remove');
  });

  it('takes the command of an exec for no action', () => {
    expect(readEvent({ Action: 'exec_create: sh -c "die: x"', Type: 'container' })).toMatchObject({
      action: 'exec_create',
      argument: 'sh -c "die: x"',
    });
  });

  it.each([[null], [[]], ['x'], [{}], [{ Action: 7, Actor: 'x' }]])('makes nothing of %j', (value) => {
    expect(readEvent(value)).toBeUndefined();
  });

  it('stays calm at odd types', () => {
    expect(readEvent({ Action: 'die', Type: 5, Actor: { ID: {}, Attributes: [] }, time: 'x' })).toMatchObject(
      {
        type: 'container',
        id: '',
        attributes: {},
        time: 0,
      },
    );
  });
});
