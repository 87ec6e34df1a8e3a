import { Dialog as Base } from '@base-ui/react/dialog';
import X from 'lucide-react/icons/x';
import { type FormEvent, type ReactNode, type RefObject, useRef } from 'react';
import { useT } from '../i18n/i18n.ts';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './dialog.module.css';
import { focusOrigin, returnFocusTo } from './return-focus.ts';

export interface DialogProps {
  open: boolean;
  /** Escape, the close button or a click beside it. */
  onClose: () => void;
  title: string;
  description?: ReactNode;
  size?: 'small' | 'medium' | 'large';
  /** What takes the focus first; by default the first field or button of the body. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** Makes it a form: Enter in a field and a `submit` button of the footer call this. */
  onSubmit?: () => void;
  /** Keeps a click beside it from closing it: for forms, so that nothing typed is lost. */
  keepOpenOutside?: boolean;
  children?: ReactNode;
  /** Buttons: the way out first, the confirming one last. */
  footer?: ReactNode;
}

/** A question or a form over the page. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  size = 'medium',
  initialFocus,
  onSubmit,
  keepOpenOutside = onSubmit !== undefined,
  children,
  footer,
}: DialogProps) {
  const t = useT();
  const focusBefore = useRef<Element | null>(null);
  if (!open) focusBefore.current = null;
  else focusBefore.current ??= focusOrigin();
  const content = (
    <>
      {children !== undefined && (
        <div className={classNames(styles.body, !footer && styles.last)}>{children}</div>
      )}
      {footer && <div className={styles.footer}>{footer}</div>}
    </>
  );
  return (
    <Base.Root
      open={open}
      disablePointerDismissal={keepOpenOutside}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Viewport className={styles.viewport}>
          <Base.Popup
            className={classNames(styles.popup, styles[size])}
            initialFocus={initialFocus}
            finalFocus={() => returnFocusTo(focusBefore.current)}
          >
            <header className={styles.header}>
              <Base.Title className={styles.title}>{title}</Base.Title>
              {description && (
                <Base.Description className={styles.description}>{description}</Base.Description>
              )}
            </header>
            {onSubmit ? (
              <form className={styles.form} noValidate onSubmit={(event) => submit(event, onSubmit)}>
                {content}
              </form>
            ) : (
              content
            )}
            <Base.Close
              render={<IconButton className={styles.close} label={t('ui.close')} icon={X} size="small" />}
            />
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

function submit(event: FormEvent, onSubmit: () => void): void {
  event.preventDefault();
  // A dialog opened from inside another form is its React child: the outer form must not be sent too.
  event.stopPropagation();
  onSubmit();
}
