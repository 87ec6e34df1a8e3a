/** What a window shows until its page paints: the page's own background in each theme. */
export const BACKGROUND = { light: '#ffffff', dark: '#131416' };
