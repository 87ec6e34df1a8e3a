import type { Container } from '../contract/containers.ts';
import type { EngineEvent } from '../engine/events.ts';
import { number, text } from '../engine/read.ts';
import { healthOf } from './rows.ts';

/**
 * A container's row as an event alone tells it, or undefined when the event does not tell enough. dockerd sends its
 * events while it holds the container's lock and writes its state to disk, so that the inspect which follows waits:
 * 70 ms by the median for an exit, with a busy disk much more. What the event leaves open (a restart by policy,
 * ports, the first health) that inspect tells.
 */
export function rowAfter(
  row: Container,
  { action, argument, attributes }: EngineEvent,
): Container | undefined {
  const { exitCode: _exitCode, health, ...rest } = row;
  switch (action) {
    case 'start':
    case 'restart':
      return row.state === 'running' ? row : { ...rest, state: 'running' };
    case 'unpause':
      return { ...rest, state: 'running' };
    case 'pause':
      return { ...rest, state: 'paused' };
    case 'die': {
      const code = number(attributes.exitCode, number(attributes.containerExitCode, Number.NaN));
      // An exited container publishes nothing.
      return { ...rest, state: 'exited', ports: [], ...(Number.isNaN(code) ? {} : { exitCode: code }) };
    }
    case 'health_status': {
      const now = healthOf(argument || text(attributes.health_status));
      if (row.state !== 'running') return row;
      return now === health ? row : { ...rest, ...(now ? { health: now } : {}) };
    }
    case 'rename': {
      const name = text(attributes.name).replace(/^\//, '');
      return name === '' ? undefined : { ...row, name };
    }
    default:
      return undefined;
  }
}
