const types = new Set(['JOIN', 'TALK', 'LEAVE']);
const activities = new Set(['TYPING', 'STOPPED', 'AWAY', 'BACK']);

const parsed = body => {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

const number = text => text === undefined ? undefined : Number(text);

/** What the headers say of a logged message: where it is in its log, when it came, and whose SEND it was. */
const logged = headers => ({
  offset: number(headers['x-stream-offset']),
  epoch: headers['x-stream-epoch'],
  timestamp: number(headers.timestamp) ?? Date.now(),
  key: headers['idempotency-key'],
  recovered: headers.recovered === undefined ? undefined : headers.recovered === 'true',
});

const isName = value => typeof value === 'string' && value !== '';

/** A ChatMessage from the wire, or null: whoever may write to the topic may write anything. */
export const readMessage = (body, headers = {}) => {
  const message = parsed(body);
  if (!types.has(message?.type) || !isName(message.sender)) return null;
  if (message.type === 'TALK' && typeof message.message !== 'string') return null;
  const { type, sender, message: text } = message;
  return { type, sender, message: text, ...logged(headers), windows: number(headers.windows) };
};

/** A private message, or null. */
export const readPrivate = (body, headers = {}) => {
  const message = parsed(body);
  const isWhole = message && ['from', 'to', 'sender', 'recipient'].every(member => isName(message[member])) && typeof message.message === 'string';
  return isWhole ? { ...message, type: 'TALK', ...logged(headers) } : null;
};

/** That somebody types, or is away, or null. */
export const readActivity = body => {
  const activity = parsed(body);
  return activities.has(activity?.type) && isName(activity.sender) ? { type: activity.type, sender: activity.sender } : null;
};

/** A list of members without what is none, or null. */
export const readMembers = list => Array.isArray(list) ? list.filter(member => isName(member?.name)) : null;

/** The body of a refusal (RFC 9457). */
export const readProblem = body => {
  const problem = parsed(body);
  return { type: String(problem?.type ?? 'about:blank'), detail: String(problem?.detail ?? problem?.title ?? '') };
};
