import { create } from 'zustand';
import type { Container } from '../../../src-main/contract/containers.ts';

/** Containers that the user is asked about; absent while nothing is asked. */
export const useRemoveDialog = create<{ asked?: { host: string; rows: readonly Container[] } | undefined }>(
  () => ({}),
);

/** Asks whether containers are to be removed. */
export function askToRemove(host: string, rows: readonly Container[]): void {
  useRemoveDialog.setState({ asked: { host, rows } });
}
