import { create } from 'zustand';
import { emptyRunForm, type RunForm } from './run-form.ts';

interface RunDialogState {
  /** Host to run on, while the dialog is open. */
  host?: string | undefined;
  /** What is typed; kept until a container has started from it. */
  form: RunForm;
}

/** The one dialog that runs a container, opened from several pages. */
export const useRunDialog = create<RunDialogState>(() => ({ form: emptyRunForm }));

/** Asks how to run a container on a host; another image than the one typed begins a new form. */
export function openRunDialog(host: string, image?: string): void {
  useRunDialog.setState(({ form }) => ({
    host,
    form: image === undefined || image === form.image ? form : { ...emptyRunForm, image },
  }));
}
