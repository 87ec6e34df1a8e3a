import { useT } from '../../i18n/i18n.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { type Shortcut, type ShortcutGroup, useRegisteredShortcuts } from './registry.ts';
import styles from './shortcuts-dialog.module.css';

/** What every list's table does by itself. */
const LIST_KEYS = [
  ['arrowup arrowdown', 'shortcuts.move'],
  ['enter', 'shortcuts.open'],
  ['space', 'shortcuts.select'],
  ['mod+a', 'shortcuts.selectAll'],
  ['shift+f10', 'shortcuts.menu'],
] as const;

/** All shortcuts that work now, by where they do. */
export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT();
  const all = useRegisteredShortcuts();
  const inGroup = (group: ShortcutGroup) => all.filter((shortcut) => shortcut.group === group);
  const list = LIST_KEYS.map(([keys, label]) => ({ keys, label: t(label) }));
  return (
    <Dialog open={open} onClose={onClose} title={t('shortcuts.title')}>
      <div className={styles.groups}>
        <Group title={t('shortcuts.everywhere')} shortcuts={inGroup('everywhere')} />
        <Group title={t('shortcuts.goTo')} shortcuts={inGroup('goTo')} />
        <Group title={t('shortcuts.page')} shortcuts={inGroup('page')} />
        <Group title={t('shortcuts.list')} shortcuts={list} together />
      </div>
    </Dialog>
  );
}

function Group({
  title,
  shortcuts,
  together = false,
}: {
  title: string;
  shortcuts: readonly Pick<Shortcut, 'keys' | 'label'>[];
  /** Several keys stand for one another, and not for a sequence. */
  together?: boolean;
}) {
  const t = useT();
  if (shortcuts.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.list}>
        {shortcuts.map(({ keys, label }) => (
          <div key={keys} className={styles.line}>
            <dt>{label}</dt>
            <dd className={styles.keys}>
              {keys.split(' ').map((key, at) => (
                <span key={key}>
                  {at > 0 && !together && <span className={styles.then}>{t('shortcuts.then')}</span>}
                  <Kbd shortcut={key} />
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
