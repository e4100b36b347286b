/** What the server said instead of an answer, as problem details (RFC 9457). */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? problem?.title ?? `HTTP ${status}`);
    this.status = status;
    this.type = problem?.type ?? 'about:blank';
  }
}

const base = () => new URL('api/', location.href.split(/[?#]/)[0]);

const ask = async (path, values = {}, options = {}) => {
  const url = new URL(path, base());
  for (const [name, value] of Object.entries(values)) for (const one of [value].flat()) if (one !== undefined) url.searchParams.append(name, one);
  const answer = await fetch(url, { cache: 'no-store', ...options });
  if (!answer.ok) throw new ApiError(answer.status, await answer.json().catch(() => null));
  return answer.json();
};

const room = id => `rooms/${encodeURIComponent(id)}`;

/** What is known of rooms, beside what STOMP brings. Each throws an ApiError, or a TypeError where there is no network. */
export const api = {
  rooms: (find, signal) => ask('rooms', { find, limit: 20 }, { signal }).then(({ rooms }) => rooms),
  room: id => ask(room(id)),
  create: (title, createdBy) => ask('rooms', {}, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ title, createdBy }),
  }),
  messages: (id, where) => ask(`${room(id)}/messages`, where),
  search: (id, query, before, signal) => ask(`${room(id)}/search`, { q: query, before, limit: 20 }, { signal }),
  searchAll: (ids, query, before, signal) => ask('search', { q: query, room: ids, before, limit: 20 }, { signal }),
};
