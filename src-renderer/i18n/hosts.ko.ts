import type { hostsEn } from './hosts.en.ts';

export const hostsKo: Record<keyof typeof hostsEn, string> = {
  'hosts.engine': '엔진',
  'hosts.api': 'API',
  'hosts.address': '주소',
  'hosts.source': '출처',
  'hosts.since': '상태 변경',
  'hosts.storage': '스토리지 드라이버',
  'hosts.platform': '플랫폼',
  'hosts.cpus': 'CPU',
  'hosts.memory': '메모리',
  'hosts.rootDir': '데이터 폴더',
  'hosts.source.found': '이 컴퓨터에서 찾음',
  'hosts.source.managed': 'Gantry가 실행',
  'hosts.source.env': 'DOCKER_HOST',
  'hosts.source.context': 'docker 컨텍스트 {name}',
  'hosts.none': '컨테이너 엔진을 찾는 중입니다…',
  'hosts.showContainers': '컨테이너 보기',
};
