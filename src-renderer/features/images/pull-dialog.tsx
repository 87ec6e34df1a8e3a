import { useState } from 'react';
import { checkReference } from '../../../src-main/contract/run-fields.ts';
import { problemOfThrown } from '../../errors/problem-of.ts';
import { useT } from '../../i18n/i18n.ts';
import { call } from '../../rpc/call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import type { Problem } from '../../ui/problem.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useTasksPanel } from '../tasks/tasks-panel-state.ts';
import { usePullDialog } from './pull-dialog-state.ts';

/** Mounted once. What was typed is kept until the pull has begun. */
export function PullDialog() {
  const t = useT();
  const host = usePullDialog((state) => state.host);
  const [reference, setReference] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const typed = reference.trim();
  const wrong = checkReference(typed);
  const close = () => {
    usePullDialog.setState({ host: undefined });
    setTried(false);
    setProblem(undefined);
  };
  const submit = async () => {
    setTried(true);
    if (wrong || host === undefined || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await call('images.pull', { host, reference: typed });
      close();
      setReference('');
      useTasksPanel.setState({ open: true });
    } catch (error) {
      setProblem(problemOfThrown(t('images.pullFailed', { reference: typed }), error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={host !== undefined}
      onClose={close}
      title={t('images.pullTitle')}
      size="small"
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={close}>{t('ui.cancel')}</Button>
          <Button kind="primary" submit busy={busy}>
            {t('images.pull')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('images.pullReference')}
        hint={t('images.pullHint')}
        error={
          wrong && (tried || (wrong !== 'empty' && typed !== ''))
            ? t(`run.problem.reference.${wrong}`)
            : undefined
        }
        value={reference}
        onChange={setReference}
        placeholder="alpine:3.20"
        mono
        autoFocus
        required
      />
      {problem && <ErrorNote {...problem} />}
    </Dialog>
  );
}
