import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Kbd } from './kbd.tsx';
import styles from './tooltip.module.css';

/*
 * One tooltip for the whole app: elements only carry attributes, one layer
 * listens. A list of ten thousand rows thus costs no component per row.
 */

/** Attributes that give an element a tooltip, with the shortcut's keys beside it. */
export function tooltipProps(text: string | undefined, shortcut?: string): Record<string, string> {
  if (!text) return {};
  return shortcut ? { 'data-tip': text, 'data-tip-keys': shortcut } : { 'data-tip': text };
}

/*
 * `data-tip-overflow` shows its own whole text as a tooltip, if and only if the element is cut; a value stands for
 * that text.
 */

const SHOW_AFTER_MS = 500;
/** Going from one tooltip to the next within this time shows it at once. */
const WARM_MS = 400;
const GAP = 6;

interface Shown {
  readonly text: string;
  readonly keys: string | undefined;
  readonly anchor: DOMRect;
}

/** Mounted once, beside the app. */
export function TooltipLayer() {
  const [shown, setShown] = useState<Shown>();
  useEffect(() => listen(setShown), []);
  return shown ? createPortal(<Bubble {...shown} />, document.body) : null;
}

function Bubble({ text, keys, anchor }: Shown) {
  const ref = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: 0, top: 0, ready: false });
  useLayoutEffect(() => {
    const box = ref.current?.getBoundingClientRect();
    if (!box) return;
    const below = anchor.bottom + GAP + box.height <= window.innerHeight - GAP;
    const centred = anchor.left + anchor.width / 2 - box.width / 2;
    setPlace({
      left: Math.max(GAP, Math.min(centred, window.innerWidth - box.width - GAP)),
      top: below ? anchor.bottom + GAP : anchor.top - GAP - box.height,
      ready: true,
    });
  }, [anchor]);
  return (
    <div
      ref={ref}
      role="tooltip"
      className={styles.tooltip}
      style={{ left: place.left, top: place.top, visibility: place.ready ? 'visible' : 'hidden' }}
    >
      {text}
      {keys && <Kbd shortcut={keys} />}
    </div>
  );
}

function listen(show: (shown: Shown | undefined) => void): () => void {
  let current: Element | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hiddenAt = Number.NEGATIVE_INFINITY;
  let visible = false;
  /** The focus moves because someone walks by keyboard, not because a dialog has opened. */
  let walking = false;

  const hide = () => {
    clearTimeout(timer);
    current = undefined;
    if (visible) {
      visible = false;
      hiddenAt = performance.now();
      show(undefined);
    }
  };
  const reveal = (element: Element, text: string) => {
    visible = true;
    show({
      text,
      keys: element.getAttribute('data-tip-keys') ?? undefined,
      anchor: element.getBoundingClientRect(),
    });
  };
  const enter = (target: EventTarget | null, delay: number) => {
    const element = target instanceof Element ? target.closest('[data-tip], [data-tip-overflow]') : null;
    if (element === (current ?? null)) return;
    hide();
    if (!element) return;
    current = element;
    timer = setTimeout(() => {
      const text = element.isConnected ? textOf(element) : undefined;
      if (text) reveal(element, text);
    }, delay);
  };
  const over = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return;
    enter(event.target, performance.now() - hiddenAt < WARM_MS ? 0 : SHOW_AFTER_MS);
  };
  const focus = (event: FocusEvent) => {
    if (walking) enter(event.target, SHOW_AFTER_MS);
  };
  const key = (event: KeyboardEvent) => {
    walking = /^(Tab|Arrow)/.test(event.key);
    hide();
  };
  const press = () => {
    walking = false;
    hide();
  };
  document.addEventListener('pointerover', over);
  document.addEventListener('pointerdown', press, true);
  document.addEventListener('focusin', focus);
  document.addEventListener('focusout', hide);
  document.addEventListener('keydown', key, true);
  document.addEventListener('scroll', hide, true);
  return () => {
    hide();
    document.removeEventListener('pointerover', over);
    document.removeEventListener('pointerdown', press, true);
    document.removeEventListener('focusin', focus);
    document.removeEventListener('focusout', hide);
    document.removeEventListener('keydown', key, true);
    document.removeEventListener('scroll', hide, true);
  };
}

function textOf(element: Element): string | undefined {
  const text = element.getAttribute('data-tip');
  if (text) return text;
  const cut = [element, ...element.querySelectorAll('[data-cut]')].some(
    (part) => part.scrollWidth > part.clientWidth + 1,
  );
  if (!cut) return undefined;
  return element.getAttribute('data-tip-overflow') || (element.textContent ?? undefined);
}
