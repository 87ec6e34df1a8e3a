import type { EngineCall } from '../../../src-main/contract/activity.ts';
import { quoteArgument } from '../../../src-main/contract/run-fields.ts';

/**
 * The call as a `curl` line for a POSIX shell. A local socket is named with `--unix-socket`; the host part of the
 * address is then without meaning, and `localhost` by custom.
 */
export function curlLine({ method, path, address }: Pick<EngineCall, 'method' | 'path' | 'address'>): string {
  const parts = ['curl'];
  let base = 'http://localhost';
  if (address.startsWith('unix://'))
    parts.push('--unix-socket', quoteArgument(address.slice('unix://'.length)));
  else if (address.startsWith('tcp://')) base = address.replace('tcp://', 'http://');
  if (method !== 'GET') parts.push('-X', method);
  parts.push(quoteArgument(`${base}${path}`));
  return parts.join(' ');
}
