import { type ReactNode, useRef } from 'react';
import { useT } from '../i18n/i18n.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorNote } from './error-note.tsx';
import type { Problem } from './problem.ts';

export interface ConfirmDialogProps {
  open: boolean;
  onClose: () => void;
  onConfirm: () => void;
  title: string;
  /** What is lost, with its size. */
  description?: ReactNode;
  /** Verb and object: "Remove 3 containers". */
  confirmLabel: string;
  /** Cannot be undone: the confirming button is red and the focus starts on Cancel. */
  danger?: boolean;
  busy?: boolean;
  /** What went wrong when it was tried; the dialog stays open. */
  problem?: Problem | undefined;
  children?: ReactNode;
}

/** Asks before what cannot be undone. */
export function ConfirmDialog({
  open,
  onClose,
  onConfirm,
  title,
  description,
  confirmLabel,
  danger = false,
  busy = false,
  problem,
  children,
}: ConfirmDialogProps) {
  const t = useT();
  const safe = useRef<HTMLButtonElement>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  const hasBody = children !== undefined || problem !== undefined;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      description={description}
      size="small"
      initialFocus={danger ? safe : confirm}
      footer={
        <>
          <Button ref={safe} onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button ref={confirm} kind={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {hasBody ? (
        <>
          {children}
          {problem && <ErrorNote {...problem} />}
        </>
      ) : undefined}
    </Dialog>
  );
}
