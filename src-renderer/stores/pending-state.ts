import type { Container, ContainerAction, ContainerState } from '../../src-main/contract/containers.ts';

/** What was asked of a container and has not shown in its row yet. */
export type PendingAction = ContainerAction | 'remove';

export interface Pending {
  readonly action: PendingAction;
  /** The row when the action was asked for. */
  readonly before: Container;
  /** Whether the engine has answered the call; then only its event is waited for. */
  readonly answered: boolean;
}

/** States in which an action has reached its end. */
const REACHED: Readonly<Record<PendingAction, readonly ContainerState[]>> = {
  start: ['running'],
  stop: ['exited', 'dead'],
  restart: ['running'],
  pause: ['paused'],
  unpause: ['running'],
  kill: ['exited', 'dead'],
  remove: [],
};

/**
 * Whether a row says by itself what its action led to, so that the optimistic word may go.
 * A row on its way (a restarting container's `exited`) does not.
 */
export function isSettled(pending: Pending, now: Container | undefined): boolean {
  if (now === undefined) return true;
  const changed = now !== pending.before;
  if (REACHED[pending.action].includes(now.state))
    // A restart leads from running to running: only the engine's answer tells that it is over.
    return pending.action === 'restart' ? pending.answered : changed || pending.answered;
  // The engine has answered and the row moved, yet elsewhere: a restart policy brought it back, another client acted.
  return pending.answered && changed && pending.action !== 'remove' && now.state !== pending.before.state;
}
