const types = new Set(['JOIN', 'TALK', 'LEAVE']);

const parsed = body => {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

/** A ChatMessage from the wire, or null: whoever may write to the topic may write anything. */
export const readMessage = body => {
  const message = parsed(body);
  if (!types.has(message?.type) || typeof message.sender !== 'string' || message.sender === '') return null;
  if (message.type === 'TALK' && typeof message.message !== 'string') return null;
  return message;
};

/** The body of a refusal (RFC 9457). */
export const readProblem = body => {
  const problem = parsed(body);
  return { type: String(problem?.type ?? 'about:blank'), detail: String(problem?.detail ?? problem?.title ?? '') };
};
