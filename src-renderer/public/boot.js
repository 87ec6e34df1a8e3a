/*
 * Runs before everything else, for what cannot wait for the program.
 */

/*
 * The texts come beside the program, not after it. This is a guess at what first-look.ts will ask for: a wrong one
 * costs a request.
 */
(() => {
  const KNOWN = ['en', 'ko'];
  let kept;
  try {
    kept = JSON.parse(localStorage.getItem('gantry.look') ?? '{}').language;
  } catch {
    // As first-look.ts does without.
  }
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.href = `/i18n/${[kept, ...spoken].find((language) => KNOWN.includes(language)) ?? 'en'}.js`;
  document.head.append(link);
})();

/*
 * Browsers drop requests under way whenever a network interface comes or goes,
 * which container engines cause all the time. Without one of its first files the page would stay empty or
 * without style, so it is loaded again, a few times at the most.
 */
(() => {
  const KEY = 'gantry.reloads';
  const RELOADS_MOST = 5;
  addEventListener(
    'error',
    (event) => {
      const { target } = event;
      const script = target instanceof HTMLScriptElement;
      const style = target instanceof HTMLLinkElement && target.rel === 'stylesheet';
      // Once the page shows something, its parts are asked for again one by one.
      if ((!script && !style) || document.getElementById('root')?.hasChildNodes()) return;
      const reloads = Number(sessionStorage.getItem(KEY) ?? 0);
      if (reloads >= RELOADS_MOST) return;
      sessionStorage.setItem(KEY, String(reloads + 1));
      location.reload();
    },
    true,
  );
})();
