import { sequenceEnd } from './control-sequences.ts';

/** How a piece of a line looks; colours are CSS values. */
export interface TextStyle {
  color?: string | undefined;
  background?: string | undefined;
  bold?: boolean | undefined;
  dim?: boolean | undefined;
  italic?: boolean | undefined;
  underline?: boolean | undefined;
  strike?: boolean | undefined;
  inverse?: boolean | undefined;
}

/** Neighbouring characters of one look. */
export interface StyledText {
  text: string;
  style: TextStyle | undefined;
}

const ESC = '\u001b';

/**
 * A line in pieces by its SGR sequences (ECMA-48 8.3.117, xterm's 256 and direct colours). Each line starts
 * plain, whatever the line before left on: any line can be drawn without those before it. Other control
 * sequences are left out; an ESC that begins none stays in the text.
 */
export function parseAnsi(line: string): StyledText[] {
  if (!line.includes(ESC)) return line === '' ? [] : [{ text: line, style: undefined }];
  const pieces: StyledText[] = [];
  let style: TextStyle = {};
  let text = '';
  const flush = () => {
    if (text !== '') pieces.push({ text, style: Object.keys(style).length > 0 ? style : undefined });
    text = '';
  };
  for (let at = 0; at < line.length; ) {
    const next = line.indexOf(ESC, at);
    if (next < 0) {
      text += line.slice(at);
      break;
    }
    text += line.slice(at, next);
    const end = sequenceEnd((i) => line.charCodeAt(i), next, line.length);
    if (end === next) {
      text += ESC;
      at = next + 1;
      continue;
    }
    if (line[next + 1] === '[' && line[end - 1] === 'm') {
      flush();
      style = applySgr(style, line.slice(next + 2, end - 1));
    }
    at = end;
  }
  flush();
  return pieces;
}

/** The style after the parameters of one SGR sequence; unknown ones change nothing. */
function applySgr(before: TextStyle, parameters: string): TextStyle {
  if (!/^[\d;:]*$/.test(parameters)) return before;
  let style = { ...before };
  const codes = parameters.split(';');
  for (let i = 0; i < codes.length; i += 1) {
    const [code = 0, ...parts] = (codes[i] ?? '').split(':').map(Number);
    if (code === 0) style = {};
    else if (code === 38 || code === 48) {
      // `38;5;n` and `38;2;r;g;b`, or the same in one parameter with colons and perhaps a colour space.
      const rest = parts.length > 0 ? parts : codes.slice(i + 1, i + 5).map(Number);
      const direct = parts.length > 4 ? [2, ...parts.slice(-3)] : rest;
      if (parts.length === 0) i += rest[0] === 5 ? 2 : rest[0] === 2 ? 4 : 0;
      const color = extendedColor(direct);
      if (color) set(style, code === 38 ? 'color' : 'background', color);
    } else applySimple(style, code);
  }
  return style;
}

function applySimple(style: TextStyle, code: number): void {
  if (code === 1) style.bold = true;
  else if (code === 2) style.dim = true;
  else if (code === 3) style.italic = true;
  else if (code === 4) style.underline = true;
  else if (code === 7) style.inverse = true;
  else if (code === 9) style.strike = true;
  else if (code === 22) {
    delete style.bold;
    delete style.dim;
  } else if (code === 23) delete style.italic;
  else if (code === 24) delete style.underline;
  else if (code === 27) delete style.inverse;
  else if (code === 29) delete style.strike;
  else if (code >= 30 && code <= 37) style.color = themeColor(code - 30);
  else if (code === 39) delete style.color;
  else if (code >= 40 && code <= 47) style.background = themeColor(code - 40);
  else if (code === 49) delete style.background;
  else if (code >= 90 && code <= 97) style.color = themeColor(code - 82);
  else if (code >= 100 && code <= 107) style.background = themeColor(code - 92);
}

function set(style: TextStyle, which: 'color' | 'background', color: string): void {
  style[which] = color;
}

/** The sixteen are the theme's own. */
function themeColor(index: number): string {
  return `var(--ansi-${index})`;
}

function extendedColor([kind, ...values]: number[]): string | undefined {
  if (!values.every((value) => Number.isInteger(value) && value >= 0 && value <= 255)) return undefined;
  if (kind === 2 && values.length >= 3) return `rgb(${values[0]} ${values[1]} ${values[2]})`;
  const index = values[0];
  if (kind !== 5 || index === undefined) return undefined;
  if (index < 16) return themeColor(index);
  if (index >= 232) {
    const gray = 8 + (index - 232) * 10;
    return `rgb(${gray} ${gray} ${gray})`;
  }
  const cube = index - 16;
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  return `rgb(${level(Math.floor(cube / 36))} ${level(Math.floor(cube / 6) % 6)} ${level(cube % 6)})`;
}
