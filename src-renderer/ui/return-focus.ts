/**
 * Where the focus goes when what had it closes: back to where it was, or, if
 * that has gone meanwhile (a removed row), to the list's current line, else to
 * the page. It never falls back to the top of the document.
 */
export function returnFocusTo(before: Element | null): HTMLElement | null {
  if (before instanceof HTMLElement && before.isConnected && before !== document.body) return before;
  return (
    document.querySelector<HTMLElement>('main [role=grid] [role=row][tabindex="0"]') ??
    document.querySelector<HTMLElement>('main')
  );
}

/** What has the focus; of a menu, which is about to close, the button that opened it. */
export function focusOrigin(): Element | null {
  const focused = document.activeElement;
  const trigger = focused?.closest('[role=menu]')?.getAttribute('aria-labelledby');
  return (trigger && document.getElementById(trigger)) || focused;
}

/** What has the focus in a dialog, such as one that a menu's entry opened: a menu that closes must leave it there. */
export function focusInDialog(): HTMLElement | null {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && focused.closest('[role=dialog]') ? focused : null;
}
