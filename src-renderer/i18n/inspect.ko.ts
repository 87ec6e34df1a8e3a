import type { inspectEn } from './inspect.en.ts';

export const inspectKo: Record<keyof typeof inspectEn, string> = {
  'inspect.search': 'JSON에서 찾기',
  'inspect.tree': '트리',
  'inspect.raw': '원본 JSON',
  'inspect.views': '보기 방식',
  'inspect.expandAll': '모두 펼치기',
  'inspect.collapseAll': '모두 접기',
  'inspect.copyAll': 'JSON 복사',
  'inspect.noMatch': 'JSON에 ‘{text}’에 맞는 내용이 없습니다.',
  'inspect.refresh': '다시 읽기',
};
