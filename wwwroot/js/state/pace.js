// Slower than what the server holds against a session, so that nobody's fingers end their connection.
const mostAtOnce = 20;
const withinMs = 10_000;

/** The times that still count, and in how many seconds one may send again (0: now). */
export const paced = (times, now) => {
  const recent = times.filter(at => now - at < withinMs);
  const seconds = recent.length < mostAtOnce ? 0 : Math.ceil((recent.at(-mostAtOnce) + withinMs - now) / 1_000);
  return { recent, seconds };
};
