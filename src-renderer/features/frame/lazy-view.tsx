import { type ComponentType, useEffect, useReducer, useState } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { loadChunk } from '../../load-chunk.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './frame.module.css';

/** Loads the component of a page; the same function each time. */
export type Load<Props> = () => Promise<ComponentType<Props>>;

const loaded = new Map<Load<never>, ComponentType<never>>();

async function loadView<Props>(load: Load<Props>): Promise<void> {
  const view = await loadChunk(load);
  loaded.set(load as Load<never>, view as ComponentType<never>);
}

/** Begins to load a page before it is shown. What fails here is tried again, and told, when it is shown. */
export function preload<Props>(load: Load<Props>): void {
  loadView(load).catch(() => {});
}

/** A component that is loaded when it is first shown. */
export function LazyView<Props extends object>({ load, props }: { load: Load<Props>; props: Props }) {
  const t = useT();
  const [, show] = useReducer((count: number) => count + 1, 0);
  const [failed, setFailed] = useState<{ load: Load<Props>; error: unknown }>();
  const View = loaded.get(load as Load<never>) as ComponentType<Props> | undefined;
  const error = failed?.load === load ? failed.error : undefined;
  useEffect(() => {
    if (View || error) return;
    let live = true;
    loadView(load).then(
      () => live && show(),
      (thrown: unknown) => live && setFailed({ load, error: thrown }),
    );
    return () => {
      live = false;
    };
  }, [load, View, error]);
  if (View) return <View {...props} />;
  if (!error) return null;
  return (
    <div className={styles.failed}>
      <ErrorNote
        title={t('frame.pageFailed')}
        reason={t('frame.chunkFailedReason')}
        detail={String(error)}
        actions={
          <>
            <Button onClick={() => setFailed(undefined)}>{t('frame.tryAgain')}</Button>
            <Button onClick={() => location.reload()}>{t('frame.reload')}</Button>
          </>
        }
      />
    </div>
  );
}
