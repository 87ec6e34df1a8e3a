import type { Container } from '../../../src-main/contract/containers.ts';
import { AppError } from '../../../src-main/contract/errors.ts';
import { problemOf, wordsInSight } from '../../errors/problem-of.ts';
import { t } from '../../i18n/i18n.ts';
import { call } from '../../rpc/call.ts';
import { containers } from '../../stores/containers.ts';
import { showPending } from '../../stores/pending.ts';
import type { PendingAction } from '../../stores/pending-state.ts';
import { visibleLine } from '../../text/visible-text.ts';
import type { Problem } from '../../ui/problem.ts';
import { showProblem, showSuccess } from '../../ui/toasts.tsx';
import { type Outcome, runAll } from '../lists/run-all.ts';
import { isAllowed, needsForce } from './verbs.ts';

/** "web", or "3 containers". */
export function nameOf(rows: readonly Pick<Container, 'name'>[]): string {
  const [only] = rows;
  return rows.length === 1 && only ? visibleLine(only.name) : t('containers.many', { count: rows.length });
}

/** What failed of a piece of work on some containers, each named with its reason. */
export function problemOfOutcome(verb: PendingAction, { done, failed }: Outcome<Container>): Problem {
  const total = done.length + failed.length;
  const [first] = failed;
  if (total === 1 && first)
    return problemOf(
      t(`containers.failed.${verb}`, { name: nameOf([first.item]) }),
      AppError.from(first.error),
    );
  const each = failed.map(({ item, error }) => {
    const data = AppError.from(error);
    const { reason, detail } = problemOf('', data);
    return { name: visibleLine(item.name), reason: [reason, wordsInSight(data)].join(' ').trim(), detail };
  });
  return {
    title: t(`containers.failed.${verb}`, {
      name:
        failed.length === total
          ? t('containers.many', { count: total })
          : t('containers.failedOf', { name: failed.length, total }),
    }),
    reason: each.map(({ name, reason }) => `${name}: ${reason}`).join('\n'),
    detail: each.map(({ name, detail }) => `${name}: ${detail}`).join('\n'),
  };
}

/**
 * Does one thing to all of the rows that are in a state for it, some at once. Each row shows it until the
 * engine's event; failures are told together and by name.
 */
export async function act(
  host: string,
  rows: readonly Container[],
  verb: PendingAction,
  options: { volumes?: boolean } = {},
): Promise<void> {
  const { rows: known } = containers.rowsOf(host);
  const fitting = rows.map((row) => known.get(row.id) ?? row).filter((row) => isAllowed(verb, row.state));
  if (fitting.length === 0) return;
  const outcome = await runAll(fitting, (row) =>
    showPending(host, row, verb, () =>
      verb === 'remove'
        ? call('containers.remove', {
            host,
            id: row.id,
            force: needsForce(row.state),
            volumes: options.volumes ?? false,
          })
        : call('containers.act', { host, id: row.id, action: verb }),
    ),
  );
  if (outcome.failed.length > 0) showProblem(problemOfOutcome(verb, outcome));
  // One row tells by itself what became of it; many, and a row that is gone, do not.
  else if (verb === 'remove' || outcome.done.length > 1)
    showSuccess(t(`containers.done.${verb}`, { name: nameOf(outcome.done) }));
}
