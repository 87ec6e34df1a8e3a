import Copy from 'lucide-react/icons/copy';
import ScrollText from 'lucide-react/icons/scroll-text';
import SquareTerminal from 'lucide-react/icons/square-terminal';
import type { Host } from '../../../src-main/contract/hosts.ts';
import type { Translate } from '../../i18n/i18n.ts';
import { hrefOf, navigate } from '../../router/router.ts';
import { writeClipboard } from '../../ui/copy-button.tsx';
import type { RowAction } from '../../ui/table/types.ts';
import { act } from './act.ts';
import { askToRemove } from './remove-dialog-state.ts';
import type { ContainerRow } from './state-words.ts';
import { isAllowed, VERB_ICONS, VERBS } from './verbs.ts';

/** The likely ones of each state, as buttons on the row. */
const INLINE = ['start', 'stop', 'restart', 'unpause'];

/** What a row of the list, its menu, the container's page and the palette offer, in one order. */
export function containerActions(host: Host, row: ContainerRow, t: Translate): RowAction[] {
  const away = host.state.kind === 'running' ? undefined : t('containers.engineAway');
  const cannotPause =
    host.state.kind === 'running' && !host.state.capabilities.pause ? t('containers.cannotPause') : undefined;
  const open = (tab: string) => navigate(hrefOf('containers', [host.id, row.id, tab]));
  const verbs = VERBS.filter((verb) => verb !== 'remove' && isAllowed(verb, row.state)).map(
    (verb): RowAction => ({
      id: verb,
      label: t(`containers.action.${verb}`),
      icon: VERB_ICONS[verb],
      inline: INLINE.includes(verb) && !(verb === 'restart' && row.state !== 'running'),
      reason: away ?? (verb === 'pause' ? cannotPause : undefined),
      disabled: row.pending !== undefined,
      onSelect: () => void act(host.id, [row], verb),
    }),
  );
  return [
    ...verbs,
    'separator' as RowAction,
    { id: 'logs', label: t('containers.action.logs'), icon: ScrollText, onSelect: () => open('logs') },
    {
      id: 'terminal',
      label: t('containers.action.terminal'),
      icon: SquareTerminal,
      onSelect: () => open('terminal'),
    },
    'separator' as RowAction,
    {
      id: 'copy-name',
      label: t('containers.action.copyName'),
      icon: Copy,
      onSelect: () => void writeClipboard(row.name),
    },
    {
      id: 'copy-id',
      label: t('containers.action.copyId'),
      icon: Copy,
      onSelect: () => void writeClipboard(row.id),
    },
    'separator' as RowAction,
    {
      id: 'remove',
      label: t('containers.action.remove'),
      icon: VERB_ICONS.remove,
      danger: true,
      shortcut: 'delete',
      reason: away,
      disabled: row.pending !== undefined || !isAllowed('remove', row.state),
      onSelect: () => askToRemove(host.id, [row]),
    },
  ];
}
