import type { settingsEn } from './settings.en.ts';

export const settingsKo: Record<keyof typeof settingsEn, string> = {
  'settings.theme': '테마',
  'settings.theme.system': '시스템 설정에 따름',
  'settings.theme.light': '밝게',
  'settings.theme.dark': '어둡게',
  'settings.language': '언어',
  'settings.language.system': '시스템 설정에 따름',
  'settings.density': '행 높이',
  'settings.density.comfortable': '여유 있게',
  'settings.density.compact': '촘촘하게',
  'settings.appearance': '화면',
  'settings.about': '정보',
  'settings.version': '버전',
  'settings.dataDir': '데이터 폴더',
  'settings.shell': '실행 형태',
  'settings.shell.electron': '전용 창',
  'settings.shell.web': '브라우저',
  'settings.languageForced': '명령줄에서 이 언어를 지정했습니다. 선택한 언어는 다음 시작부터 적용됩니다.',
};
