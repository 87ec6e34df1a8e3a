/** What a piece of typing does: what is shown, and what goes to the process. */
export interface Edit {
  echo: string;
  send: string;
}

/** Characters that take two cells: Hangul, CJK, full-width forms and most emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

const ERASE = '\b \b';

/**
 * A line at a time, for a main process without a TTY: it has no kernel's line discipline that echoes and edits.
 * Backspace, Ctrl+U and Ctrl+C change the line; what begins with an escape is no text (arrow keys, answers of the
 * terminal to programs) and is dropped, as are other control characters.
 */
export class LineEditor {
  #line = '';

  /** Takes typed or pasted text. */
  take(text: string): Edit {
    const edit: Edit = { echo: '', send: '' };
    if (text.startsWith('\x1b')) return edit;
    for (const char of text) this.#takeChar(char, edit);
    return edit;
  }

  #takeChar(char: string, edit: Edit): void {
    switch (char) {
      case '\r':
      case '\n':
        edit.send += `${this.#line}\n`;
        edit.echo += '\r\n';
        this.#line = '';
        return;
      case '\x7f':
      case '\b': {
        const last = [...this.#line].pop();
        if (last === undefined) return;
        this.#line = this.#line.slice(0, -last.length);
        edit.echo += erased(last);
        return;
      }
      case '\x15':
        edit.echo += [...this.#line].map(erased).join('');
        this.#line = '';
        return;
      case '\x03':
        edit.echo += '^C\r\n';
        this.#line = '';
        return;
      default:
        if (char < ' ' && char !== '\t') return;
        this.#line += char;
        edit.echo += char;
    }
  }
}

function erased(char: string): string {
  return WIDE.test(char) ? ERASE + ERASE : ERASE;
}
