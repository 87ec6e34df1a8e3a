import { create } from 'zustand';
import type { EngineCall } from '../../../src-main/contract/activity.ts';
import { ACTIVITY_KEPT } from '../../../src-main/contract/values.ts';
import { watch } from '../../rpc/watch.ts';

/** The calls that the page shows; followed only while it is open. */
export const useActivity = create<{ calls: readonly EngineCall[] }>(() => ({ calls: [] }));

/** The calls after some new or changed ones, at most as many as the main side keeps. */
export function withCalls(before: readonly EngineCall[], news: readonly EngineCall[]): readonly EngineCall[] {
  const calls = new Map(before.map((call) => [call.id, call]));
  for (const call of news) calls.set(call.id, call);
  return [...calls.values()].slice(-ACTIVITY_KEPT);
}

/** Follows the calls until the returned function is called. */
export function watchActivity(): () => void {
  useActivity.setState({ calls: [] });
  return watch('activity.watch', {}, (news) =>
    useActivity.setState(({ calls }) => ({ calls: withCalls(calls, news) })),
  );
}

/** The calls that hold all words of a text: in method, path, host, status or error. */
export function filterCalls(calls: readonly EngineCall[], text: string): readonly EngineCall[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return calls;
  return calls.filter((call) => {
    const line =
      `${call.method} ${call.path} ${call.host} ${call.status ?? ''} ${call.error ?? ''}`.toLowerCase();
    return words.every((word) => line.includes(word));
  });
}
