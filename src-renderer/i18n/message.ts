/**
 * Messages are plain text with `{name}` for a value and
 * `{count, plural, one {# container} other {# containers}}` for a number that
 * changes the words around it; `#` is that number in the reader's notation.
 * Variants may hold `{name}` again. An unbalanced brace is text.
 */
export type Params = Readonly<Record<string, string | number>>;

type Part =
  | string
  | { readonly name: string }
  | { readonly name: string; readonly variants: Readonly<Record<string, readonly Part[]>> }
  | { readonly hash: true };

/** The names of the values that a message asks for, read from its literal type. */
export type ParamNames<Message extends string> = Message extends `${string}{${infer Rest}`
  ? NameOf<Head<Rest>> | ParamNames<Rest>
  : never;
type Head<Text extends string> = Before<Before<Before<Text, '{'>, '}'>, ','>;
type Before<Text extends string, Mark extends string> = Text extends `${infer Start}${Mark}${string}`
  ? Start
  : Text;
type NameOf<Text extends string> = Text extends '' | `${string} ${string}` | `${string}#${string}`
  ? never
  : Text;

const parsed = new Map<string, readonly Part[]>();
const pluralRules = new Map<string, Intl.PluralRules>();
const numberFormats = new Map<string, Intl.NumberFormat>();

/** Fills a message in. A value that is not given leaves its `{name}` in sight. */
export function formatMessage(message: string, params: Params | undefined, locale: string): string {
  if (!message.includes('{')) return message;
  let parts = parsed.get(message);
  if (!parts) {
    parts = parse(message, 0, false).parts;
    parsed.set(message, parts);
  }
  return render(parts, params ?? {}, locale, undefined);
}

function render(parts: readonly Part[], params: Params, locale: string, count: number | undefined): string {
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') text += part;
    else if ('hash' in part) text += count === undefined ? '#' : formatNumber(count, locale);
    else if ('variants' in part) {
      const value = Number(params[part.name]);
      const variant =
        part.variants[`=${value}`] ?? part.variants[pluralForm(value, locale)] ?? part.variants.other;
      text += render(variant ?? [], params, locale, value);
    } else text += params[part.name] ?? `{${part.name}}`;
  }
  return text;
}

function parse(message: string, start: number, nested: boolean): { parts: Part[]; end: number } {
  const parts: Part[] = [];
  let text = '';
  let at = start;
  const flush = () => {
    if (text) parts.push(text);
    text = '';
  };
  while (at < message.length) {
    const char = message[at];
    if (char === '}' && nested) break;
    if (char === '#' && nested) {
      flush();
      parts.push({ hash: true });
      at += 1;
      continue;
    }
    const placeholder = char === '{' ? parsePlaceholder(message, at) : undefined;
    if (placeholder) {
      flush();
      parts.push(placeholder.part);
      at = placeholder.end;
    } else {
      text += char;
      at += 1;
    }
  }
  flush();
  return { parts, end: at };
}

function parsePlaceholder(message: string, start: number): { part: Part; end: number } | undefined {
  const simple = /^\{(\w+)\}/.exec(message.slice(start));
  if (simple?.[1]) return { part: { name: simple[1] }, end: start + simple[0].length };
  const plural = /^\{(\w+),\s*plural,\s*/.exec(message.slice(start));
  if (!plural?.[1]) return undefined;
  const variants: Record<string, readonly Part[]> = {};
  let at = start + plural[0].length;
  for (;;) {
    const form = /^(=?\w+)\s*\{/.exec(message.slice(at));
    if (!form?.[1]) break;
    const body = parse(message, at + form[0].length, true);
    variants[form[1]] = body.parts;
    at = body.end + 1;
    while (message[at] === ' ') at += 1;
  }
  return message[at] === '}' ? { part: { name: plural[1], variants }, end: at + 1 } : undefined;
}

function pluralForm(value: number, locale: string): string {
  let rules = pluralRules.get(locale);
  if (!rules) {
    rules = new Intl.PluralRules(locale);
    pluralRules.set(locale, rules);
  }
  return rules.select(value);
}

function formatNumber(value: number, locale: string): string {
  let format = numberFormats.get(locale);
  if (!format) {
    format = new Intl.NumberFormat(locale);
    numberFormats.set(locale, format);
  }
  return format.format(value);
}
