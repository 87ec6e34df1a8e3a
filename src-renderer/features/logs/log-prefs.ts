import { create } from 'zustand';
import type { StreamFilter } from './log-chunk.ts';
import type { LogRequest } from './protocol.ts';

/** How logs are shown, the same for every container for as long as the page lives. */
interface LogPrefs {
  timestamps: boolean;
  wrap: boolean;
  tail: TailChoice;
  since: SinceChoice;
  filter: StreamFilter;
}

export const TAIL_CHOICES = ['100', '1000', '10000', 'all'] as const;
export type TailChoice = (typeof TAIL_CHOICES)[number];

export const SINCE_CHOICES = ['5m', '1h', '24h', 'all'] as const;
export type SinceChoice = (typeof SINCE_CHOICES)[number];

const SINCE_SECONDS: Readonly<Record<SinceChoice, number | undefined>> = {
  '5m': 5 * 60,
  '1h': 60 * 60,
  '24h': 24 * 60 * 60,
  all: undefined,
};

export const useLogPrefs = create<LogPrefs>(() => ({
  timestamps: false,
  wrap: false,
  tail: '10000',
  since: 'all',
  filter: 'all',
}));

/** What the choices ask the engine for. */
export function logRange({
  tail,
  since,
}: Pick<LogPrefs, 'tail' | 'since'>): Pick<LogRequest, 'tail' | 'sinceSeconds'> {
  return { tail: tail === 'all' ? 'all' : Number(tail), sinceSeconds: SINCE_SECONDS[since] };
}
