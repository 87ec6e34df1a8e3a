import { useEffect, useMemo, useState } from 'react';
import { AppError } from '../../../src-main/contract/errors.ts';
import type { HistoryEntry } from '../../../src-main/contract/images.ts';
import { problemOf } from '../../errors/problem-of.ts';
import { formatBytes, formatNumber } from '../../i18n/format.ts';
import { type Translate, useT } from '../../i18n/i18n.ts';
import { call } from '../../rpc/call.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { writeClipboard } from '../../ui/copy-button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Table } from '../../ui/table/table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { useTablePrefs } from '../lists/table-prefs.ts';
import styles from './images.module.css';

/** A step of the history with its place; steps have no id of their own. */
interface Step extends HistoryEntry {
  /** Counted from the base image's first step, 1. */
  order: number;
}

/** How an image came about, step by step, and what each step added. */
export function LayersTab({ host, id }: { host: string; id: string }) {
  const t = useT();
  const [steps, setSteps] = useState<readonly Step[]>();
  const [error, setError] = useState<AppError>();
  const [prefs, setPrefs] = useTablePrefs('layers');
  const columns = useMemo(() => layerColumns(t), [t]);
  useEffect(() => {
    const abort = new AbortController();
    call('images.history', { host, id }, abort.signal).then(
      (history) => setSteps(history.map((entry, at) => ({ ...entry, order: history.length - at }))),
      (thrown: unknown) => {
        if (!abort.signal.aborted) setError(AppError.from(thrown));
      },
    );
    return () => abort.abort();
  }, [host, id]);
  if (error) return <ErrorNote {...problemOf(t('images.historyFailed'), error)} />;
  const size = (steps ?? []).reduce((sum, step) => sum + step.size, 0);
  return (
    <div className={styles.layers}>
      {steps && (
        <p className={styles.summary}>
          {t('images.layersTotal', { count: steps.length, size: formatBytes(size) })}.{' '}
          {t('images.layersHint')}
        </p>
      )}
      <Table<Step>
        label={t('images.tab.layers')}
        rows={steps ?? []}
        total={steps?.length ?? 0}
        columns={columns}
        getRowId={(step) => String(step.order)}
        rowLabel={(step) => `${step.order}: ${visibleLine(step.createdBy)}`}
        prefs={prefs}
        onPrefsChange={setPrefs}
        defaultSort={{ column: 'order', direction: 'descending' }}
        state={steps ? 'ready' : 'loading'}
        actions={(step) => [
          {
            id: 'copy',
            label: t('ui.copyName', { name: t('images.layerStep') }),
            onSelect: () => void writeClipboard(step.createdBy),
          },
        ]}
      />
    </div>
  );
}

function layerColumns(t: Translate): Column<Step>[] {
  return [
    {
      id: 'order',
      header: t('images.layerOrder'),
      cell: (step) => formatNumber(step.order),
      sortValue: (step) => step.order,
      firstDirection: 'descending',
      width: 60,
      grow: 0,
      align: 'end',
    },
    {
      id: 'step',
      header: t('images.layerStep'),
      cell: (step) => <span data-tip-overflow="">{stepText(step.createdBy)}</span>,
      sortValue: (step) => step.createdBy,
      width: 460,
      minWidth: 160,
      grow: 1,
      mono: true,
    },
    {
      id: 'size',
      header: t('images.size'),
      cell: (step) => formatBytes(step.size),
      sortValue: (step) => step.size,
      firstDirection: 'descending',
      width: 90,
      align: 'end',
    },
    {
      id: 'tags',
      header: t('images.tags'),
      cell: (step) => <bdi>{step.tags.map(visibleLine).join(', ')}</bdi>,
      sortValue: (step) => step.tags[0],
      width: 160,
      priority: 2,
    },
    {
      id: 'comment',
      header: t('images.comment'),
      cell: (step) => <bdi>{visibleLine(step.comment)}</bdi>,
      sortValue: (step) => step.comment,
      width: 160,
      priority: 3,
      hiddenByDefault: true,
    },
    {
      id: 'created',
      header: t('images.created'),
      cell: (step) => <RelativeTime at={step.createdAt} />,
      sortValue: (step) => step.createdAt,
      width: 130,
      priority: 1,
    },
  ];
}

/**
 * A step as its Dockerfile wrote it: the classic builder puts `/bin/sh -c #(nop)` before what is no RUN, BuildKit
 * writes the shell of a RUN and its own name.
 */
function stepText(createdBy: string): string {
  const text = createdBy
    .replace(/^\/bin\/sh -c #\(nop\)\s+/, '')
    .replace(/^(RUN )?\/bin\/sh -c /, 'RUN ')
    .replace(/ # buildkit$/, '');
  return visibleLine(text);
}
