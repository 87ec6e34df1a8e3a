/** How long the browser may take to begin reading a file that it was given, in ms. */
const KEPT_MS = 60_000;

/** Gives a file to the browser's (or the window's) download, under a name that every system can store. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name.replace(/[^\w.\-\u00a0-\ud7ff]+/g, '_');
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
