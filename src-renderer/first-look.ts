import type { Settings } from '../src-main/contract/settings.ts';
import { type Language, loadLanguage, pickLanguage } from './i18n/i18n.ts';
import { loadChunk } from './load-chunk.ts';
import { applyTheme, themeSettings } from './styles/theme.ts';

/*
 * Theme, language and row height, as the settings say. The settings come from the main side, later than the first
 * paint: what they said last time is kept on the page, so that nothing changes its looks before the user's eyes.
 */
export const KEPT_KEY = 'gantry.look';

type Look = Pick<Settings, 'theme' | 'language' | 'density'>;

function keptLook(): Partial<Look> {
  try {
    return JSON.parse(localStorage.getItem(KEPT_KEY) ?? '{}') as Partial<Look>;
  } catch {
    return {};
  }
}

/** The language that a setting means, or that was asked for. */
export function languageOf(setting: Settings['language'] | undefined, asked?: Language): Language {
  if (asked) return asked;
  return setting === undefined || setting === 'system' ? pickLanguage(navigator.languages) : setting;
}

/** Applies what was kept. */
async function applyFirstLook(): Promise<void> {
  const kept = keptLook();
  applyTheme(themeSettings.find((theme) => theme === kept.theme) ?? 'system');
  const language = languageOf(kept.language === 'ko' || kept.language === 'en' ? kept.language : undefined);
  await loadChunk(() => loadLanguage(language));
}

/**
 * Resolves when the first page may be drawn. Begun as soon as this module runs, which the document loads on its own:
 * the language comes beside the rest of the program, not after it.
 */
export const firstLook = applyFirstLook();
