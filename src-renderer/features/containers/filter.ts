import type { Container } from '../../../src-main/contract/containers.ts';
import { filterByTerms, type Term } from '../lists/terms.ts';

/** What a filter text may name. */
const KEYS = ['name', 'image', 'id', 'label', 'state', 'health', 'project', 'service'] as const;

const lower = (text: string | undefined) => (text ?? '').toLowerCase();

/** What a plain word is looked for in, made once a row: with each key typed all rows are looked through. */
const words = new WeakMap<Container, string>();

function wordsOf(row: Container): string {
  let text = words.get(row);
  if (text === undefined) {
    text = [row.name, row.image, row.project].join('\n').toLowerCase();
    words.set(row, text);
  }
  return text;
}

/** An id as it is typed: with or without its algorithm. */
function idStarts(id: string, typed: string): boolean {
  return id.startsWith(typed.replace(/^sha256:/, ''));
}

function hasLabel({ labels }: Container, typed: string): boolean {
  return Object.entries(labels).some(([key, value]) => `${key}=${value}`.toLowerCase().startsWith(typed));
}

function matchesTerm(row: Container, { key, value }: Term): boolean {
  switch (key) {
    case 'name':
      return lower(row.name).includes(value);
    case 'image':
      return lower(row.image).includes(value);
    case 'id':
      return idStarts(row.id, value);
    case 'label':
      return hasLabel(row, value);
    case 'state':
      return row.state.startsWith(value) || (value !== '' && lower(row.health) === value);
    case 'health':
      return lower(row.health).startsWith(value);
    case 'project':
      return row.project !== undefined && lower(row.project).startsWith(value);
    case 'service':
      return row.service !== undefined && lower(row.service).startsWith(value);
    default:
      return wordsOf(row).includes(value) || idStarts(row.id, value);
  }
}

/**
 * The rows that match all words of a filter text: a part of the name, image or project, the beginning of the id,
 * or `state:exited`, `health:unhealthy`, `project:shop`, `label:key=value`. Text in another case matches too.
 */
export function filterContainers<Row extends Container>(rows: readonly Row[], text: string): readonly Row[] {
  return filterByTerms(rows, text, KEYS, matchesTerm);
}
