import { create } from 'zustand';
import type { EngineCall } from '../../../src-main/contract/activity.ts';
import { ACTIVITY_KEPT } from '../../../src-main/contract/values.ts';
import { watch } from '../../rpc/watch.ts';
import { filterByTerms, type Term } from '../lists/terms.ts';

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

function matches(call: EngineCall, { value }: Term): boolean {
  const { method, path, host, status = '', error = '' } = call;
  return `${method} ${path} ${host} ${status} ${error}`.toLowerCase().includes(value);
}

/** The calls that hold all words of a filter text: in method, path, host, status or error. */
export function filterCalls(calls: readonly EngineCall[], text: string): readonly EngineCall[] {
  return filterByTerms(calls, text, [], matches);
}
