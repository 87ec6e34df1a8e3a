import type { activityEn } from './activity.en.ts';

export const activityKo: Record<keyof typeof activityEn, string> = {
  'activity.filter': '호출 필터',
  'activity.time': '시각',
  'activity.method': '메서드',
  'activity.path': '경로',
  'activity.host': '호스트',
  'activity.status': '상태',
  'activity.duration': '걸린 시간',
  'activity.waiting': '대기 중',
  'activity.failed': '실패',
  'activity.copyCurl': 'curl 명령으로 복사',
  'activity.copyPath': '경로 복사',
  'activity.clear': '비우기',
  'activity.empty': '아직 엔진을 호출하지 않았습니다.',
  'activity.hint': '최근 호출 {count}개입니다. 본문, 헤더, 비밀 값은 저장하지 않습니다.',
};
