import { describe, expect, it } from 'vitest';
import { fuzzyMatch } from './fuzzy.ts';
import { findResults, type PaletteItem } from './results.ts';

const item = (label: string, group = 'Actions', keywords?: string): PaletteItem => ({
  id: `${group} ${label}`,
  label,
  group,
  keywords,
  onSelect: () => undefined,
});

describe('matching', () => {
  it('takes letters in order, without case and spaces', () => {
    expect(fuzzyMatch('Go Im', 'Go to Images')?.positions).toEqual([0, 1, 6, 7]);
    expect(fuzzyMatch('xyz', 'Images')).toBe(undefined);
    expect(fuzzyMatch('개', '컨테이너 3개')?.positions).toEqual([6]);
  });

  it('prefers beginnings of words to letters inside them', () => {
    expect(fuzzyMatch('rc', 'Remove container')?.positions).toEqual([0, 7]);
    const good = fuzzyMatch('rc', 'Remove container')?.score ?? 0;
    expect(good).toBeGreaterThan(fuzzyMatch('rc', 'Search in logs')?.score ?? 0);
  });

  it('leaves out what holds the letters by chance', () => {
    expect(fuzzyMatch('graf', 'monitoring-grafana-1')?.positions).toEqual([11, 12, 13, 14]);
    expect(fuzzyMatch('graf', 'go-between-that-really-waits-for-work')).toBe(undefined);
    expect(fuzzyMatch('rmc', 'Remove container')).toBeDefined();
  });

  it('takes the whole word where it stands as it is', () => {
    expect(fuzzyMatch('web', 'w-e-b web')?.positions).toEqual([6, 7, 8]);
  });
});

describe('results', () => {
  const items = [
    item('Go to Containers', 'Pages'),
    item('web', 'Containers'),
    item('web-cache', 'Containers'),
    item('Show light theme', 'Actions', 'appearance look'),
  ];

  it('stand in groups in the order of their best', () => {
    const groups = findResults(items, 'web');
    expect(groups.map((group) => group.name)).toEqual(['Containers']);
    expect(groups[0]?.results.map((result) => result.item.label)).toEqual(['web', 'web-cache']);
    expect(findResults(items, 'cont').map((group) => group.name)).toEqual(['Pages']);
  });

  it('are found by other words too, after names', () => {
    const groups = findResults([...items, item('Look', 'Pages')], 'look');
    expect(groups.map((group) => group.name)).toEqual(['Pages', 'Actions']);
  });

  it('are found by other words only as those are written', () => {
    const gantry = item('web', 'Containers', 'gantry/busybox:1 0f3a9c');
    expect(findResults([gantry], 'busybox')).toHaveLength(1);
    expect(findResults([gantry], '0f3a')).toHaveLength(1);
    expect(findResults([gantry], 'gaf')).toEqual([]);
  });

  it('show the first of each group while nothing is typed', () => {
    const many = Array.from({ length: 30 }, (_, index) => item(`c${index}`, 'Containers'));
    const groups = findResults([...many, item('Stop', 'Actions')], ' ');
    expect(groups.map((group) => [group.name, group.results.length])).toEqual([
      ['Containers', 6],
      ['Actions', 1],
    ]);
  });
});
