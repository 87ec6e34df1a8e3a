import { create } from 'zustand';

/** The host on which the pull dialog is to pull, while it is open. */
export const usePullDialog = create<{ host: string | undefined }>(() => ({ host: undefined }));

/** Asks what to pull, from wherever: the images page, the palette. */
export function openPullDialog(host: string): void {
  usePullDialog.setState({ host });
}
