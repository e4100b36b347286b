// The lines of a conversation's log, as plain data: what somebody said, comings, goings and gaps.

const kinds = { TALK: 'talk', JOIN: 'join', LEAVE: 'leave' };

/** The line of a message that the server keeps: `{ offset, timestamp, type, sender, message, key }`. */
export const lineOf = ({ offset, timestamp, type = 'TALK', sender, message, key }, me) => {
  const own = sender === me;
  const line = { kind: kinds[type], offset, own, sender, at: timestamp };
  if (type !== 'TALK') return line;
  return { ...line, text: message, id: key, mark: own ? 'delivered' : undefined };
};

export const isUnderWay = line => line.mark === 'waiting' || line.mark === 'sending';

/** Written here, and not known to the server yet, or refused by it. */
export const isUnsent = line => isUnderWay(line) || line.mark === 'failed';

export const isTalk = line => line.kind === 'talk';
