import { Component, type ReactNode } from 'react';
import { t } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './frame.module.css';

/** Keeps a page that fails from taking the frame with it. Give it a `key` per page, so that another page begins anew. */
export class PageBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? new Error('unknown') };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div className={styles.failed}>
        <ErrorNote
          title={t('frame.pageFailed')}
          reason={t('frame.pageFailedReason')}
          detail={error instanceof Error ? (error.stack ?? error.message) : String(error)}
          actions={<Button onClick={() => this.setState({ error: undefined })}>{t('frame.tryAgain')}</Button>}
        />
      </div>
    );
  }
}
