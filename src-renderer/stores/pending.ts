import { create } from 'zustand';
import type { Container } from '../../src-main/contract/containers.ts';
import { containers } from './containers.ts';
import { isSettled, type Pending, type PendingAction } from './pending-state.ts';

interface PendingActions {
  /** By {@link pendingKey}. */
  actions: Readonly<Record<string, Pending>>;
}

/** Optimistic states of containers: what was asked and does not show yet. */
export const usePending = create<PendingActions>(() => ({ actions: {} }));

/** ms that an optimistic word outlives the engine's answer when no event follows: then the row is the truth. */
const EVENT_MOST_MS = 2_000;

export function pendingKey(host: string, id: string): string {
  return `${host}/${id}`;
}

/** The action that a container's row should show instead of its state. */
export function usePendingAction(host: string, id: string): PendingAction | undefined {
  return usePending((state) => state.actions[pendingKey(host, id)]?.action);
}

function drop(keys: readonly string[]): void {
  if (keys.length === 0) return;
  usePending.setState((state) => {
    const actions = { ...state.actions };
    for (const key of keys) delete actions[key];
    return { actions };
  });
}

/**
 * Shows an action on a container's row while the call runs, and after its answer until the engine's
 * event has changed the row. A call that fails gives the row its own word back, and its error on.
 */
export async function showPending(
  host: string,
  row: Container,
  action: PendingAction,
  work: () => Promise<void>,
): Promise<void> {
  const key = pendingKey(host, row.id);
  const asked: Pending = { action, before: row, answered: false };
  usePending.setState((state) => ({ actions: { ...state.actions, [key]: asked } }));
  try {
    await work();
  } catch (error) {
    if (usePending.getState().actions[key] === asked) drop([key]);
    throw error;
  }
  if (usePending.getState().actions[key] !== asked) return;
  const answered: Pending = { ...asked, answered: true };
  if (isSettled(answered, containers.rowsOf(host).rows.get(row.id))) {
    drop([key]);
    return;
  }
  usePending.setState((state) => ({ actions: { ...state.actions, [key]: answered } }));
  setTimeout(() => {
    if (usePending.getState().actions[key] === answered) drop([key]);
  }, EVENT_MOST_MS);
}

containers.subscribe((host, now) => {
  const settled = Object.entries(usePending.getState().actions)
    .filter(([key]) => key.startsWith(`${host}/`))
    .filter(([key, pending]) => isSettled(pending, now.rows.get(key.slice(host.length + 1))))
    .map(([key]) => key);
  drop(settled);
});
