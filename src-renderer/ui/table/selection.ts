/** The selection after one id was ticked or unticked. */
export function toggled(selected: ReadonlySet<string>, id: string, on = !selected.has(id)): Set<string> {
  const next = new Set(selected);
  if (on) next.add(id);
  else next.delete(id);
  return next;
}

/**
 * The selection with everything from `anchor` to `target` in the shown order
 * set to `on`; without an anchor that is still shown, the target alone.
 */
export function rangeToggled(
  selected: ReadonlySet<string>,
  order: readonly string[],
  anchor: string | null,
  target: string,
  on = true,
): Set<string> {
  const from = anchor === null ? -1 : order.indexOf(anchor);
  const to = order.indexOf(target);
  if (from < 0 || to < 0) return toggled(selected, target, on);
  const next = new Set(selected);
  for (const id of order.slice(Math.min(from, to), Math.max(from, to) + 1)) {
    if (on) next.add(id);
    else next.delete(id);
  }
  return next;
}

/** Whether all, some or none of `ids` are selected. */
export function selectionState(
  selected: ReadonlySet<string>,
  ids: readonly string[],
): 'all' | 'some' | 'none' {
  if (selected.size === 0 || ids.length === 0) return 'none';
  let count = 0;
  for (const id of ids) if (selected.has(id)) count += 1;
  if (count === 0) return 'none';
  return count === ids.length ? 'all' : 'some';
}

/** The selection without what is not there any more; the same object if nothing is missing. */
export function pruned(selected: ReadonlySet<string>, present: ReadonlySet<string>): ReadonlySet<string> {
  for (const id of selected) {
    if (!present.has(id)) return new Set([...selected].filter((each) => present.has(each)));
  }
  return selected;
}
