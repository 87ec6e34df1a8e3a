import ArrowDownToLine from 'lucide-react/icons/arrow-down-to-line';
import CaseSensitive from 'lucide-react/icons/case-sensitive';
import ChevronDown from 'lucide-react/icons/chevron-down';
import ChevronUp from 'lucide-react/icons/chevron-up';
import Clock from 'lucide-react/icons/clock';
import Download from 'lucide-react/icons/download';
import Eraser from 'lucide-react/icons/eraser';
import Regex from 'lucide-react/icons/regex';
import WrapText from 'lucide-react/icons/wrap-text';
import type { KeyboardEvent, Ref } from 'react';
import { type Translate, useT } from '../../i18n/i18n.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { Toolbar, ToolbarDivider, ToolbarSpace } from '../../ui/toolbar.tsx';
import type { StreamFilter } from './log-chunk.ts';
import { SINCE_CHOICES, type SinceChoice, TAIL_CHOICES, type TailChoice, useLogPrefs } from './log-prefs.ts';
import styles from './logs-tab.module.css';
import type { Pattern } from './matcher.ts';

/** What is shown of a search. */
export interface SearchShown {
  total: number;
  /** Of the match that it stands at, counted from 0. */
  rank: number | undefined;
  fault: string | undefined;
}

export interface LogsToolbarProps {
  pattern: Pattern;
  found: SearchShown | undefined;
  /** What is wrong with the pattern. */
  fault: string | undefined;
  searchBox: Ref<HTMLInputElement>;
  onPattern: (pattern: Pattern) => void;
  onStep: (by: 1 | -1) => void;
  follow: boolean;
  onFollow: (follow: boolean) => void;
  onFilter: (filter: StreamFilter) => void;
  downloading: boolean;
  onDownload: () => void;
  onClear: () => void;
}

/** What can be done with a log: search it, choose how it is shown and how much of it, take it away. */
export function LogsToolbar(props: LogsToolbarProps) {
  const t = useT();
  const { timestamps, wrap, tail, since, filter } = useLogPrefs();
  const { follow, onFollow } = props;
  return (
    <Toolbar label={t('logs.toolbar')} className={styles.toolbar}>
      <LogSearchBox {...props} />
      <ToolbarSpace />
      <Button
        kind="ghost"
        size="small"
        icon={ArrowDownToLine}
        aria-pressed={follow}
        onClick={() => onFollow(!follow)}
      >
        {t('logs.follow')}
      </Button>
      <IconButton
        size="small"
        icon={Clock}
        label={t('logs.timestamps')}
        pressed={timestamps}
        onClick={() => useLogPrefs.setState({ timestamps: !timestamps })}
      />
      <IconButton
        size="small"
        icon={WrapText}
        label={t('logs.wrap')}
        pressed={wrap}
        onClick={() => useLogPrefs.setState({ wrap: !wrap })}
      />
      {/* Where room lacks these stand in a second line together. */}
      <div className={styles.extent}>
        <Select<TailChoice>
          label={t('logs.tail')}
          labelHidden
          value={tail}
          options={TAIL_CHOICES.map((value) => ({ value, label: tailLabel(t, value) }))}
          onChange={(value) => useLogPrefs.setState({ tail: value })}
          className={styles.select}
        />
        <Select<SinceChoice>
          label={t('logs.since')}
          labelHidden
          value={since}
          options={SINCE_CHOICES.map((value) => ({ value, label: sinceLabel(t, value) }))}
          onChange={(value) => useLogPrefs.setState({ since: value })}
          className={styles.select}
        />
        <Select<StreamFilter>
          label={t('logs.streams')}
          labelHidden
          value={filter}
          options={streamOptions(t)}
          onChange={props.onFilter}
          className={styles.select}
        />
        <ToolbarDivider />
        <IconButton
          size="small"
          icon={Download}
          label={t('logs.download')}
          busy={props.downloading}
          onClick={props.onDownload}
        />
        <IconButton size="small" icon={Eraser} label={t('logs.clear')} onClick={props.onClear} />
      </div>
    </Toolbar>
  );
}

function LogSearchBox({ pattern, found, fault, searchBox, onPattern, onStep }: LogsToolbarProps) {
  const t = useT();
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'F3') return;
    event.preventDefault();
    onStep(event.shiftKey ? -1 : 1);
  };
  const none = pattern.text === '' || !found?.total;
  const reason = none ? t('logs.searchNone') : undefined;
  return (
    <>
      <SearchBox
        ref={searchBox}
        label={t('logs.search')}
        value={pattern.text}
        onChange={(text) => onPattern({ ...pattern, text })}
        {...(found && !fault
          ? { count: found.rank === undefined ? 0 : found.rank + 1, total: found.total }
          : {})}
        shortcut="/"
        error={fault}
        onKeyDown={keys}
        className={styles.search ?? ''}
      />
      <IconButton
        size="small"
        icon={CaseSensitive}
        label={t('logs.matchCase')}
        pressed={pattern.caseSensitive}
        onClick={() => onPattern({ ...pattern, caseSensitive: !pattern.caseSensitive })}
      />
      <IconButton
        size="small"
        icon={Regex}
        label={t('logs.regex')}
        pressed={pattern.regex}
        onClick={() => onPattern({ ...pattern, regex: !pattern.regex })}
      />
      <IconButton
        size="small"
        icon={ChevronUp}
        label={t('logs.previous')}
        shortcut="shift+f3"
        reason={reason}
        onClick={() => onStep(-1)}
      />
      <IconButton
        size="small"
        icon={ChevronDown}
        label={t('logs.next')}
        shortcut="f3"
        reason={reason}
        onClick={() => onStep(1)}
      />
    </>
  );
}

function tailLabel(t: Translate, tail: TailChoice): string {
  return tail === 'all' ? t('logs.tailAll') : t('logs.tailLast', { count: Number(tail) });
}

function sinceLabel(t: Translate, since: SinceChoice): string {
  if (since === 'all') return t('logs.sinceAll');
  const count = Number.parseInt(since, 10);
  return since.endsWith('m') ? t('logs.sinceMinutes', { count }) : t('logs.sinceHours', { count });
}

function streamOptions(t: Translate): SelectOption<StreamFilter>[] {
  return [
    { value: 'all', label: t('logs.streamsBoth') },
    { value: 'stdout', label: t('logs.stdout') },
    { value: 'stderr', label: t('logs.stderr') },
  ];
}
