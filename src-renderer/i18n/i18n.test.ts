import { afterAll, describe, expect, expectTypeOf, it } from 'vitest';
import { en, type Key } from './en.ts';
import { loadLanguage, pickLanguage, t } from './i18n.ts';
import { ko } from './ko.ts';
import { formatMessage, type ParamNames } from './message.ts';

describe('messages', () => {
  const containers = 'Remove {count, plural, one {# container} other {# containers}} from {host}';

  it('fills in values and picks the form of the number', () => {
    expect(formatMessage(containers, { count: 1, host: 'local' }, 'en-US')).toBe(
      'Remove 1 container from local',
    );
    expect(formatMessage(containers, { count: 1200, host: 'local' }, 'en-US')).toBe(
      'Remove 1,200 containers from local',
    );
  });

  it('prefers an exact number over its form and falls back to other', () => {
    const message = '{n, plural, =0 {no hits} one {# hit in {file}} other {# hits}}';
    expect(formatMessage(message, { n: 0 }, 'en-US')).toBe('no hits');
    expect(formatMessage(message, { n: 1, file: 'a' }, 'en-US')).toBe('1 hit in a');
    expect(formatMessage('{n, plural, other {#개}}', { n: 1 }, 'ko-KR')).toBe('1개');
  });

  it('leaves braces that are no placeholder alone and never reads values as messages', () => {
    expect(formatMessage('{"a": 1} {name}', { name: '{count} {' }, 'en-US')).toBe('{"a": 1} {count} {');
  });

  it('knows the names that a message asks for', () => {
    expectTypeOf<ParamNames<typeof containers>>().toEqualTypeOf<'count' | 'host'>();
    expectTypeOf<ParamNames<'Close'>>().toEqualTypeOf<never>();
  });
});

describe('dictionaries', () => {
  afterAll(() => loadLanguage('en'));

  it('switch as a whole', async () => {
    await loadLanguage('ko');
    expect(t('ui.cancel')).toBe('취소');
    await loadLanguage('en');
    expect(t('ui.cancel')).toBe('Cancel');
  });

  it('ask for the same values in every language', () => {
    for (const key of Object.keys(en) as Key[]) expect([key, names(ko[key])]).toEqual([key, names(en[key])]);
  });

  it('are translated where they hold a word', () => {
    const same = (Object.keys(en) as Key[]).filter(
      (key) => /[a-z]{4} [a-z]{2}/.test(en[key]) && ko[key] === en[key],
    );
    expect(same).toEqual([]);
  });

  it('call one thing by one name in Korean, and never leave a particle open', () => {
    const unwanted = /일시 정지|엔트리포인트|십시오|을\(를\)|이\(가\)|은\(는\)|와\(과\)|\(으\)로|[“”]/;
    expect(Object.values(ko).filter((text) => unwanted.test(text))).toEqual([]);
  });

  it('are chosen by the first language that is spoken here', () => {
    expect(pickLanguage(['fr-FR', 'ko-KR', 'en'])).toBe('ko');
    expect(pickLanguage(['de'])).toBe('en');
  });
});

function names(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)(?=[},])/g)].map((match) => match[1] ?? ''))].sort();
}
