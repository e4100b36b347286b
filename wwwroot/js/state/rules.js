// What the server accepts; said under the field before it is sent.
export const longestName = 30;
export const longestRoom = 100;
export const longestMessage = 20_000;

const control = /\p{Cc}/u;
const notInRooms = /[/*?{}%\\]/;
const linkToRoom = /[?&]room=([^&#\s]+)/;

/** The fault of a name as a word's key, or null. */
export const faultOfName = name =>
  name === '' ? 'entrance.nameMissing'
    : name.length > longestName ? 'entrance.nameLong'
      : control.test(name) ? 'entrance.nameOdd'
        : null;

/** The fault of a room's id as a word's key, or null. */
export const faultOfRoom = room =>
  room === '' ? 'entrance.roomMissing'
    : room.length > longestRoom ? 'entrance.roomLong'
      : notInRooms.test(room) || control.test(room) || room !== room.trim() ? 'entrance.roomOdd'
        : null;

/** The fault of a new room's title as a word's key, or null. */
export const faultOfTitle = title =>
  title === '' ? 'entrance.titleMissing' : title.length > longestRoom ? 'entrance.roomLong' : control.test(title) ? 'entrance.roomOdd' : null;

export const isLink = text => linkToRoom.test(text);

export const cleanName = text => text.normalize('NFC').trim();

/** The room that was meant: by an invitation link, or by its name. */
export const roomIn = text => {
  const link = linkToRoom.exec(text);
  return link ? new URLSearchParams(`room=${link[1]}`).get('room') : text.normalize('NFC').trim();
};

/** A message as it is sent: no control characters but tab and newline, no half characters, no empty ends. */
export const cleanMessage = text =>
  text.replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd();
