import type { EngineState, Host } from '../../../src-main/contract/hosts.ts';
import { formatMemory } from '../../i18n/format.ts';
import { type PlainKey, t } from '../../i18n/i18n.ts';
import { visibleLine } from '../../text/visible-text.ts';
import type { Tone } from '../../ui/state-badge.tsx';

const WORDS = {
  starting: 'engine.starting',
  running: 'engine.running',
  stopped: 'engine.stopped',
  unreachable: 'engine.unreachable',
  denied: 'engine.denied',
  hung: 'engine.hung',
  'too-old': 'engine.too-old',
  missing: 'engine.missing',
} as const satisfies Record<EngineState['kind'], PlainKey>;

const TONES: Readonly<Record<EngineState['kind'], Tone>> = {
  starting: 'info',
  running: 'ok',
  stopped: 'neutral',
  unreachable: 'danger',
  denied: 'danger',
  hung: 'warn',
  'too-old': 'danger',
  missing: 'danger',
};

/** The engine's state in words. */
export function engineWord(state: EngineState): string {
  return t(WORDS[state.kind]);
}

export function engineTone(state: EngineState): Tone {
  return TONES[state.kind];
}

/** The facts of a running engine in one line; for others the address. */
export function engineTooltip({ state, address }: Host): string {
  if (state.kind !== 'running') return visibleLine(address);
  const { product, version, apiVersion, storageDriver, cpus, memory } = state.facts;
  return visibleLine(
    t('engine.tooltip', {
      product,
      version,
      api: apiVersion,
      driver: storageDriver,
      cpus,
      memory: formatMemory(memory),
    }),
  );
}
