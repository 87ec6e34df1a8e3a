import { useMemo, useState } from 'react';
import { formatBytes } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { visibleLine, visibleText } from '../../text/visible-text.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import styles from './overview.module.css';

/** Entries that are drawn at once; of more a filter finds the rest. */
const SHOWN_MOST = 200;
/** From this number on a filter is of use. */
const FILTER_FROM = 16;
/** Characters of a value that are drawn; the whole can be copied. */
const VALUE_MOST = 2_000;
const MASK = '••••••••';

/** Names and values, of which there may be ten thousand, or one of a megabyte. */
export function KeyValueList({
  label,
  entries,
  isSecret,
}: {
  label: string;
  entries: readonly (readonly [name: string, value: string])[];
  /** Values that are shown only when asked for. */
  isSecret?: (name: string, value: string) => boolean;
}) {
  const t = useT();
  const [filter, setFilter] = useState('');
  const found = useMemo(() => {
    const wanted = filter.trim().toLowerCase();
    if (wanted === '') return entries;
    return entries.filter(
      ([name, value]) =>
        name.toLowerCase().includes(wanted) ||
        // A masked value must not be found letter by letter.
        (!isSecret?.(name, value) && value.toLowerCase().includes(wanted)),
    );
  }, [entries, filter, isSecret]);
  if (entries.length === 0) return <p className={styles.none}>{t('overview.none')}</p>;
  return (
    <>
      {entries.length >= FILTER_FROM && (
        <SearchBox
          className={styles.filter}
          label={t('overview.filter', { name: label })}
          value={filter}
          onChange={setFilter}
          count={found.length}
          total={entries.length}
        />
      )}
      <dl className={styles.pairs} aria-label={label}>
        {found.slice(0, SHOWN_MOST).map(([name, value], at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names can stand twice
          <div key={`${at} ${name.slice(0, VALUE_MOST)}`} className={styles.pair}>
            <dt>
              <bdi>{visibleLine(name.slice(0, VALUE_MOST))}</bdi>
            </dt>
            <dd>
              <Value
                value={value}
                secret={isSecret?.(name, value) ?? false}
                name={name.slice(0, VALUE_MOST)}
              />
            </dd>
          </div>
        ))}
      </dl>
      {found.length > SHOWN_MOST && (
        <p className={styles.none}>{t('overview.more', { count: found.length - SHOWN_MOST })}</p>
      )}
    </>
  );
}

function Value({ name, value, secret }: { name: string; value: string; secret: boolean }) {
  const t = useT();
  const [shown, setShown] = useState(false);
  const masked = secret && !shown;
  return (
    <>
      <bdi className={styles.value}>{masked ? MASK : visibleText(value.slice(0, VALUE_MOST))}</bdi>
      {value.length > VALUE_MOST && !masked && (
        <span className={styles.note}>… {t('overview.long', { size: formatBytes(value.length) })}</span>
      )}
      <span className={styles.pairActions}>
        {secret && (
          <Button size="small" kind="ghost" onClick={() => setShown(!shown)}>
            {t(shown ? 'ui.hideValue' : 'ui.showValue')}
          </Button>
        )}
        <CopyButton text={value} label={t('ui.copyName', { name: visibleLine(name) })} />
      </span>
    </>
  );
}
