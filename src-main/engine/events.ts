import type { Engine } from './engine.ts';
import { streamLost } from './failures.ts';
import { NO_DEADLINE, stream } from './http.ts';
import { JsonLines } from './json-lines.ts';
import { type Fields, fields, number, text } from './read.ts';

/** One thing that happened on an engine. */
export interface EngineEvent {
  /** `container`, `image`, `network`, `volume`, `builder`, … */
  type: string;
  /** `start`, `die`, `health_status`, `exec_create`, …: what follows a colon stands in `argument`. */
  action: string;
  /** `healthy` of `health_status: healthy`, the command of `exec_create: sh`. */
  argument: string;
  /** Of the container, image, …; an image's may be a reference. */
  id: string;
  /** Labels and facts, such as `exitCode`; strings by rule, whatever by accident. */
  attributes: Fields;
  /** ms since 1970 on the engine's clock. */
  time: number;
}

export interface FollowOptions {
  /** ms since 1970 on the engine's clock: what happened since then (of the last 256 events) is told first. */
  since?: number;
  signal?: AbortSignal;
  /** Told of each event as it comes, old ones first. It must not throw, and must return at once. */
  onEvent: (event: EngineEvent) => void;
  /** Told when the engine has accepted; podman says so only with its first event. */
  onOpen?: () => void;
}

/**
 * Follows what happens on an engine. Events are handed over as they come and are never held back: an engine whose
 * event stream is not drained slows down with every operation and then drops events in silence (moby keeps
 * 1,024 per listener). Nothing is filtered by the engine, as dialects differ in the names of actions.
 * Never resolves: it rejects with STREAM_LOST when the stream ends, as `request` does when it cannot
 * begin, with CANCELLED by the signal.
 */
export async function followEvents(
  engine: Engine,
  { since, signal, onEvent, onOpen }: FollowOptions,
): Promise<never> {
  const lines = new JsonLines();
  const chunks = stream(engine, 'GET', '/events', {
    query: { since: since === undefined ? undefined : (since / 1000).toFixed(3) },
    signal,
    deadline: NO_DEADLINE,
    onOpen: () => onOpen?.(),
  });
  for await (const chunk of chunks) {
    for (const value of lines.push(chunk)) {
      const event = readEvent(value);
      if (event) onEvent(event);
    }
  }
  throw streamLost('the event stream ended');
}

/** Podman's names of actions that Docker names otherwise. */
const ACTIONS: Record<string, string> = {
  died: 'die',
  exec_died: 'exec_die',
  exited: 'die',
  remove: 'destroy',
};

/**
 * An event of any dialect: Docker's old fields (`status`, `id`, `from`; gone with API 1.52) fill in for the
 * new ones (`Type`, `Action`, `Actor`). Undefined when it names no action.
 */
export function readEvent(value: unknown): EngineEvent | undefined {
  const event = fields(value);
  const actor = fields(event.Actor);
  const whole = text(event.Action) || text(event.status);
  if (whole === '') return undefined;
  const colon = whole.indexOf(':');
  const name = colon < 0 ? whole : whole.slice(0, colon);
  const type = text(event.Type) || 'container';
  return {
    type,
    action: type === 'container' ? (ACTIONS[name] ?? name) : name,
    argument: colon < 0 ? '' : whole.slice(colon + 1).trim(),
    id: text(actor.ID) || text(event.id),
    attributes: fields(actor.Attributes),
    time: number(event.timeNano) / 1e6 || number(event.time) * 1000,
  };
}
