import { useSyncExternalStore } from 'react';
import type { Dictionary, Key } from './en.ts';
import { formatMessage, type ParamNames, type Params } from './message.ts';

export type { Key } from './en.ts';

export const languages = ['en', 'ko'] as const;
export type Language = (typeof languages)[number];

/** Each language in its own words, as a switch shows it. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', ko: '한국어' };

/** A key whose message asks for no values: what a table of labels may hold. */
export type PlainKey = { [K in Key]: [ParamNames<Dictionary[K]>] extends [never] ? K : never }[Key];

type Args<K extends Key> = [ParamNames<Dictionary[K]>] extends [never]
  ? []
  : [params: Readonly<Record<ParamNames<Dictionary[K]>, string | number>>];

/** The text of `key` in the current language with its values filled in. */
export type Translate = <K extends Key>(key: K, ...args: Args<K>) => string;

const loaders: Readonly<Record<Language, () => Promise<Readonly<Record<Key, string>>>>> = {
  en: () => import('./en.ts').then((module) => module.en),
  ko: () => import('./ko.ts').then((module) => module.ko),
};

/** What `Intl` is asked with. */
const locales: Readonly<Record<Language, string>> = { en: 'en-US', ko: 'ko-KR' };

interface Loaded {
  readonly language: Language;
  readonly translate: Translate;
}

const listeners = new Set<() => void>();
let loaded: Loaded = { language: 'en', translate: ((key: string) => key) as Translate };
let wanted: Language = 'en';

/**
 * Loads one language and switches every mounted component to it. The app waits
 * for this before it first renders, so that no key is ever seen.
 */
export async function loadLanguage(language: Language): Promise<void> {
  wanted = language;
  const dictionary = await loaders[language]();
  if (wanted !== language) return;
  const locale = locales[language];
  const translate = ((key: Key, params?: Params) =>
    formatMessage(dictionary[key] ?? key, params, locale)) as Translate;
  loaded = { language, translate };
  if (typeof document !== 'undefined') document.documentElement.lang = language;
  for (const listener of listeners) listener();
}

/** The language for a list of preferences such as `navigator.languages`; English if none is spoken here. */
export function pickLanguage(preferences: readonly string[]): Language {
  for (const preference of preferences) {
    const found = languages.find((language) => preference.toLowerCase().split('-')[0] === language);
    if (found) return found;
  }
  return 'en';
}

/** For code outside React. Inside a component use {@link useT}, which re-renders when the language changes. */
export const t: Translate = (key, ...args) => loaded.translate(key, ...args);

/** The translate function; a new one after a change of language, so it may stand in dependency lists. */
export function useT(): Translate {
  return useSyncExternalStore(subscribe, () => loaded.translate);
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage);
}

export function currentLanguage(): Language {
  return loaded.language;
}

/** The BCP 47 tag that the formatters of `format.ts` use. */
export function currentLocale(): string {
  return locales[loaded.language];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
