const uuid = /^([0-9a-f]{8})-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Rooms have no titles, so the id is the name; of a UUID its beginning is enough to tell rooms apart. */
export const roomName = id => uuid.exec(id)?.[1] ?? id;

/** The address that leads others into the room. */
export const roomLink = (id, page) => {
  const link = new URL(page);
  link.search = new URLSearchParams({ room: id });
  link.hash = '';
  return link.href;
};

/** A fresh UUID. `randomUUID` exists only in a secure context, a server in the next room often is none. */
export const newRoom = (random = crypto) => {
  if (random.randomUUID) return random.randomUUID();
  const bytes = random.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 0x0f | 0x40; // version 4, RFC 9562 section 5.4
  bytes[8] = bytes[8] & 0x3f | 0x80;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
