import type { listsEn } from './lists.en.ts';

export const listsKo: Record<keyof typeof listsEn, string> = {
  'lists.failed': '이 목록은 더 이상 갱신되지 않습니다',
  'lists.partlyFailed': '{total}개 중 {failed}개',
};
