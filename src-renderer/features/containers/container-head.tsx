import Ellipsis from 'lucide-react/icons/ellipsis';
import type { Host } from '../../../src-main/contract/hosts.ts';
import { useT } from '../../i18n/i18n.ts';
import { listHref } from '../../router/router.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { isAction, Menu } from '../../ui/menu.tsx';
import { DetailHeader } from '../../ui/page-header.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { DetailMeta, ShortId } from '../frame/detail-page.tsx';
import { Ports } from './cells.tsx';
import { SHORT_ID } from './columns.tsx';
import { containerActions } from './row-actions.ts';
import { type ContainerRow, isChanging, stateTone, stateWord } from './state-words.ts';

/** Name, state and actions of a container. */
export function ContainerHead({ host, row, gone }: { host: Host; row: ContainerRow; gone: boolean }) {
  const t = useT();
  const actions = gone ? [] : containerActions(host, row, t);
  const likely = actions.filter((action) => isAction(action) && action.inline);
  const menu = actions.filter(
    (action) => !isAction(action) || (!action.inline && action.id !== 'logs' && action.id !== 'terminal'),
  );
  return (
    <DetailHeader
      backHref={listHref('containers')}
      backLabel={t('page.containers')}
      title={visibleLine(row.name)}
      state={
        gone ? undefined : (
          <StateBadge tone={stateTone(row)} changing={isChanging(row)} filled>
            {stateWord(row)}
          </StateBadge>
        )
      }
      meta={
        <DetailMeta>
          <bdi>{visibleLine(row.image)}</bdi>
          <ShortId short={row.id.slice(0, SHORT_ID)} id={row.id} copyLabel={t('containers.action.copyId')} />
          {!gone && <Ports row={row} host={host} />}
        </DetailMeta>
      }
      actions={
        gone ? undefined : (
          <>
            {likely.map(
              (action) =>
                isAction(action) && (
                  <Button
                    key={action.id}
                    icon={action.icon}
                    reason={action.reason}
                    busy={action.disabled === true && row.pending === action.id}
                    disabled={action.disabled === true && row.pending !== action.id}
                    onClick={action.onSelect}
                  >
                    {action.label}
                  </Button>
                ),
            )}
            <Menu
              align="end"
              items={withoutDoubledSeparators(menu)}
              trigger={<IconButton kind="secondary" icon={Ellipsis} label={t('ui.moreActions')} />}
            />
          </>
        )
      }
    />
  );
}

function withoutDoubledSeparators<Entry>(entries: readonly Entry[]): Entry[] {
  return entries.filter(
    (entry, at) => isSeparator(entry) === false || (at > 0 && !isSeparator(entries[at - 1])),
  );
}

function isSeparator(entry: unknown): boolean {
  return entry === 'separator';
}
