import CirclePlay from 'lucide-react/icons/circle-play';
import OctagonX from 'lucide-react/icons/octagon-x';
import Pause from 'lucide-react/icons/pause';
import Play from 'lucide-react/icons/play';
import RotateCw from 'lucide-react/icons/rotate-cw';
import Square from 'lucide-react/icons/square';
import Trash2 from 'lucide-react/icons/trash-2';
import type { ContainerState } from '../../../src-main/contract/containers.ts';
import type { PendingAction } from '../../stores/pending-state.ts';
import type { Icon } from '../../ui/icon.ts';

/** Everything that can be done to a container, in the order that every place keeps. */
export const VERBS = ['start', 'stop', 'restart', 'pause', 'unpause', 'kill', 'remove'] as const;

export const VERB_ICONS: Readonly<Record<PendingAction, Icon>> = {
  start: Play,
  stop: Square,
  restart: RotateCw,
  pause: Pause,
  unpause: CirclePlay,
  kill: OctagonX,
  remove: Trash2,
};

/** States in which an engine takes an action. */
const ALLOWED: Readonly<Record<PendingAction, readonly ContainerState[]>> = {
  start: ['created', 'exited', 'dead'],
  stop: ['running', 'paused', 'restarting'],
  restart: ['running', 'paused', 'restarting'],
  pause: ['running'],
  unpause: ['paused'],
  kill: ['running', 'paused', 'restarting'],
  remove: ['created', 'running', 'paused', 'restarting', 'exited', 'dead'],
};

/** Whether a container in that state can be done that to. */
export function isAllowed(verb: PendingAction, state: ContainerState): boolean {
  return ALLOWED[verb].includes(state);
}

/** Whether removing a container in that state kills a process, so that the engine wants to be forced. */
export function needsForce(state: ContainerState): boolean {
  return isAllowed('kill', state);
}
