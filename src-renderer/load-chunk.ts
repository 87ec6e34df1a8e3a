/** A request for a part of the program that was dropped is asked again this often before the user hears of it. */
const ATTEMPTS = 3;

/** How the bundler tells that the style sheet of a part did not come. */
const STYLE_FAILED = /^Unable to preload CSS for (\S+)$/;

/** Adds a style sheet to the page. Rejects when it cannot be had. */
function loadStyle(href: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      reject(new Error(`Unable to preload CSS for ${href}`));
    };
    document.head.append(link);
  });
}

/**
 * Loads a part of the program. Browsers drop requests under way whenever a network interface comes or goes,
 * which engines cause all the time; what was dropped is asked for again.
 */
export async function loadChunk<Part>(
  load: () => Promise<Part>,
  style: (href: string) => Promise<void> = loadStyle,
): Promise<Part> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await load();
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      const href = error instanceof Error ? STYLE_FAILED.exec(error.message)?.[1] : undefined;
      // The bundler asks for a style sheet once only: a second try of the part would come without it.
      if (href !== undefined) await style(href).catch(() => style(href));
    }
  }
}
