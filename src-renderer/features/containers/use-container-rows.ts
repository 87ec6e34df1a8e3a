import { useMemo } from 'react';
import type { Container } from '../../../src-main/contract/containers.ts';
import { containers } from '../../stores/containers.ts';
import { useRows } from '../../stores/inventory.ts';
import { pendingKey, usePending } from '../../stores/pending.ts';
import type { PendingAction } from '../../stores/pending-state.ts';
import type { ContainerRow } from './state-words.ts';

/** Rows with a pending action, kept so that a row that does not change is the same object. */
const withPending = new WeakMap<Container, Map<PendingAction, ContainerRow>>();

/** The container as a row of the list, with what is pending for it. */
export function rowWith(container: Container, pending: PendingAction | undefined): ContainerRow {
  if (pending === undefined) return container;
  let rows = withPending.get(container);
  if (!rows) {
    rows = new Map();
    withPending.set(container, rows);
  }
  const row = rows.get(pending) ?? { ...container, pending };
  rows.set(pending, row);
  return row;
}

/** A host's containers as rows of the list. */
export function useContainerRows(host: string | undefined): {
  rows: readonly ContainerRow[];
  loaded: boolean;
  error: unknown;
} {
  const { rows, loaded, error } = useRows(containers, host);
  const actions = usePending((state) => state.actions);
  const withActions = useMemo(
    () =>
      [...rows.values()].map((row) =>
        rowWith(row, host === undefined ? undefined : actions[pendingKey(host, row.id)]?.action),
      ),
    [rows, actions, host],
  );
  return { rows: withActions, loaded, error };
}
