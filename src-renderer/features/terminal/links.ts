import { isMac } from '../../ui/shortcut.ts';

/** The address if it is one that may be opened: whole, and http or https. What a container prints is no more than text. */
export function openableAddress(text: string): string | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
}

/** Opens a link in the browser if the key that means it is held: a mere click also places the selection. */
export function openLink(event: MouseEvent, text: string): void {
  const address = openableAddress(text);
  if (!address || !(isMac() ? event.metaKey : event.ctrlKey)) return;
  window.open(address, '_blank', 'noopener,noreferrer');
}
