import type { Key } from './en.ts';
import { uiKo } from './ui.ko.ts';

export const ko: Readonly<Record<Key, string>> = {
  ...uiKo,
};
