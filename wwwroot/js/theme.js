// A classic script in the head: modules run after the first paint, and the page would flash in the wrong theme.
(() => {
  const root = document.documentElement;
  let chosen = {};
  try {
    chosen = JSON.parse(localStorage.getItem('chat.settings')) ?? {};
  } catch {
    // Storage can be closed to the page; then the system decides.
  }
  if (chosen.theme === 'light' || chosen.theme === 'dark') root.dataset.theme = chosen.theme;
  root.lang = chosen.language ?? (/^ko\b/i.test(navigator.language) ? 'ko' : 'en');
})();
