const ESCAPE = /\u001b/g;
/** Shows where an escape was, and is none. */
const ESCAPE_PICTURE = '\u241b';

/**
 * Clipboard text as a terminal sends it: line ends as Enter. In bracketed mode the shell takes it as one piece and
 * runs nothing by itself; an escape inside could end the bracket early, so it becomes a picture.
 */
export function pasteText(text: string, bracketed: boolean): string {
  const typed = text.replace(/\r?\n/g, '\r');
  return bracketed ? `\u001b[200~${typed.replace(ESCAPE, ESCAPE_PICTURE)}\u001b[201~` : typed;
}
