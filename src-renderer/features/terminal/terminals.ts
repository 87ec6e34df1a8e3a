import { create } from 'zustand';
import { Session, type SessionKind, type SessionState } from './session.ts';
import type { TerminalView } from './view.ts';

/** A terminal as the page lists it. */
export interface TerminalEntry {
  key: string;
  kind: SessionKind;
  state: SessionState;
  /** Last command that ran in it: the shell's name, or the main process's command. */
  command?: string | undefined;
}

interface Group {
  entries: readonly TerminalEntry[];
  /** Key of the one that is shown. */
  active?: string | undefined;
}

interface Terminals {
  /** By {@link groupOf}. */
  groups: Readonly<Record<string, Group>>;
  /** How many matches the search in a terminal has, by its key. */
  found: Readonly<Record<string, { current: number; count: number }>>;
  /** Address of the link under the pointer. */
  link?: string | undefined;
}

/**
 * All terminals of the page. They live outside of its components: another tab, another page, and back, and they are
 * as they were. Closing one, or the page itself, ends it.
 */
export const useTerminals = create<Terminals>(() => ({ groups: {}, found: {} }));

const NO_GROUP: Group = { entries: [] };

export interface Target {
  host: string;
  id: string;
}

export function groupOf({ host, id }: Target): string {
  return `${host} ${id}`;
}

/** The terminals of one container. */
export function useGroup(target: Target): Group {
  return useTerminals((state) => state.groups[groupOf(target)] ?? NO_GROUP);
}

/** What a terminal has besides its entry: its screen and its process, from when it is first shown. */
interface Live {
  view: TerminalView;
  session: Session;
}

/** Keys that the page takes from a terminal, and what they do; true when it was one. */
export type KeyHandler = (event: KeyboardEvent) => boolean;

const live = new Map<string, Live>();
const keyHandlers = new Map<string, KeyHandler>();
let made = 0;

function changeGroup(group: string, change: (before: Group) => Group): void {
  useTerminals.setState(({ groups }) => ({
    groups: { ...groups, [group]: change(groups[group] ?? NO_GROUP) },
  }));
}

function changeEntry(group: string, key: string, patch: Partial<TerminalEntry>): void {
  changeGroup(group, ({ entries, active }) => ({
    active,
    entries: entries.map((entry) => (entry.key === key ? { ...entry, ...patch } : entry)),
  }));
}

/** Adds a terminal and shows it; its process starts once its screen is there. */
export function addTerminal(target: Target, kind: SessionKind): void {
  const entry: TerminalEntry = { key: `terminal-${++made}`, kind, state: { kind: 'connecting' } };
  changeGroup(groupOf(target), ({ entries }) => ({ entries: [...entries, entry], active: entry.key }));
}

export function activateTerminal(target: Target, key: string): void {
  changeGroup(groupOf(target), ({ entries }) => ({ entries, active: key }));
}

/** Ends a terminal and forgets it; its neighbour is shown. */
export function closeTerminal(target: Target, key: string): void {
  dropLive(key);
  changeGroup(groupOf(target), ({ entries, active }) => {
    const at = entries.findIndex((entry) => entry.key === key);
    const left = entries.filter((entry) => entry.key !== key);
    return { entries: left, active: active === key ? left[Math.min(at, left.length - 1)]?.key : active };
  });
}

/** Forgets the terminals of other containers whose process is gone: nobody comes back to them. */
export function forgetEnded(target: Target): void {
  const kept = groupOf(target);
  const groups: Record<string, Group> = {};
  for (const [name, group] of Object.entries(useTerminals.getState().groups)) {
    const entries = name === kept ? group.entries : group.entries.filter(isLive);
    for (const entry of group.entries) if (!entries.includes(entry)) dropLive(entry.key);
    const active = entries.some(({ key }) => key === group.active) ? group.active : entries[0]?.key;
    if (entries.length > 0) groups[name] = { entries, active };
  }
  useTerminals.setState({ groups });
}

export function isLive({ state }: TerminalEntry): boolean {
  return state.kind === 'running' || state.kind === 'connecting';
}

function dropLive(key: string): void {
  const dropped = live.get(key);
  live.delete(key);
  useTerminals.setState(({ found: { [key]: _, ...found } }) => ({ found, link: undefined }));
  dropped?.session.close();
  dropped?.view.dispose();
}

/** Starts a terminal's process anew: after its end, or when its stream was lost. */
export function restartTerminal(key: string): void {
  void live.get(key)?.session.start();
}

export function viewOf(key: string): TerminalView | undefined {
  return live.get(key)?.view;
}

export function pasteInto(key: string, text: string): void {
  live.get(key)?.session.paste(text);
}

/** Sets who handles the page's keys while a terminal is shown; the returned function takes it back. */
export function handleKeys(key: string, handler: KeyHandler): () => void {
  keyHandlers.set(key, handler);
  return () => keyHandlers.delete(key);
}

/** Loads what draws terminals; the first page of the app does not carry it. */
export const loadViews = () => import('./view.ts');

export interface ShowOptions {
  label: string;
  describedBy: string;
  screenReader: boolean;
}

/**
 * Shows a terminal inside an element. The first time, its screen is made and its process started in the size that
 * it has there: nothing is asked of the engine before there is a place for its first byte.
 */
export async function showTerminal(
  target: Target,
  { key, kind }: TerminalEntry,
  parent: HTMLElement,
  options: ShowOptions,
  isShown: () => boolean,
): Promise<void> {
  const { TerminalView } = await loadViews();
  await document.fonts.load(`12px ${getComputedStyle(parent).fontFamily}`).catch(() => []);
  if (!isShown()) return;
  const known = live.get(key);
  if (known) {
    known.view.show(parent, options);
    return;
  }
  const group = groupOf(target);
  const session: { current?: Session } = {};
  const view = new TerminalView(
    {
      onType: (bytes) => session.current?.type(bytes),
      onResize: (size) => session.current?.resize(size),
      onKey: (event) => keyHandlers.get(key)?.(event) ?? false,
      onPaste: (text) => session.current?.paste(text),
      onFound: (current, count) =>
        useTerminals.setState(({ found }) => ({ found: { ...found, [key]: { current, count } } })),
      onLink: (link) => useTerminals.setState({ link }),
    },
    { screenReader: options.screenReader },
  );
  session.current = new Session(target, kind, view, (state) =>
    changeEntry(group, key, state.kind === 'running' ? { state, command: state.command } : { state }),
  );
  live.set(key, { view, session: session.current });
  view.show(parent, options);
  void session.current.start();
}
