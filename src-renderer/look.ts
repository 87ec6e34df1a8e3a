import { KEPT_KEY, languageOf } from './first-look.ts';
import { type Language, loadLanguage } from './i18n/i18n.ts';
import { loadChunk } from './load-chunk.ts';
import { useSettings } from './stores/settings.ts';
import { applyTheme } from './styles/theme.ts';

/** Follows the settings from now on. */
export function followLook(): void {
  let language: Language | undefined;
  const apply = () => {
    const { settings, loaded, info } = useSettings.getState();
    if (!loaded || !info) return;
    const { theme, density } = settings;
    applyTheme(theme);
    document.documentElement.dataset.density = density;
    // The command line's language is for this run alone.
    const wanted = languageOf(settings.language, info.language);
    if (wanted !== language) void loadChunk(() => loadLanguage(wanted));
    language = wanted;
    try {
      localStorage.setItem(KEPT_KEY, JSON.stringify({ theme, language: settings.language, density }));
    } catch {
      // Storage that is full or forbidden costs no more than a flash at the next start.
    }
  };
  useSettings.subscribe(apply);
}
