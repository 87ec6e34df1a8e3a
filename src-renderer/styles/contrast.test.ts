import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** WCAG 2.1, 1.4.3: text against what it stands on. */
const TEXT_CONTRAST = 4.5;
/** WCAG 2.1, 1.4.11: marks and lines that carry meaning. */
const MARK_CONTRAST = 3;

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const surfaces = [
  'bg',
  'bg-subtle',
  'bg-raised',
  'bg-input',
  'bg-hover',
  'bg-active',
  'bg-selected',
  'bg-code',
];
const tones = ['ok', 'warn', 'danger', 'info'];

const textPairs: readonly (readonly [text: string, background: string])[] = [
  ...[...surfaces, 'bg-selected-hover', 'row-new-bg'].flatMap((on) => [
    ['text', on] as const,
    ['text-muted', on] as const,
  ]),
  ...[...surfaces, 'bg-selected-hover', 'accent-bg'].map((on) => ['accent-text', on] as const),
  ...tones.flatMap((tone) =>
    [`${tone}-bg`, 'bg', 'bg-subtle', 'bg-raised', 'bg-hover', 'bg-selected'].map(
      (on) => [`${tone}-text`, on] as const,
    ),
  ),
  ...tones.map((tone) => ['text', `${tone}-bg`] as const),
  ...tones.map((tone) => ['text-muted', `${tone}-bg`] as const),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-accent', 'accent-active'],
  ['on-danger', 'danger-solid'],
  ['on-danger', 'danger-solid-hover'],
  ['mark-text', 'mark-bg'],
  ['mark-text', 'mark-active-bg'],
  ['tooltip-text', 'tooltip-bg'],
  ['tooltip-muted', 'tooltip-bg'],
  ['term-text', 'term-bg'],
  ['term-text', 'term-selection'],
  ...Array.from({ length: 16 }, (_, index) => [`ansi-${index}`, 'term-bg'] as const),
];

const markPairs: readonly (readonly [mark: string, background: string])[] = [
  ['focus', 'bg'],
  ['focus', 'bg-subtle'],
  ['focus', 'bg-raised'],
  ['focus', 'bg-selected'],
  ['term-cursor', 'term-bg'],
  ['chart-limit', 'bg'],
  ...[1, 2, 3, 4].map((series) => [`chart-${series}`, 'bg'] as const),
];

describe.each(['light', 'dark'])('%s theme', (theme) => {
  const colors = colorsOf(theme);

  it.each(textPairs)(`%s can be read on %s`, (text, background) => {
    expect(contrast(colors, text, background)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
  });

  it.each(markPairs)(`%s can be seen on %s`, (mark, background) => {
    expect(contrast(colors, mark, background)).toBeGreaterThanOrEqual(MARK_CONTRAST);
  });
});

it('both themes name the same colours', () => {
  expect([...colorsOf('dark').keys()].sort()).toEqual([...colorsOf('light').keys()].sort());
});

function colorsOf(theme: string): Map<string, string> {
  const block = css.split(`:root[data-theme="${theme}"] {`)[1]?.split('\n}')[0] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
}

function contrast(colors: ReadonlyMap<string, string>, first: string, second: string): number {
  const [dark = 0, light = 0] = [first, second]
    .map((name) => luminance(colors.get(name)))
    .sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance of an sRGB colour, WCAG 2.1. */
function luminance(hex: string | undefined): number {
  if (!hex) throw new Error('no such colour in tokens.css');
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
