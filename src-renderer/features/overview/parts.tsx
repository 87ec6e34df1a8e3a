import type { ReactNode } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { visibleLine, visibleText } from '../../text/visible-text.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { MiddleTruncate } from '../../ui/middle-truncate.tsx';
import styles from './overview.module.css';

/** Characters of one fact that are drawn. */
const FACT_MOST = 4_000;

/** Some facts under one title. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className={styles.part}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </section>
  );
}

export function FactList({ children }: { children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>;
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Text of the engine; nothing where it is empty. */
export function TextFact({
  label,
  text,
  mono,
  copy,
}: {
  label: string;
  text: string;
  mono?: boolean;
  copy?: boolean;
}) {
  const t = useT();
  if (text === '') return null;
  const shown = visibleText(text.slice(0, FACT_MOST));
  return (
    <Fact label={label}>
      <span className={styles.copied}>
        {mono ? <code>{shown}</code> : <bdi>{shown}</bdi>}
        {copy && <CopyButton text={text} label={t('ui.copyName', { name: label })} />}
      </span>
    </Fact>
  );
}

/** An id: cut in its middle where room lacks. */
export function IdFact({ label, id }: { label: string; id: string }) {
  const t = useT();
  if (id === '') return null;
  return (
    <Fact label={label}>
      <span className={styles.copied}>
        <MiddleTruncate text={visibleLine(id.slice(0, FACT_MOST))} mono />
        <CopyButton text={id} label={t('ui.copyName', { name: label })} />
      </span>
    </Fact>
  );
}
