/** What a script that runs would leave on `window`. */
export const CANARY = 'hostileTextRan';

const SCRIPT = `window.${CANARY}=1`;

/** Markup and addresses that run a script wherever a text becomes part of the document. */
export const MARKUP = [
  `<img src=x onerror="${SCRIPT}">`,
  `"><svg onload=${SCRIPT}>`,
  `<script>${SCRIPT}</script>`,
  `<iframe srcdoc="<script>parent.${CANARY}=1</script>"></iframe>`,
  `<a href="javascript:${SCRIPT}">click</a>`,
  `javascript:${SCRIPT}//`,
  `data:text/html,<script>${SCRIPT}</script>`,
  `{{constructor.constructor("${SCRIPT}")()}}`,
  `\${${SCRIPT}}`,
  `</title></style></textarea><script>${SCRIPT}</script>`,
  `<style>*{display:none}</style><meta http-equiv=refresh content="0;url=https://example.invalid">`,
  '<base href="https://example.invalid/"><form action="https://example.invalid"><input name=a>',
];

/** Characters that hide, reorder or break what stands around them. */
export const CHARACTERS = [
  'bidi \u202e\u2066txt.exe\u2069\u202c end',
  'zero\u200bwidth\u200d\u2060\ufeff text',
  'controls \u0001\u0007\u0008\u001b[31m\u007f\u0085\u009b31m end',
  'lines\r\nand\ttabs\u2028and\u2029paragraphs',
  `combining e${'\u0301'.repeat(300)} end`,
  'שלום עולם مرحبا بالعالم',
  '😀👨‍👩‍👧‍👦🇰🇷 한글 ﷽ 𒐫',
  'lone \ud83d half',
];

/** Names that objects of a program already have. */
export const PROPERTY_NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then'];

/** What must never reach the page as it is: it turns around or hides the text beside it. */
export const HIDING =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069\ufeff]/;

const MEGABYTE = 1024 * 1024;
export const LONG_LABEL = `begin ${'<b>long</b> '.repeat(MEGABYTE / 12)} end`;

/** Labels by the thousand, of each kind above. */
export function manyLabels(count: number): Record<string, string> {
  const texts = [...MARKUP, ...CHARACTERS];
  const labels: [string, string][] = PROPERTY_NAMES.map((name) => [name, name]);
  for (const [at, text] of texts.entries()) labels.push([text, text], [`text-${at}`, text]);
  while (labels.length < count)
    labels.push([`label.${labels.length}`, texts[labels.length % texts.length] ?? '']);
  // An assignment would take `__proto__` for what it is to objects.
  return Object.fromEntries(labels);
}

const ESC = '\u001b';
const BEL = '\u0007';

/** What programs print to steer a terminal, turned against the one who reads: each in a line of its own. */
export const OUTPUT = [
  ...MARKUP,
  ...CHARACTERS,
  `${ESC}]0;title of a container${BEL}${ESC}]2;title${ESC}\\after a title`,
  `${ESC}]8;;javascript:${SCRIPT}${ESC}\\click-here${ESC}]8;;${ESC}\\`,
  `${ESC}]8;;data:text/html,<script>${SCRIPT}</script>${BEL}data-link${ESC}]8;;${BEL}`,
  `${ESC}]8;;file:///etc/passwd${BEL}file-link${ESC}]8;;${BEL}`,
  `${ESC}]52;c;${Buffer.from('stolen clipboard').toString('base64')}${BEL}${ESC}]52;c;?${BEL}after a clipboard`,
  `${ESC}[c${ESC}[6n${ESC}[>q${ESC}P$qm${ESC}\\${ESC}[21tafter questions`,
  `${ESC}[2J${ESC}[H${ESC}[3J${ESC}[1000A${ESC}[?1049h${ESC}[?1049lafter cursor moves`,
  `${ESC}P+q${'41'.repeat(5_000)}${ESC}\\after a long device string`,
  `${ESC}]1337;File=inline=1:${'A'.repeat(20_000)}${BEL}after a file`,
  `${ESC}[${'1;'.repeat(3_000)}mafter many colours${ESC}[0m`,
  `${Array.from({ length: 2_000 }, (_, n) => `${ESC}[38;5;${n % 256}m#`).join('')}${ESC}[0m`,
  'progress 10%\rprogress 50%\rprogress 100%',
  `https://example.invalid/"onmouseover="${SCRIPT} and http://example.invalid/<script>`,
  '{"level":"error","message":{"__proto__":{"polluted":true}},"time":[]}',
  `${ESC}]unterminated ${'x'.repeat(10_000)}`,
];

const INVALID_UTF8 = Buffer.from([
  0xc3, 0x28, 0xff, 0xfe, 0xf0, 0x9f, 0x98, 0x0a, 0xed, 0xa0, 0x80, 0x00, 0x0a,
]);

/** `OUTPUT` as bytes, with some that are no text. */
export const OUTPUT_BYTES = Buffer.concat([Buffer.from(`${OUTPUT.join('\n')}\n`), INVALID_UTF8]);

/** Prints `OUTPUT_BYTES`, a line of a megabyte, and a last line. */
export const PRINT_OUTPUT = [
  'cat /hostile',
  "head -c 1000000 /dev/zero | tr '\\0' '<'",
  'echo',
  "echo 'the last line'",
].join('; ');
