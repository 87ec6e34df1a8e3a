import { ContextMenu as BaseContext } from '@base-ui/react/context-menu';
import { Menu as Base } from '@base-ui/react/menu';
import Check from 'lucide-react/icons/check';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { ICON_SIZE, ICON_STROKE, type Icon } from './icon.ts';
import { Kbd } from './kbd.tsx';
import styles from './menu.module.css';
import { ariaShortcut } from './shortcut.ts';

/** One action, described once for buttons, menus, context menus and the palette. */
export interface MenuAction {
  id: string;
  label: string;
  icon?: Icon | undefined;
  shortcut?: string | undefined;
  danger?: boolean;
  /** Cannot be used now. `reason` says why and disables by itself. */
  disabled?: boolean;
  reason?: string | undefined;
  /** Makes it a check box: on or off. The menu stays open. */
  checked?: boolean;
  onSelect: () => void;
}
export type MenuEntry = MenuAction | 'separator' | { heading: string };

/** A list, or what makes it when the menu opens. */
export type MenuItems = readonly MenuEntry[] | (() => readonly MenuEntry[]);

export function isAction(entry: MenuEntry): entry is MenuAction {
  return typeof entry === 'object' && 'id' in entry;
}

export interface MenuProps {
  items: MenuItems;
  /** The button that opens it, usually an `IconButton`. */
  trigger: ReactElement<Record<string, unknown>>;
  align?: 'start' | 'center' | 'end';
}

/** A menu behind a button. */
export function Menu({ items, trigger, align = 'start' }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} sideOffset={4} align={align}>
          <Popup items={items} />
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** The same items where the pointer is, over `children` (one element). */
export function ContextMenu({
  items,
  children,
}: {
  items: MenuItems;
  children: ReactElement<Record<string, unknown>>;
}) {
  return (
    <BaseContext.Root>
      <BaseContext.Trigger render={children} />
      <BaseContext.Portal>
        <BaseContext.Positioner className={styles.positioner}>
          <Popup items={items} />
        </BaseContext.Positioner>
      </BaseContext.Portal>
    </BaseContext.Root>
  );
}

/** A place on the screen or an element to open a menu at. */
export type MenuAnchor = Element | { x: number; y: number };

/** One menu that serves many places, such as all rows of a table. */
export function AnchoredMenu({
  open,
  anchor,
  items,
  label,
  onClose,
  restoreFocus,
}: {
  open: boolean;
  anchor: MenuAnchor;
  items: MenuItems;
  label: string;
  onClose: () => void;
  /** What takes the focus when the menu closes. */
  restoreFocus: () => HTMLElement | null;
}) {
  return (
    <Base.Root
      open={open}
      modal={false}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Base.Portal>
        <Base.Positioner
          className={styles.positioner}
          sideOffset={2}
          align={anchor instanceof Element ? 'end' : 'start'}
          anchor={anchor instanceof Element ? anchor : pointAnchor(anchor)}
        >
          <Popup items={items} label={label} finalFocus={restoreFocus} />
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function pointAnchor({ x, y }: { x: number; y: number }) {
  return { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) };
}

function Popup({
  items,
  label,
  finalFocus,
}: {
  items: MenuItems;
  label?: string;
  finalFocus?: () => HTMLElement | null;
}) {
  const entries = typeof items === 'function' ? items() : items;
  return (
    <Base.Popup className={styles.popup} aria-label={label} finalFocus={finalFocus}>
      {entries.map((entry, index) => renderEntry(entry, index))}
    </Base.Popup>
  );
}

function renderEntry(entry: MenuEntry, index: number): ReactNode {
  if (entry === 'separator') return <Base.Separator key={index} className={styles.separator} />;
  if (!isAction(entry)) {
    return (
      <div key={entry.heading} className={styles.heading} role="presentation">
        {entry.heading}
      </div>
    );
  }
  const disabled = entry.disabled === true || entry.reason !== undefined;
  const className = classNames(styles.item, entry.danger && styles.danger);
  if (entry.checked !== undefined) {
    return (
      <Base.CheckboxItem
        key={entry.id}
        className={className}
        checked={entry.checked}
        disabled={disabled}
        closeOnClick={false}
        onCheckedChange={() => entry.onSelect()}
        label={entry.label}
      >
        <span className={styles.icon}>
          <Base.CheckboxItemIndicator>
            <Check size={14} />
          </Base.CheckboxItemIndicator>
        </span>
        <ItemText entry={entry} />
      </Base.CheckboxItem>
    );
  }
  const IconPart = entry.icon;
  return (
    <Base.Item
      key={entry.id}
      className={className}
      disabled={disabled}
      onClick={() => entry.onSelect()}
      label={entry.label}
      aria-keyshortcuts={entry.shortcut && ariaShortcut(entry.shortcut)}
    >
      <span className={styles.icon}>
        {IconPart && <IconPart size={ICON_SIZE} strokeWidth={ICON_STROKE} aria-hidden />}
      </span>
      <ItemText entry={entry} />
    </Base.Item>
  );
}

function ItemText({ entry }: { entry: MenuAction }) {
  return (
    <>
      <span className={styles.label}>
        {entry.label}
        {entry.reason && <span className={styles.reason}>{entry.reason}</span>}
      </span>
      {entry.shortcut && (
        <span aria-hidden="true">
          <Kbd shortcut={entry.shortcut} />
        </span>
      )}
    </>
  );
}
