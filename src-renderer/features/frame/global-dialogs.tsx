import { useState } from 'react';
import { useRemoveDialog } from '../containers/remove-dialog-state.ts';
import { usePullDialog } from '../images/pull-dialog-state.ts';
import { useRunDialog } from '../run/run-dialog-state.ts';
import { useTasksPanel } from '../tasks/tasks-panel-state.ts';
import { LazyView, type Load } from './lazy-view.tsx';

const loadRun: Load<object> = () => import('../run/run-dialog.tsx').then((module) => module.RunDialog);
const loadRemove: Load<object> = () =>
  import('../containers/remove-dialog.tsx').then((module) => module.RemoveDialog);

const loadPull: Load<object> = () => import('../images/pull-dialog.tsx').then((module) => module.PullDialog);

const loadTasks: Load<object> = () => import('../tasks/tasks-panel.tsx').then((module) => module.TasksPanel);

/** What several pages open: dialogs, and the panel of tasks. */
export function GlobalDialogs() {
  const run = useRunDialog((state) => state.host !== undefined);
  const remove = useRemoveDialog((state) => state.asked !== undefined);
  const pull = usePullDialog((state) => state.host !== undefined);
  const tasks = useTasksPanel((state) => state.open);
  return (
    <>
      <LazyDialog wanted={run} load={loadRun} />
      <LazyDialog wanted={remove} load={loadRemove} />
      <LazyDialog wanted={pull} load={loadPull} />
      <LazyDialog wanted={tasks} load={loadTasks} />
    </>
  );
}

/** Loaded when it is first asked for; then it stays, so that it can close by its own means. */
function LazyDialog({ wanted, load }: { wanted: boolean; load: Load<object> }) {
  const [ever, setEver] = useState(wanted);
  if (wanted && !ever) setEver(true);
  return ever ? <LazyView load={load} props={{}} /> : null;
}
