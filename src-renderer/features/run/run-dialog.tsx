import Copy from 'lucide-react/icons/copy';
import { useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Host } from '../../../src-main/contract/hosts.ts';
import { joinCommand } from '../../../src-main/contract/run-fields.ts';
import { problemOfThrown } from '../../errors/problem-of.ts';
import { useT } from '../../i18n/i18n.ts';
import { hrefOf, navigate } from '../../router/router.ts';
import { call } from '../../rpc/call.ts';
import { useHost } from '../../stores/hosts.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import type { Problem } from '../../ui/problem.ts';
import { showProblem, showSuccess } from '../../ui/toasts.tsx';
import { toDockerRun } from './docker-run.ts';
import { problemWords } from './problem-words.ts';
import { PullLine } from './pull-line.tsx';
import styles from './run-dialog.module.css';
import { useRunDialog } from './run-dialog-state.ts';
import { RunFields } from './run-fields.tsx';
import { checkRunForm, emptyRunForm, isFine, type RunForm, toRunInput } from './run-form.ts';

/** Runs a new container from an image. */
export function RunDialog() {
  const id = useRunDialog((state) => state.host);
  const host = useHost(id);
  // While it closes it must keep its content.
  const [last, setLast] = useState<Host>();
  if (host && host !== last) setLast(host);
  const shown = host ?? last;
  return shown ? <RunFormDialog key={shown.id} host={shown} open={host !== undefined} /> : null;
}

function RunFormDialog({ host, open }: { host: Host; open: boolean }) {
  const t = useT();
  const form = useRunDialog((state) => state.form);
  const [sent, setSent] = useState(false);
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const fields = useRef<HTMLDivElement>(null);
  const facts = host.state.kind === 'running' ? host.state : undefined;
  const cpusMost = facts?.facts.cpus;
  const problems = useMemo(() => checkRunForm(form, cpusMost), [form, cpusMost]);
  const words = problemWords(problems, sent, cpusMost);
  const change = (patch: Partial<RunForm>) =>
    useRunDialog.setState((state) => ({ form: { ...state.form, ...patch } }));
  const close = () => useRunDialog.setState({ host: undefined });

  /** Tells whether the form can be sent; if not, leads to the first field that is wrong. */
  const isComplete = () => {
    flushSync(() => setSent(true));
    if (!isFine(problems)) fields.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
    return isFine(problems);
  };

  const run = async () => {
    if (!isComplete() || running) return;
    setProblem(undefined);
    setRunning(true);
    const input = toRunInput(host.id, form);
    try {
      const { id } = await call('containers.run', input);
      showSuccess(t('run.started', { name: input.name ?? visibleLine(input.image) }), {
        label: t('run.open'),
        onSelect: () => navigate(hrefOf('containers', [host.id, id])),
      });
      setSent(false);
      useRunDialog.setState((state) =>
        // What was typed meanwhile, for the next one, stays.
        state.form === form ? { host: undefined, form: emptyRunForm } : {},
      );
    } catch (thrown) {
      const failed = problemOfThrown(t('run.failed', { image: visibleLine(input.image) }), thrown);
      setProblem(failed);
      if (useRunDialog.getState().host === undefined) showProblem(failed);
    } finally {
      setRunning(false);
    }
  };

  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('run.title')}
      size="large"
      onSubmit={() => void run()}
      footer={
        <>
          <Button
            kind="ghost"
            onClick={() => {
              setSent(false);
              setProblem(undefined);
              useRunDialog.setState({ form: emptyRunForm });
            }}
          >
            {t('run.clear')}
          </Button>
          {isFine(problems) ? (
            <CopyButton
              text={() => toDockerRun(toRunInput(host.id, form), host.address)}
              label={t('run.copy')}
              kind="secondary"
              size="medium"
              withText
            />
          ) : (
            <Button icon={Copy} onClick={isComplete}>
              {t('run.copy')}
            </Button>
          )}
          <span className={styles.space} />
          <Button onClick={close}>{t('ui.cancel')}</Button>
          <Button kind="primary" submit busy={running}>
            {t('run.submit')}
          </Button>
        </>
      }
    >
      {problem && <ErrorNote {...problem} />}
      {running && <PullLine host={host.id} image={form.image.trim()} />}
      <RunFields ref={fields} host={host} form={form} change={change} words={words} argv={argvOf(form)} />
    </Dialog>
  );
}

/** The command as the engine will get it, once it is more than one plain word. */
function argvOf(form: RunForm): readonly string[] {
  const command = toRunInput('', form).command ?? [];
  return joinCommand(command) === form.command.trim() && command.length < 2 ? [] : command;
}
