/** An error as a person reads it; features make one from what they know of the failure. */
export interface Problem {
  /** What failed: "Could not start web". */
  title: string;
  /** Why. */
  reason?: string | undefined;
  /** What to do next. */
  hint?: string | undefined;
  /** The engine's own words, whole; shown behind "Details". */
  detail?: string | undefined;
}

/** All of it as text, for the clipboard. */
export function problemText({ title, reason, hint, detail }: Problem): string {
  return [title, reason, hint, detail].filter(Boolean).join('\n');
}
