import { uiEn } from './ui.en.ts';

/** Every text of the app in English; its keys are the type that all other languages must fill. */
export const en = {
  ...uiEn,
};

export type Dictionary = typeof en;
export type Key = keyof Dictionary;
