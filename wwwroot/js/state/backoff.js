const firstDelayMs = 1_000;
const longestDelayMs = 30_000;

/**
 * How long to wait before attempt number `attempt` (0 is the first after a loss): doubling, with half of it left to
 * chance, so that a restarted server is not called by everybody at the same moment.
 */
export const backoff = (attempt, random = Math.random()) => {
  const ceilingMs = Math.min(longestDelayMs, 2 * firstDelayMs * 2 ** attempt);
  return Math.round(ceilingMs / 2 + random * ceilingMs / 2);
};
