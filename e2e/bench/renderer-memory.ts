import { readFileSync } from 'node:fs';
import { processTree, pss } from './process-use.ts';

/** MiB of memory (PSS) of a browser's page processes together, without those of pages that are the browser's own. */
export function rendererMemory(browser: number): number {
  return pss(processTree(browser).filter(isOfAPage)) / (1024 * 1024);
}

function isOfAPage(pid: number): boolean {
  try {
    // Chromium writes its arguments anew, with spaces between them.
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/);
    return command.includes('--type=renderer') && !command.includes('--top-chrome-webui');
  } catch {
    return false;
  }
}
