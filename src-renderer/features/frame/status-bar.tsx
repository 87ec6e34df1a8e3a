import type { Host } from '../../../src-main/contract/hosts.ts';
import { useT } from '../../i18n/i18n.ts';
import { hrefOf, navigate } from '../../router/router.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { StatusBar, StatusBarButton } from '../../ui/app-frame.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { TasksButton } from '../tasks/tasks-button.tsx';
import { engineTone, engineTooltip, engineWord } from './engine-words.ts';

/** The line at the bottom: the engine's state, what runs. */
export function FrameStatusBar({ host }: { host: Host | undefined }) {
  return <StatusBar start={<EngineButton host={host} />} end={<TasksButton />} />;
}

function EngineButton({ host }: { host: Host | undefined }) {
  const t = useT();
  const label = host
    ? t('engine.button', { name: visibleLine(host.name), state: engineWord(host.state) })
    : t('engine.none');
  return (
    <StatusBarButton
      label={label}
      tooltip={host ? engineTooltip(host) : label}
      onClick={() => navigate(hrefOf('hosts'))}
    >
      <StateBadge tone={host ? engineTone(host.state) : 'neutral'} changing={host?.state.kind === 'starting'}>
        {label}
      </StateBadge>
    </StatusBarButton>
  );
}
