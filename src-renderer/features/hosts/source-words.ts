import { t } from '../../i18n/i18n.ts';

/** Where a host's address comes from, in words. */
export function sourceWords(source: string): string {
  if (source === 'found') return t('hosts.source.found');
  if (source === 'managed') return t('hosts.source.managed');
  if (source === 'DOCKER_HOST') return t('hosts.source.env');
  return t('hosts.source.context', { name: source.replace(/^context /, '') });
}
