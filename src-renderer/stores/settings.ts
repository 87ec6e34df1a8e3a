import { create } from 'zustand';
import type { AppInfo, ListPrefs, Settings } from '../../src-main/contract/settings.ts';
import { DEFAULT_SETTINGS } from '../../src-main/contract/values.ts';
import { call } from '../rpc/call.ts';
import { watch } from '../rpc/watch.ts';

interface SettingsState {
  settings: Settings;
  /** Whether the main side has told them yet. */
  loaded: boolean;
  info?: AppInfo | undefined;
}

export const useSettings = create<SettingsState>(() => ({ settings: DEFAULT_SETTINGS, loaded: false }));

/** ms within which changes are sent together: the first at once, a column being dragged no more often than this. */
const SEND_EVERY_MS = 200;

/** Changes that the main side has not confirmed; they stand over what it tells. */
let unsent: Partial<Settings> = {};
let waiting = false;
let changed = false;

/** `patch` over `settings`: lists are merged by list, all else replaces. */
export function mergeSettings(settings: Settings, patch: Partial<Settings>): Settings {
  return { ...settings, ...patch, lists: { ...settings.lists, ...patch.lists } };
}

/** Follows the settings for as long as the page lives. */
export function watchSettings(): void {
  watch('settings.watch', {}, (settings) =>
    useSettings.setState({ settings: mergeSettings(settings, unsent), loaded: true }),
  );
  // Only a lost page rejects this, and the page says that by itself.
  call('app.info', {}).then(
    (info) => useSettings.setState({ info }),
    () => {},
  );
}

/** Changes settings on the page and on the main side. */
export function changeSettings(patch: Partial<Settings>): void {
  unsent = { ...unsent, ...patch, ...(patch.lists ? { lists: { ...unsent.lists, ...patch.lists } } : {}) };
  useSettings.setState((state) => ({ settings: mergeSettings(state.settings, patch) }));
  changed = true;
  send();
}

function send(): void {
  if (waiting || !changed) return;
  changed = false;
  waiting = true;
  const sent = unsent;
  const confirmed = () => {
    if (unsent === sent) unsent = {};
  };
  // A refusal brings the kept settings back with the next news of them.
  call('settings.set', sent).then(confirmed, confirmed);
  setTimeout(() => {
    waiting = false;
    send();
  }, SEND_EVERY_MS);
}

const NO_PREFS: ListPrefs = {};

/** How a list is to be shown. */
export function useListPrefs(list: string): ListPrefs {
  return useSettings((state) => state.settings.lists[list] ?? NO_PREFS);
}

/** Keeps how a list is shown. */
export function changeListPrefs(list: string, patch: Partial<ListPrefs>): void {
  const before = useSettings.getState().settings.lists[list] ?? NO_PREFS;
  changeSettings({ lists: { [list]: { ...before, ...patch } } });
}
