/** One line of the tree. */
export interface TreeRow {
  /** The keys from the root, each as a JSON pointer writes it: unique within the tree. */
  path: string;
  depth: number;
  /** Key or index; empty for the root. */
  name: string;
  /** A scalar as JSON, or what a closed branch holds. */
  value: string;
  kind: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
  /** Only branches that hold something can be opened. */
  open: boolean | undefined;
  /** Whether the search text stands in this line itself. */
  match: boolean;
}

/** Characters of a scalar that a line shows; the whole is in the raw JSON and in what is copied. */
export const VALUE_SHOWN = 2_000;

type Branch = Record<string, unknown> | unknown[];

export function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null;
}

function entriesOf(value: Branch): [string, unknown][] {
  return Array.isArray(value) ? value.map((item, at) => [String(at), item]) : Object.entries(value);
}

function sizeOf(value: Branch): number {
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}

function pointer(parent: string, key: string): string {
  return `${parent}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function kindOf(value: unknown): TreeRow['kind'] {
  if (Array.isArray(value)) return 'array';
  if (value === null || value === undefined) return 'null';
  const type = typeof value;
  return type === 'object' || type === 'string' || type === 'number' || type === 'boolean' ? type : 'string';
}

function scalarText(value: unknown): string {
  if (typeof value !== 'string') return String(value);
  const cut = value.length > VALUE_SHOWN ? `${value.slice(0, VALUE_SHOWN)}…` : value;
  return JSON.stringify(cut);
}

/** The lines of a tree in which the branches of `open` are open. */
export function treeRows(root: unknown, open: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (name: string, value: unknown, path: string, depth: number) => {
    const branch = isBranch(value) && sizeOf(value) > 0;
    const isOpen = branch && open.has(path);
    rows.push({
      path,
      depth,
      name,
      value: isBranch(value) ? branchText(value) : scalarText(value),
      kind: kindOf(value),
      open: branch ? isOpen : undefined,
      match: false,
    });
    if (isOpen) for (const [key, child] of entriesOf(value)) add(key, child, pointer(path, key), depth + 1);
  };
  add('', root, '', 0);
  return rows;
}

function branchText(value: Branch): string {
  const size = sizeOf(value);
  return Array.isArray(value) ? `[${size || ''}]` : `{${size || ''}}`;
}

/**
 * The lines whose key or value holds the text, in any case, with the branches above them; a branch that matches by
 * its key stays closed unless something inside matches too. Stops after `most` matches.
 */
export function searchTree(root: unknown, text: string, most = 5_000): { rows: TreeRow[]; matches: number } {
  const wanted = text.toLowerCase();
  const rows: TreeRow[] = [];
  let matches = 0;
  /** Puts a line and what matches below it; tells whether anything of it stays. */
  const add = (name: string, value: unknown, path: string, depth: number): boolean => {
    if (matches >= most) return false;
    const scalar = isBranch(value) ? '' : typeof value === 'string' ? value : String(value);
    const match = name.toLowerCase().includes(wanted) || scalar.toLowerCase().includes(wanted);
    if (match) matches++;
    const at = rows.length;
    const branch = isBranch(value) && sizeOf(value) > 0;
    const row: TreeRow = {
      path,
      depth,
      name,
      value: isBranch(value) ? branchText(value) : scalarText(value),
      kind: kindOf(value),
      open: branch ? false : undefined,
      match,
    };
    rows.push(row);
    let inside = false;
    if (branch) {
      for (const [key, child] of entriesOf(value))
        inside = add(key, child, pointer(path, key), depth + 1) || inside;
    }
    if (inside) row.open = true;
    else rows.length = match ? at + 1 : at;
    return match || inside;
  };
  add('', root, '', 0);
  return { rows, matches };
}

/** The branches that are open at first: the root and what lies directly in it. */
export function firstOpen(root: unknown): Set<string> {
  const open = new Set<string>(['']);
  if (!isBranch(root)) return open;
  for (const [key, value] of entriesOf(root)) {
    // A long list or table would push all that follows out of sight.
    if (isBranch(value) && sizeOf(value) <= 12) open.add(pointer('', key));
  }
  return open;
}

/** Every branch, at most as many as a page can show in reason. */
export function allBranches(root: unknown, most = 20_000): Set<string> {
  const open = new Set<string>();
  const walk = (value: unknown, path: string) => {
    if (!isBranch(value) || open.size >= most) return;
    open.add(path);
    for (const [key, child] of entriesOf(value)) walk(child, pointer(path, key));
  };
  walk(root, '');
  return open;
}
