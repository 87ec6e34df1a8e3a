import { type Ref, useMemo } from 'react';
import type { Host } from '../../../src-main/contract/hosts.ts';
import { RESTART_POLICIES } from '../../../src-main/contract/values.ts';
import { useT } from '../../i18n/i18n.ts';
import { images } from '../../stores/images.ts';
import { useRows } from '../../stores/inventory.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { Checkbox } from '../../ui/choice.tsx';
import { ComboField } from '../../ui/combo-field.tsx';
import { ListField } from '../../ui/list-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { RunProblemWords } from './problem-words.ts';
import styles from './run-dialog.module.css';
import { blankEnv, blankPort, blankVolume, type RunForm } from './run-form.ts';

/** The fields of the run dialog. */
export function RunFields({
  host,
  form,
  change,
  words,
  argv,
  ref,
}: {
  host: Host;
  form: RunForm;
  change: (patch: Partial<RunForm>) => void;
  words: RunProblemWords;
  argv: readonly string[];
  ref: Ref<HTMLDivElement>;
}) {
  const t = useT();
  const { rows } = useRows(images, host.id);
  const tags = useMemo(() => [...rows.values()].flatMap((image) => image.tags).sort(), [rows]);
  const noLimits =
    host.state.kind === 'running' && !host.state.capabilities.limits ? t('run.noLimits') : undefined;
  return (
    <div ref={ref} className={styles.fields}>
      <div className={styles.pair}>
        <ComboField
          label={t('run.image')}
          value={form.image}
          onChange={(image) => change({ image })}
          suggestions={tags}
          placeholder="alpine:3.20"
          hint={t('run.imageHint')}
          error={words.image}
          required
          mono
        />
        <TextField
          label={t('run.name')}
          value={form.name}
          onChange={(name) => change({ name })}
          hint={t('run.nameHint')}
          error={words.name}
        />
      </div>
      <TextField
        label={t('run.command')}
        value={form.command}
        onChange={(command) => change({ command })}
        placeholder={`sh -c 'echo hello; sleep 60'`}
        hint={argv.length > 0 ? <Arguments argv={argv} /> : t('run.commandHint')}
        error={words.command}
        mono
      />
      <ListField
        label={t('run.ports')}
        itemLabel={t('run.port')}
        hint={t('run.portsHint')}
        columns={[
          { id: 'ip', label: t('run.address'), placeholder: t('run.addressPlaceholder'), mono: true },
          {
            id: 'publicPort',
            label: t('run.publicPort'),
            placeholder: t('run.publicPortPlaceholder'),
            separator: ':',
            width: '120px',
            mono: true,
          },
          { id: 'privatePort', label: t('run.privatePort'), separator: '→', width: '140px', mono: true },
          {
            id: 'protocol',
            label: t('run.protocol'),
            width: '80px',
            options: [
              { value: 'tcp', label: 'TCP' },
              { value: 'udp', label: 'UDP' },
            ],
          },
        ]}
        rows={form.ports.map((row) => ({ ...row }))}
        onChange={(ports) => change({ ports })}
        blank={{ ...blankPort }}
        errors={words.ports}
      />
      <ListField
        label={t('run.env')}
        itemLabel={t('run.variable')}
        columns={[
          { id: 'name', label: t('run.envName'), mono: true },
          { id: 'value', label: t('run.envValue'), separator: '=', width: '2fr', mono: true },
        ]}
        rows={form.env.map((row) => ({ ...row }))}
        onChange={(env) => change({ env: spread(env) })}
        blank={{ ...blankEnv }}
        errors={words.env}
      />
      <ListField
        label={t('run.volumes')}
        itemLabel={t('run.volume')}
        columns={[
          { id: 'source', label: t('run.source'), mono: true },
          { id: 'target', label: t('run.target'), separator: '→', mono: true },
          {
            id: 'mode',
            label: t('run.mode'),
            width: '120px',
            options: [
              { value: 'rw', label: t('run.readWrite') },
              { value: 'ro', label: t('run.readOnly') },
            ],
          },
        ]}
        rows={form.volumes.map((row) => ({ ...row }))}
        onChange={(volumes) => change({ volumes })}
        blank={{ ...blankVolume }}
        errors={words.volumes}
      />
      <div className={styles.triple}>
        <Select
          label={t('run.restart')}
          value={form.restart}
          options={RESTART_POLICIES.map((value) => ({ value, label: t(`run.restart.${value}`) }))}
          onChange={(restart) => change({ restart })}
        />
        <TextField
          label={t('run.memory')}
          value={form.memory}
          onChange={(memory) => change({ memory })}
          placeholder={t('run.noLimit')}
          hint={noLimits ?? t('run.memoryHint')}
          disabled={noLimits !== undefined}
          error={words.memory}
        />
        <TextField
          label={t('run.cpus')}
          value={form.cpus}
          onChange={(cpus) => change({ cpus })}
          placeholder={t('run.noLimit')}
          hint={t('run.cpusHint')}
          disabled={noLimits !== undefined}
          error={words.cpus}
          inputMode="decimal"
        />
      </div>
      <Checkbox
        label={t('run.tty')}
        hint={t('run.ttyHint')}
        checked={form.tty}
        onChange={(tty) => change({ tty })}
      />
    </div>
  );
}

/** `A=1` typed or pasted into a variable's name is name and value. */
function spread(rows: readonly { name: string; value: string }[]): RunForm['env'] {
  return rows.map((row) => {
    const at = row.name.indexOf('=');
    if (at <= 0 || row.value !== '') return row;
    return { name: row.name.slice(0, at), value: row.name.slice(at + 1) };
  });
}

function Arguments({ argv }: { argv: readonly string[] }) {
  const t = useT();
  return (
    <span className={styles.argv}>
      {t('run.commandShown')}
      {argv.map((argument, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an argument is its place
        <code key={at}>{visibleLine(argument)}</code>
      ))}
    </span>
  );
}
