import { create } from 'zustand';
import type { ImageUsage } from '../../../src-main/contract/images.ts';
import { problemOfThrown } from '../../errors/problem-of.ts';
import { t } from '../../i18n/i18n.ts';
import { call } from '../../rpc/call.ts';
import { showProblem } from '../../ui/toasts.tsx';

interface Usage {
  /** By host, then image id; a host is absent until its sizes have been read. */
  hosts: Readonly<Record<string, ReadonlyMap<string, ImageUsage>>>;
  reading: boolean;
}

/** Shared and unique sizes: costly for the engine, so they are read when the user asks and kept as they were then. */
export const useImageUsage = create<Usage>(() => ({ hosts: {}, reading: false }));

/** Reads the sizes of a host's images. */
export async function readImageUsage(host: string): Promise<void> {
  useImageUsage.setState({ reading: true });
  try {
    const usage = new Map((await call('images.usage', { host })).map((each) => [each.id, each]));
    useImageUsage.setState(({ hosts }) => ({ hosts: { ...hosts, [host]: usage } }));
  } catch (error) {
    showProblem(problemOfThrown(t('images.usageFailed'), error));
  } finally {
    useImageUsage.setState({ reading: false });
  }
}
