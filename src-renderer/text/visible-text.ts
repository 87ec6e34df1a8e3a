/*
 * Names, labels, commands and errors come from containers and images: whoever made them could hide or reorder
 * what a reader sees. Control characters, those that change the direction of text, and those without any width
 * are therefore shown as what they are.
 */
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const CONTROL_PICTURES = 0x2400;
const DELETE = 0x7f;
const PICTURE_OF_DELETE = '\u2421';

/** The text with every character in sight: ␛ for escape, ⟨U+202E⟩ for what turns text around. Line ends and tabs stay. */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, (char) => {
    const code = char.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(CONTROL_PICTURES + code);
    if (code === DELETE) return PICTURE_OF_DELETE;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

/** {@link visibleText} in one line: line ends and tabs become signs too. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/[\t\n]/g, (char) =>
    String.fromCharCode(CONTROL_PICTURES + char.charCodeAt(0)),
  );
}
