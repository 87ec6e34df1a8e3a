import CircleCheck from 'lucide-react/icons/circle-check';
import CircleX from 'lucide-react/icons/circle-x';
import X from 'lucide-react/icons/x';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { useT } from '../i18n/i18n.ts';
import { Button, IconButton } from './button.tsx';
import { ProblemText } from './error-note.tsx';
import type { Problem } from './problem.ts';
import styles from './toasts.module.css';

/** How long good news stays; errors stay until they are dismissed. */
const GOOD_NEWS_MS = 5000;
/** Older ones give way; errors of which nobody took notice must not fill the screen. */
const MOST_AT_ONCE = 4;

interface ToastAction {
  label: string;
  onSelect: () => void;
}

type Toast = { readonly id: number; readonly action?: ToastAction | undefined } & (
  | { readonly kind: 'ok'; readonly text: string }
  | { readonly kind: 'error'; readonly problem: Problem }
);

const listeners = new Set<() => void>();
let toasts: readonly Toast[] = [];
let lastId = 0;

/** Says what went well, for a few seconds: "Removed web", with "Undo" where that is possible. */
export function showSuccess(text: string, action?: ToastAction): void {
  add({ id: ++lastId, kind: 'ok', text, action });
}

/** Says what failed, until it is dismissed. The same problem is shown once. */
export function showProblem(problem: Problem, action?: ToastAction): void {
  const same = toasts.find(
    (toast) =>
      toast.kind === 'error' &&
      toast.problem.title === problem.title &&
      toast.problem.detail === problem.detail,
  );
  if (same) dismiss(same.id);
  add({ id: ++lastId, kind: 'error', problem, action });
}

function add(toast: Toast): void {
  toasts = [...toasts, toast].slice(-MOST_AT_ONCE);
  emit();
}

function dismiss(id: number): void {
  toasts = toasts.filter((toast) => toast.id !== id);
  emit();
}

function emit(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Mounted once, beside the app. */
export function ToastLayer() {
  const t = useT();
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return createPortal(
    <section aria-label={t('ui.notifications')} className={styles.layer}>
      {shown.map((toast) => (
        <ToastView key={toast.id} toast={toast} />
      ))}
    </section>,
    document.body,
  );
}

function ToastView({ toast }: { toast: Toast }) {
  const t = useT();
  const timing = useGoodNewsTimer(toast);
  const close = () => dismiss(toast.id);
  const ok = toast.kind === 'ok';
  const action = toast.action && (
    <Button
      size="small"
      onClick={() => {
        toast.action?.onSelect();
        close();
      }}
    >
      {toast.action.label}
    </Button>
  );
  return (
    <div className={styles.toast} {...timing}>
      {ok ? (
        <CircleCheck className={styles.okIcon} size={16} aria-hidden />
      ) : (
        <CircleX className={styles.errorIcon} size={16} aria-hidden />
      )}
      <div role={ok ? 'status' : 'alert'} className={styles.content}>
        {ok ? toast.text : <ProblemText {...toast.problem} actions={action} />}
      </div>
      {ok && action}
      <IconButton size="small" icon={X} label={t('ui.dismiss')} onClick={close} className={styles.close} />
    </div>
  );
}

/** Takes good news away after its time, which stands still while someone reads it. */
function useGoodNewsTimer(toast: Toast) {
  const left = useRef(GOOD_NEWS_MS);
  const started = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { id, kind } = toast;
  const run = () => {
    if (kind !== 'ok') return;
    clearTimeout(timer.current);
    started.current = performance.now();
    timer.current = setTimeout(() => dismiss(id), left.current);
  };
  const pause = () => {
    clearTimeout(timer.current);
    left.current -= performance.now() - started.current;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: one run for the life of the toast
  useEffect(() => {
    run();
    return () => clearTimeout(timer.current);
  }, []);
  return { onPointerEnter: pause, onPointerLeave: run, onFocus: pause, onBlur: run };
}
