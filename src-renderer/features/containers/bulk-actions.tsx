import type { Host } from '../../../src-main/contract/hosts.ts';
import { useT } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { BulkBar } from '../../ui/table/bulk-bar.tsx';
import { act } from './act.ts';
import { askToRemove } from './remove-dialog-state.ts';
import type { ContainerRow } from './state-words.ts';
import { isAllowed, VERB_ICONS, VERBS } from './verbs.ts';

/** What can be done with all selected containers; each button acts on those that are in a state for it. */
export function BulkActions({
  host,
  rows,
  onClear,
}: {
  host: Host;
  rows: readonly ContainerRow[];
  onClear: () => void;
}) {
  const t = useT();
  const away = host.state.kind === 'running' ? undefined : t('containers.engineAway');
  const cannotPause = host.state.kind === 'running' && !host.state.capabilities.pause;
  return (
    <BulkBar count={rows.length} onClear={onClear}>
      {VERBS.map((verb) => {
        const fits = rows.some((row) => isAllowed(verb, row.state));
        const refused = verb === 'pause' && cannotPause ? t('containers.cannotPause') : undefined;
        return (
          <Button
            key={verb}
            size="small"
            kind={verb === 'remove' ? 'danger' : 'ghost'}
            icon={VERB_ICONS[verb]}
            reason={away ?? refused ?? (fits ? undefined : t('containers.noneFits'))}
            onClick={() => (verb === 'remove' ? askToRemove(host.id, rows) : void act(host.id, rows, verb))}
          >
            {t(`containers.action.${verb}`)}
          </Button>
        );
      })}
    </BulkBar>
  );
}
