import type { Settings } from '../src-main/contract/settings.ts';
import { type Language, loadLanguage, pickLanguage } from './i18n/i18n.ts';
import { useSettings } from './stores/settings.ts';
import { applyTheme, themeSettings } from './styles/theme.ts';

/*
 * Theme, language and row height, as the settings say. The settings come from the main side, later than the first
 * paint: what they said last time is kept on the page, so that nothing changes its looks before the user's eyes.
 */
const KEPT_KEY = 'gantry.look';

type Look = Pick<Settings, 'theme' | 'language' | 'density'>;

function keptLook(): Partial<Look> {
  try {
    return JSON.parse(localStorage.getItem(KEPT_KEY) ?? '{}') as Partial<Look>;
  } catch {
    return {};
  }
}

function languageOf(setting: Settings['language'] | undefined, asked?: Language): Language {
  if (asked) return asked;
  return setting === undefined || setting === 'system' ? pickLanguage(navigator.languages) : setting;
}

/** Applies what was kept; resolves when the first page may be drawn. */
export async function applyFirstLook(): Promise<void> {
  const kept = keptLook();
  applyTheme(themeSettings.find((theme) => theme === kept.theme) ?? 'system');
  await loadLanguage(
    languageOf(kept.language === 'ko' || kept.language === 'en' ? kept.language : undefined),
  );
}

/** Follows the settings from now on. */
export function followLook(): void {
  let language: Language | undefined;
  const apply = () => {
    const { settings, loaded, info } = useSettings.getState();
    if (!loaded) return;
    const { theme, density } = settings;
    applyTheme(theme);
    document.documentElement.dataset.density = density;
    // The command line's language is for this run alone.
    const wanted = languageOf(settings.language, info?.language);
    if (wanted !== language) void loadLanguage(wanted);
    language = wanted;
    try {
      localStorage.setItem(KEPT_KEY, JSON.stringify({ theme, language: settings.language, density }));
    } catch {
      // Storage that is full or forbidden costs no more than a flash at the next start.
    }
  };
  useSettings.subscribe(apply);
}
