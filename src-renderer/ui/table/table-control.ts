import type { ChangeEvent, FocusEvent, KeyboardEvent, MouseEvent, RefObject } from 'react';
import type { Translate } from '../../i18n/i18n.ts';
import { isAction, type MenuAnchor, type MenuEntry } from '../menu.tsx';
import { matchesShortcut } from '../shortcut.ts';
import type { Item } from './items.ts';
import { type Command, commandOf } from './keys.ts';
import { rangeToggled, selectionState, toggled } from './selection.ts';
import type { RowHandlers } from './table-row.tsx';
import { TypeAhead } from './type-ahead.ts';
import type { RowAction, TableProps } from './types.ts';
import type { Viewport } from './use-viewport.ts';
import { scrollToShow } from './window.ts';

/** A menu to open for a line: where, called what, with what in it. */
export interface MenuRequest {
  anchor: MenuAnchor;
  label: string;
  items: readonly MenuEntry[];
}

export interface ControlInput<Row> extends TableProps<Row> {
  t: Translate;
  items: readonly Item<Row>[];
  viewport: Viewport;
  rowHeight: number;
  onOpenMenu: (menu: MenuRequest) => void;
}

/** What the handlers read and write; they themselves stay the same for the life of the table. */
export interface ControlContext<Row> {
  /** What was drawn last. */
  readonly latest: RefObject<ControlInput<Row> & { activeIndex: number }>;
  readonly activate: (id: string, moveFocus: boolean) => void;
  readonly focusInside: RefObject<boolean>;
  /** Invisible stops before and after the lines, where Tab leaves from. */
  readonly before: RefObject<HTMLElement | null>;
  readonly after: RefObject<HTMLElement | null>;
}

const CONTROLS = 'a[href], button, input, select, textarea, [tabindex]';

/** The handlers of the table's body, by delegation: no line has any of its own. */
export function createTableControl<Row>({
  latest,
  activate,
  focusInside,
  before,
  after,
}: ControlContext<Row>) {
  const anchor: { id: string | null } = { id: null };
  const pressed = { now: false };
  const typing = new TypeAhead();
  const now = () => latest.current;
  const lineOf = (target: EventTarget | null) =>
    target instanceof Element ? target.closest<HTMLElement>('[role=row][data-id]') : null;
  const itemOf = (target: EventTarget | null) => {
    const id = lineOf(target)?.dataset.id;
    return id === undefined ? undefined : now().items.find((item) => item.id === id && item.kind !== 'ghost');
  };

  function goTo(index: number): void {
    const { items: all, viewport, rowHeight } = now();
    const to = Math.max(0, Math.min(all.length - 1, index));
    const item = all[to];
    if (!item) return;
    if (item.kind === 'ghost') {
      if (to > 0 && to < all.length - 1) goTo(index > now().activeIndex ? to + 1 : to - 1);
      return;
    }
    const { scrollTop, height } = viewport.position();
    const top = scrollToShow(to, scrollTop, height, rowHeight);
    if (top !== scrollTop) viewport.scrollTo(top);
    activate(item.id, true);
  }

  function rowIds(): string[] {
    return now().items.flatMap((item) => (item.kind === 'row' ? [item.id] : []));
  }

  function check(item: Item<Row>, on: boolean, range: boolean): void {
    const { selected, onSelectedChange, getRowId } = now();
    if (!selected || !onSelectedChange) return;
    if (item.kind === 'group') {
      let next = selected;
      for (const row of item.rows) next = toggled(next, getRowId(row), on);
      onSelectedChange(next);
    } else if (range) onSelectedChange(rangeToggled(selected, rowIds(), anchor.id, item.id, on));
    else onSelectedChange(toggled(selected, item.id, on));
    if (!range) anchor.id = item.id;
  }

  function toggleGroup(item: Item<Row> | undefined, closed?: boolean): void {
    if (item?.kind !== 'group' || closed === item.closed) return;
    const { prefs, onPrefsChange } = now();
    const others = (prefs.collapsed ?? []).filter((id) => id !== item.group.id);
    onPrefsChange({ ...prefs, collapsed: item.closed ? others : [...others, item.group.id] });
  }

  function actionsOf(item: Item<Row>): readonly RowAction[] {
    const { actions, groupActions } = now();
    if (item.kind === 'group') return groupActions?.(item.group, item.rows) ?? [];
    return actions?.(item.row) ?? [];
  }

  function openMenu(item: Item<Row>, at: MenuAnchor): void {
    const { rowName, rowLabel, onOpenMenu } = now();
    const label = item.kind === 'group' ? item.group.label : (rowName ?? rowLabel)(item.row);
    onOpenMenu({ anchor: at, label, items: actionsOf(item) });
  }

  /** With Shift the selection reaches from where it began to where the focus goes, no further. */
  function extendTo(index: number): void {
    const { selected, onSelectedChange, items: all, activeIndex: from } = now();
    const to = all[Math.max(0, Math.min(all.length - 1, index))];
    if (!selected || !onSelectedChange || to?.kind !== 'row') return;
    const at = all[from];
    anchor.id ??= at?.id ?? null;
    const order = rowIds();
    const left = at?.kind === 'row' ? rangeToggled(selected, order, anchor.id, at.id, false) : selected;
    onSelectedChange(rangeToggled(left, order, anchor.id, to.id));
  }

  function inward(line: HTMLElement, from: Element, step: 1 | -1): void {
    const stops = [...line.querySelectorAll<HTMLElement>(CONTROLS)].filter(isUsable);
    const to = stops.indexOf(from as HTMLElement) + step;
    if (to < 0) line.focus();
    else stops[to]?.focus();
  }

  function run(
    command: Exclude<Command, { do: 'typeAhead' }>,
    line: HTMLElement,
    item: Item<Row>,
    target: Element,
  ): void {
    const { items: all, activeIndex: at, viewport, rowHeight, onOpen } = now();
    const move = (to: number, extend: boolean) => {
      if (extend) extendTo(to);
      else anchor.id = null;
      goTo(to);
    };
    switch (command.do) {
      case 'move':
        move(at + command.by, command.extend);
        return;
      case 'first':
        move(0, command.extend);
        return;
      case 'last':
        move(all.length - 1, command.extend);
        return;
      case 'page': {
        const lines = Math.max(1, Math.floor(viewport.position().height / rowHeight) - 1);
        move(at + lines * command.direction, command.extend);
        return;
      }
      case 'open':
        if (item.kind === 'group') toggleGroup(item);
        else onOpen?.(item.row);
        return;
      case 'toggle': {
        const { selected, getRowId } = now();
        if (!selected) return;
        const on =
          item.kind === 'group'
            ? selectionState(selected, item.rows.map(getRowId)) !== 'all'
            : !selected.has(item.id);
        check(item, on, false);
        return;
      }
      case 'selectAll': {
        const { selected, onSelectedChange, rows, getRowId } = now();
        if (selected) onSelectedChange?.(new Set([...selected, ...rows.map(getRowId)]));
        return;
      }
      case 'clear':
        anchor.id = null;
        now().onSelectedChange?.(new Set());
        return;
      case 'menu':
        openMenu(item, line.querySelector('[aria-haspopup=menu]') ?? line);
        return;
      case 'inward':
        if (item.kind === 'group' && item.closed) toggleGroup(item, false);
        else inward(line, target, 1);
        return;
      case 'outward':
        if (item.kind === 'group' && target === line) toggleGroup(item, true);
        else if (target !== line) inward(line, target, -1);
        return;
    }
  }

  /**
   * Goes to the line whose name begins so. Tells whether the key is taken: the first letter of a word, and a second
   * one that no name goes on with, may begin a shortcut of the page such as "g i".
   */
  function jump(letter: string): boolean {
    const { items: all, activeIndex: at, rowName, rowLabel } = now();
    const names = all.map((each) =>
      each.kind === 'group' ? each.group.label : (rowName ?? rowLabel)(each.row),
    );
    const found = typing.type(letter, names, at, performance.now());
    if (found >= 0) goTo(found);
    return typing.length > 2 || (typing.length === 2 && found >= 0);
  }

  /** Tab goes through the controls of this line, then out; the other lines' controls are no stops. */
  function stepOut(event: KeyboardEvent, line: HTMLElement): void {
    const stops = [line, ...[...line.querySelectorAll<HTMLElement>(CONTROLS)].filter(isUsable)];
    const next = stops[stops.indexOf(event.target as HTMLElement) + (event.shiftKey ? -1 : 1)];
    if (next) {
      event.preventDefault();
      next.focus();
    } else (event.shiftKey ? before : after).current?.focus({ preventScroll: true });
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const line = lineOf(event.target);
    const item = itemOf(event.target);
    if (!line || !item || event.defaultPrevented) return;
    if (event.key === 'Tab') {
      stepOut(event, line);
      return;
    }
    const target = event.target as Element;
    const command = commandOf(event, target !== line);
    if (command?.do === 'typeAhead') {
      if (jump(command.letter)) event.preventDefault();
      return;
    }
    if (command) {
      if (command.do === 'clear' && !now().selected?.size) return;
      event.preventDefault();
      run(command, line, item, target);
      return;
    }
    for (const action of actionsOf(item)) {
      if (!isAction(action) || !action.shortcut || action.disabled || action.reason) continue;
      if (!matchesShortcut(event, action.shortcut)) continue;
      event.preventDefault();
      action.onSelect();
      return;
    }
  }

  function onClick(event: MouseEvent<HTMLElement>): void {
    const item = itemOf(event.target);
    if (!item || (event.target as Element).closest('a, button, input, [role=button]')) return;
    if (event.shiftKey) check(item, true, true);
    else if (event.ctrlKey || event.metaKey) {
      check(item, !(now().selected?.has(item.id) ?? false), false);
    } else if (item.kind === 'group') toggleGroup(item);
    else anchor.id = item.id;
  }

  const handlers: RowHandlers = {
    onCheck: (event: ChangeEvent<HTMLInputElement>) => {
      const item = itemOf(event.target);
      const native = event.nativeEvent as unknown as { shiftKey?: boolean };
      if (item) check(item, event.target.checked, native.shiftKey === true);
    },
    onMore: ({ currentTarget }) => {
      const item = itemOf(currentTarget);
      if (item) openMenu(item, currentTarget);
    },
    onToggleGroup: ({ currentTarget }) => toggleGroup(itemOf(currentTarget)),
  };

  return {
    handlers,
    onKeyDown,
    onClick,
    onMouseDown: (event: MouseEvent<HTMLElement>) => {
      pressed.now = true;
      // Shift and a click select rows here, not the text between two clicks.
      if (event.shiftKey) event.preventDefault();
      if (event.shiftKey) lineOf(event.target)?.focus({ preventScroll: true });
    },
    onMouseUp: () => {
      pressed.now = false;
    },
    onDoubleClick: (event: MouseEvent<HTMLElement>) => {
      const item = itemOf(event.target);
      if (item?.kind !== 'row' || (event.target as Element).closest('a, button, input')) return;
      now().onOpen?.(item.row);
    },
    onContextMenu: (event: MouseEvent<HTMLElement>) => {
      const item = itemOf(event.target);
      if (!item) return;
      event.preventDefault();
      openMenu(item, { x: event.clientX, y: event.clientY });
    },
    onFocus: (event: FocusEvent<HTMLElement>) => {
      const entered = !event.currentTarget.contains(event.relatedTarget);
      const byPointer = pressed.now;
      pressed.now = false;
      focusInside.current = true;
      const line = lineOf(event.target);
      if (!line?.dataset.id) return;
      const { items: all, activeIndex: at, viewport } = now();
      const stop = all[Math.max(0, at)];
      // Tab from above meets the first link in sight: it belongs on the line that is the Tab stop.
      if (entered && !byPointer && event.target !== line && stop && line.dataset.id !== stop.id) {
        const home = lineElement(viewport, stop.id);
        if (home) return home.focus();
      }
      activate(line.dataset.id, false);
    },
    onBlur: (event: FocusEvent<HTMLElement>) => {
      if (!event.currentTarget.contains(event.relatedTarget)) focusInside.current = false;
    },
  };
}

/** The element of a line that is drawn. */
export function lineElement(viewport: Viewport, id: string | null): HTMLElement | undefined {
  if (id === null) return undefined;
  const lines = viewport.scroller.current?.querySelectorAll<HTMLElement>('[role=row][data-id]') ?? [];
  for (const line of lines) if (line.dataset.id === id && line.tabIndex >= -1) return line;
  return undefined;
}

function isUsable(element: HTMLElement): boolean {
  return !(element as HTMLButtonElement).disabled && element.getAttribute('aria-hidden') !== 'true';
}
