import { describe, expect, it } from 'vitest';
import { chooseRange, layOut, overlap, parseRange, parseRoutes, type Range } from './address-range.ts';

const range = (text: string): Range => {
  const parsed = parseRange(text);
  if (!parsed) throw new Error(text);
  return parsed;
};

describe('chooseRange', () => {
  it('keeps the one from before while it is free', () => {
    expect(chooseRange([range('192.168.1.0/24')], '10.215.0.0/16')).toBe('10.215.0.0/16');
  });

  it('goes round what is taken, even by a small network', () => {
    const taken = [range('10.210.7.0/24'), range('10.211.0.1/32')];
    expect(chooseRange(taken, '10.210.0.0/16')).toBe('10.212.0.0/16');
  });

  it('leaves 10.0.0.0/8 to a private network that spans it', () => {
    expect(chooseRange([range('10.0.0.0/8')])).toBe('172.28.0.0/16');
  });
});

it('gives the bridge and the other networks different parts of the range', () => {
  const { subnet, pool, bridge } = layOut('10.210.0.0/16');
  expect(overlap(range(subnet), range(bridge))).toBe(true);
  expect(overlap(range(subnet), range(pool))).toBe(false);
});

it('compares ranges by the shorter prefix', () => {
  expect(overlap(range('172.16.0.0/12'), range('172.31.255.0/24'))).toBe(true);
  expect(overlap(range('172.16.0.0/12'), range('172.32.0.0/16'))).toBe(false);
  expect(overlap(range('0.0.0.0/0'), range('192.168.0.0/16'))).toBe(true);
});

it('reads the routes of the kernel without the default one', () => {
  const text = [
    'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
    'eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0',
    'eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0',
    'tun0\t0000D20A\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0',
    '',
  ].join('\n');
  expect(parseRoutes(text)).toEqual([range('192.0.2.0/24'), range('10.210.0.0/16')]);
});
