import type { Icon } from '../icon.ts';
import { fuzzyMatch } from './fuzzy.ts';

export interface PaletteItem {
  /** Unique over all groups. */
  id: string;
  label: string;
  /** The heading that it stands under. */
  group: string;
  icon?: Icon | undefined;
  /** A quiet word at the right: a state, the host. */
  hint?: string | undefined;
  /** Other words that find it. */
  keywords?: string | undefined;
  shortcut?: string | undefined;
  onSelect: () => void;
}

export interface PaletteResult {
  readonly item: PaletteItem;
  readonly positions: readonly number[];
}

export interface ResultGroup {
  readonly name: string;
  readonly results: readonly PaletteResult[];
}

/** More than these nobody reads; typing on is quicker. */
const MOST_RESULTS = 50;
/** While nothing is typed each group shows its first few. */
const FIRST_OF_GROUP = 6;
/** Found by another word than its name: comes after those whose name fits. */
const KEYWORD_SHARE = 0.5;

/** What answers the query, best first, in groups in the order of their best. */
export function findResults(items: readonly PaletteItem[], query: string): ResultGroup[] {
  return query.trim() === '' ? firstOfEach(items) : best(items, query);
}

function firstOfEach(items: readonly PaletteItem[]): ResultGroup[] {
  return grouped(items.map((item) => ({ item, positions: [] }))).map((group) => ({
    ...group,
    results: group.results.slice(0, FIRST_OF_GROUP),
  }));
}

function best(items: readonly PaletteItem[], query: string): ResultGroup[] {
  const found: (PaletteResult & { score: number })[] = [];
  for (const item of items) {
    const match = fuzzyMatch(query, item.label);
    if (match) found.push({ item, ...match });
    else if (item.keywords?.toLowerCase().includes(query.trim().toLowerCase())) {
      // As it stands, for the letters of any word are somewhere in an id.
      const other = fuzzyMatch(query, item.keywords);
      if (other) found.push({ item, positions: [], score: other.score * KEYWORD_SHARE });
    }
  }
  found.sort((a, b) => b.score - a.score);
  return grouped(found.slice(0, MOST_RESULTS));
}

function grouped(results: readonly PaletteResult[]): ResultGroup[] {
  const groups = new Map<string, PaletteResult[]>();
  for (const result of results) {
    const group = groups.get(result.item.group);
    if (group) group.push(result);
    else groups.set(result.item.group, [result]);
  }
  return [...groups].map(([name, members]) => ({ name, results: members }));
}
