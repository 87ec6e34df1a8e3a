/** Words in a variable's name that make its value look like a secret. */
const SECRET =
  /pass(?!ive)|secret|token|credential|api_?key|private_?key|access_?key|auth(?!or)|cookie|session|_key$|^key$/i;
/** A user and a password inside an address. */
const ADDRESS_WITH_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i;

/** Whether a value is better not shown to whoever looks over the shoulder. */
export function looksSecret(name: string, value: string): boolean {
  return value !== '' && (SECRET.test(name) || ADDRESS_WITH_PASSWORD.test(value));
}
