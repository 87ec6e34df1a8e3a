import type { ComponentPropsWithRef, ReactNode } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names.ts';
import { ICON_SIZE, ICON_STROKE, type Icon } from './icon.ts';
import { ariaShortcut } from './shortcut.ts';
import { Spinner } from './spinner.tsx';
import { tooltipProps } from './tooltip.tsx';

export type ButtonKind = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'medium' | 'small';

interface CommonProps extends Omit<ComponentPropsWithRef<'button'>, 'children' | 'type'> {
  kind?: ButtonKind;
  size?: ButtonSize;
  /** Work that this button began goes on: it keeps its width and takes no click. */
  busy?: boolean;
  /** Why it cannot be used now. Disables it, yet leaves it reachable so that the reason can be read. */
  reason?: string | undefined;
  /** Shown in the tooltip; handling the keys is up to the page. */
  shortcut?: string | undefined;
  /** Submits the form around it. */
  submit?: boolean;
}

export interface ButtonProps extends CommonProps {
  children: ReactNode;
  icon?: Icon | undefined;
  tooltip?: string | undefined;
}

/** A button with words: a verb, and the object where it is not plain. */
export function Button({ children, icon: IconPart, tooltip, ...props }: ButtonProps) {
  const { busy } = props;
  return (
    <ButtonBase {...props} tooltip={tooltip}>
      {busy ? <Spinner /> : IconPart && <IconPart size={ICON_SIZE} strokeWidth={ICON_STROKE} aria-hidden />}
      <span className={styles.label}>{children}</span>
    </ButtonBase>
  );
}

export interface IconButtonProps extends CommonProps {
  /** The tooltip, and the accessible name unless `aria-label` says more. */
  label: string;
  icon: Icon;
  /** For a button that is on or off. */
  pressed?: boolean;
}

/** A button that is an icon; its label is its name and its tooltip. */
export function IconButton({
  label,
  icon: IconPart,
  pressed,
  kind = 'ghost',
  className,
  ...props
}: IconButtonProps) {
  return (
    <ButtonBase
      {...props}
      kind={kind}
      tooltip={label}
      aria-label={props['aria-label'] ?? label}
      aria-pressed={pressed}
      className={classNames(styles.iconOnly, className)}
    >
      {props.busy ? <Spinner /> : <IconPart size={ICON_SIZE} strokeWidth={ICON_STROKE} aria-hidden />}
    </ButtonBase>
  );
}

function ButtonBase({
  kind = 'secondary',
  size = 'medium',
  busy = false,
  reason,
  shortcut,
  submit = false,
  tooltip,
  className,
  onClick,
  children,
  ...props
}: CommonProps & { children: ReactNode; tooltip?: string | undefined }) {
  const blocked = busy || reason !== undefined;
  return (
    <button
      {...tooltipProps(reason ?? tooltip, shortcut)}
      {...props}
      type={submit ? 'submit' : 'button'}
      className={classNames(styles.button, styles[kind], styles[size], className)}
      aria-busy={busy || undefined}
      aria-disabled={blocked || undefined}
      aria-description={reason}
      aria-keyshortcuts={shortcut && ariaShortcut(shortcut)}
      onClick={(event) => {
        if (blocked) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
    </button>
  );
}
