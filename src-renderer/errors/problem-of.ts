import { AppError, type AppErrorData, type ErrorCode } from '../../src-main/contract/errors.ts';
import { t } from '../i18n/i18n.ts';
import { visibleText } from '../text/visible-text.ts';
import type { Problem } from '../ui/problem.ts';

/** The most of an engine's words that are shown; the rest helps nobody and slows the page. */
const DETAIL_LENGTH = 20_000;

/** Codes that say only who refused: why, the engine says itself. */
const TOLD_BY_ENGINE: readonly ErrorCode[] = ['CONFLICT', 'ENGINE_ERROR', 'INVALID'];
/** Words that are longer are read under "Details". */
const PLAIN_LENGTH = 240;

/** The engine's words where they are the reason and short enough to stand in plain sight. */
export function wordsInSight({ code, detail }: AppErrorData): string | undefined {
  const words = visibleText(detail ?? '').trim();
  const plain = words.length <= PLAIN_LENGTH && !words.includes('\n');
  return TOLD_BY_ENGINE.includes(code) && plain && words !== '' ? words : undefined;
}

/** An error in the user's language: `title` says what failed, the rest comes from the error. */
export function problemOf(title: string, error: AppErrorData): Problem {
  const next = [t(`error.${error.code}.next`), error.hint && visibleText(error.hint), wordsInSight(error)];
  return {
    title,
    reason: t(`error.${error.code}`),
    hint: next.filter(Boolean).join('\n') || undefined,
    detail: visibleText(error.detail ?? error.message).slice(0, DETAIL_LENGTH),
  };
}

/** The same for anything that was thrown. */
export function problemOfThrown(title: string, thrown: unknown): Problem {
  return problemOf(title, AppError.from(thrown));
}
