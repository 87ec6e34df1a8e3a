import styles from './kbd.module.css';
import { shortcutLabel } from './shortcut.ts';

/** A shortcut as keys, in the notation of the system. */
export function Kbd({ shortcut }: { shortcut: string }) {
  return <kbd className={styles.kbd}>{shortcutLabel(shortcut)}</kbd>;
}
