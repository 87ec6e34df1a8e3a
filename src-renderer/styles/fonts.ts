/**
 * Loads the faces that the first paint can do without: the ninety ranges of
 * Pretendard (a range's file is fetched only when a letter of it is shown) and
 * the mono's letters beyond Latin. Call it after the first render.
 */
export async function loadRemainingFonts(): Promise<void> {
  await Promise.all([
    import('pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css'),
    import('@fontsource-variable/jetbrains-mono/wght.css'),
  ]);
}
