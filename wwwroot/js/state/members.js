// Who is in a room: one entry a name, however many windows.

const isHere = member => member.state !== 'offline';

const update = (members, name, how) => {
  const there = members.find(member => member.name === name);
  if (!there) return [...members, how({ id: null, name, state: 'online', windows: 0 })];
  return members.map(member => member === there ? how(member) : member);
};

/** Somebody came or went. The headers say in how many windows that name is now, where the server says it. */
export const moved = (members, { type, sender, windows, timestamp }) => {
  if (type === 'JOIN') {
    return update(members, sender, member =>
      ({ ...member, state: 'online', windows: windows ?? member.windows + 1, since: isHere(member) ? member.since : timestamp }));
  }
  return update(members, sender, member => {
    const left = windows ?? Math.max(0, member.windows - 1);
    return left > 0 ? { ...member, windows: left } : { ...member, state: 'offline', windows: 0, lastSeen: timestamp };
  });
};

const states = { AWAY: 'away', BACK: 'online' };

export const turned = (members, { type, sender }, at) =>
  members.map(member => member.name === sender && isHere(member) ? { ...member, state: states[type], since: at } : member);

const order = ['online', 'away', 'offline'];

/** Online, away and offline, each with me first and then by name; without those of whom there is nobody. */
export const grouped = (members, me, language) => {
  const { compare } = new Intl.Collator(language);
  const byName = (a, b) => (b.name === me) - (a.name === me) || compare(a.name, b.name);
  return order
    .map(state => ({ state, members: members.filter(member => member.state === state).sort(byName) }))
    .filter(group => group.members.length > 0);
};

export const countsOf = members => ({ all: members.length, online: members.filter(member => member.state === 'online').length });

/** Whether somebody in the list is known by name only: then the list has to be asked for again. */
export const hasStrangers = members => members.some(member => isHere(member) && member.id === null);
