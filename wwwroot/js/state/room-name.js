const uuid = /^([0-9a-f]{8})-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** A room without a title is called by its id; of a UUID its beginning is enough to tell rooms apart. */
export const roomName = id => uuid.exec(id)?.[1] ?? id;

/** What a conversation is called: the room's title, or the other one's name. */
export const nameOf = ({ id, title }) => title && title !== id ? title : roomName(id);

/** The address that leads others into the room. */
export const roomLink = (id, page) => {
  const link = new URL(page);
  link.search = new URLSearchParams({ room: id });
  link.hash = '';
  return link.href;
};

const member = /^\/(.+)$/;

/** The address of a conversation, a private one's as well; that one leads only its two people there. */
export const talkLink = (id, page) => {
  const other = member.exec(id)?.[1];
  if (!other) return roomLink(id, page);
  const link = new URL(page);
  link.search = new URLSearchParams({ with: other });
  link.hash = '';
  return link.href;
};

/** The conversation that an address leads to, or null. */
export const talkAt = page => {
  const { searchParams } = new URL(page);
  const other = searchParams.get('with');
  return searchParams.get('room') || (other ? `/${other}` : null);
};

/** A fresh UUID, for a room or a message. `randomUUID` exists only in a secure context, a server in the next room often is none. */
export const newId = (random = crypto) => {
  if (random.randomUUID) return random.randomUUID();
  const bytes = random.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 0x0f | 0x40; // version 4, RFC 9562 section 5.4
  bytes[8] = bytes[8] & 0x3f | 0x80;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
