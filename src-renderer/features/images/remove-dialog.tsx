import { useState } from 'react';
import type { Container } from '../../../src-main/contract/containers.ts';
import type { Image } from '../../../src-main/contract/images.ts';
import { formatBytes } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { Checkbox } from '../../ui/choice.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { nameOf, removeImages } from './act.ts';
import styles from './images.module.css';

/** Asks before images are removed: what is lost, who uses them, and what force does. Open while there are images. */
export function RemoveImagesDialog({
  host,
  images,
  users,
  onClose,
}: {
  host: string;
  images: readonly Image[] | undefined;
  users: ReadonlyMap<string, readonly Container[]>;
  onClose: () => void;
}) {
  const t = useT();
  const [force, setForce] = useState(false);
  const rows = images ?? [];
  const used = rows.flatMap((image) => users.get(image.id) ?? []);
  const tags = rows.length === 1 ? (rows[0]?.tags ?? []) : [];
  const name = nameOf(rows);
  const close = () => {
    setForce(false);
    onClose();
  };
  return (
    <ConfirmDialog
      open={images !== undefined}
      onClose={close}
      onConfirm={() => {
        close();
        void removeImages(host, rows, force);
      }}
      title={t('images.removeName', { name })}
      confirmLabel={t('images.removeName', { name })}
      danger
    >
      <div className={styles.lost}>
        <p>
          {t('images.removeLost', {
            count: rows.length,
            size: formatBytes(rows.reduce((sum, image) => sum + image.size, 0)),
          })}
        </p>
        {tags.length > 1 && <p>{t('images.removeTags', { tags: tags.map(visibleLine).join(', ') })}</p>}
        {used.length > 0 && (
          <p>{t('images.removeUsed', { names: used.map((user) => visibleLine(user.name)).join(', ') })}</p>
        )}
        {used.some((user) => user.state === 'running' || user.state === 'paused') && (
          <p>{t('images.removeRunning')}</p>
        )}
      </div>
      <Checkbox label={t('images.force')} hint={t('images.forceHint')} checked={force} onChange={setForce} />
    </ConfirmDialog>
  );
}
