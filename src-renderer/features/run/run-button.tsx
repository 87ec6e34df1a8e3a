import Plus from 'lucide-react/icons/plus';
import type { Host } from '../../../src-main/contract/hosts.ts';
import { useT } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { openRunDialog } from './run-dialog-state.ts';

/** The primary action of the containers list. */
export function RunButton({ host, label }: { host: Host; label?: string }) {
  const t = useT();
  return (
    <Button
      kind="primary"
      icon={Plus}
      reason={host.state.kind === 'running' ? undefined : t('containers.engineAway')}
      onClick={() => openRunDialog(host.id)}
    >
      {label ?? t('containers.run')}
    </Button>
  );
}
