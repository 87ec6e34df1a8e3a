import type { Container } from '../../../src-main/contract/containers.ts';
import { t } from '../../i18n/i18n.ts';
import type { PendingAction } from '../../stores/pending-state.ts';
import type { Tone } from '../../ui/state-badge.tsx';

/** A container with what was asked of it and does not show yet. */
export type ContainerRow = Container & { pending?: PendingAction };

function ownState({ state, exitCode }: Container): string {
  if (state !== 'exited') return t(`containers.state.${state}`);
  return exitCode === undefined
    ? t('containers.state.exitedUnknown')
    : t('containers.state.exited', { code: exitCode });
}

/** A container's state in words, with exit code and health: "exited (137)", "running (unhealthy)". */
export function stateWord(row: ContainerRow): string {
  if (row.pending) return t(`containers.pending.${row.pending}`);
  const state = ownState(row);
  if (row.state !== 'running' || !row.health) return state;
  if (row.health === 'starting') return t('containers.state.healthStarting', { state });
  return t(`containers.state.${row.health}`, { state });
}

/** How well that state is. A container that ended with an error wants a look; one that ended well is at rest. */
export function stateTone(row: ContainerRow): Tone {
  if (row.pending) return 'info';
  switch (row.state) {
    case 'running':
      if (row.health === 'unhealthy') return 'danger';
      return row.health === 'starting' ? 'info' : 'ok';
    case 'paused':
      return 'warn';
    case 'restarting':
      return 'warn';
    case 'exited':
      return row.exitCode === 0 || row.exitCode === undefined ? 'neutral' : 'danger';
    case 'dead':
      return 'danger';
    case 'removing':
      return 'info';
    case 'created':
      return 'neutral';
  }
}

/** What the state column sorts by: what runs first, then what needs a look. */
export function stateRank(row: Container): string {
  const order = ['running', 'restarting', 'paused', 'removing', 'dead', 'exited', 'created'];
  return `${order.indexOf(row.state)} ${row.health ?? ''} ${row.exitCode ?? ''}`;
}

/** Whether the container is on its way to another state. */
export function isChanging(row: ContainerRow): boolean {
  return row.pending !== undefined || row.state === 'restarting' || row.state === 'removing';
}
