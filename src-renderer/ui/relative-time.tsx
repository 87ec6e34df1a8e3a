import { useSyncExternalStore } from 'react';
import { formatExact, formatRelative } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';

/** How often shown times are looked at again; they change once a minute mostly. */
const TICK_MS = 5000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all times in sight; it stands still while none is shown. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    if (document.hidden) return;
    for (const each of listeners) each();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** "5 minutes ago", the exact time on hover. Draws again only when its words change. */
export function RelativeTime({ at, className }: { at: number; className?: string }) {
  useLanguage();
  const text = useSyncExternalStore(subscribe, () => formatRelative(at));
  return (
    <time
      className={className}
      dateTime={Number.isFinite(at) ? new Date(at).toISOString() : undefined}
      data-tip={formatExact(at)}
    >
      {text}
    </time>
  );
}

/** A text that depends on the present moment, such as how long something has run. */
export function useClockText(text: () => string): string {
  useLanguage();
  return useSyncExternalStore(subscribe, text);
}
