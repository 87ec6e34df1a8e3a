import { useState } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { Checkbox } from '../../ui/choice.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { act, nameOf } from './act.ts';
import styles from './containers.module.css';
import { useRemoveDialog } from './remove-dialog-state.ts';
import { isAllowed, needsForce } from './verbs.ts';

/** Names that the question lists; of more it tells the number. */
const NAMES_MOST = 20;

/** Asks before containers are removed, and names what is lost with them. */
export function RemoveDialog() {
  const t = useT();
  const [volumes, setVolumes] = useState(false);
  const asked = useRemoveDialog((state) => state.asked);
  // While it closes it keeps its words.
  const [last, setLast] = useState(asked);
  if (asked && asked !== last) setLast(asked);
  const { host, rows } = last ?? { host: '', rows: [] };
  const removable = rows.filter((row) => isAllowed('remove', row.state));
  const running = removable.filter((row) => needsForce(row.state)).length;
  const count = removable.length;
  const name = nameOf(removable);
  const close = () => {
    setVolumes(false);
    useRemoveDialog.setState({ asked: undefined });
  };
  return (
    <ConfirmDialog
      open={asked !== undefined}
      onClose={close}
      onConfirm={() => {
        close();
        void act(host, removable, 'remove', { volumes });
      }}
      title={t('containers.remove.title', { name })}
      confirmLabel={t('containers.actOn.remove', { name })}
      danger
    >
      {count > 1 && (
        <ul className={styles.names}>
          {removable.slice(0, NAMES_MOST).map((row) => (
            <li key={row.id}>
              <bdi>{visibleLine(row.name)}</bdi>
            </li>
          ))}
          {count > NAMES_MOST && <li>{t('containers.remove.more', { count: count - NAMES_MOST })}</li>}
        </ul>
      )}
      <div>
        {running > 0 && (
          <p>
            {count === 1
              ? t('containers.remove.runningOne')
              : t('containers.remove.running', { count: running })}
          </p>
        )}
        <p>{t('containers.remove.lost', { count })}</p>
      </div>
      <Checkbox
        label={t('containers.remove.volumes', { count })}
        hint={t('containers.remove.volumesHint')}
        checked={volumes}
        onChange={setVolumes}
      />
    </ConfirmDialog>
  );
}
