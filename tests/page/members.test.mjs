import assert from 'node:assert/strict';
import test from 'node:test';
import { countsOf, grouped, hasStrangers, moved, turned } from '../../wwwroot/js/state/members.js';
import { settled, typed, typingWord } from '../../wwwroot/js/state/typing.js';

const member = (name, state = 'online', more = {}) => ({ id: `u-${name}`, name, state, windows: state === 'offline' ? 0 : 1, ...more });
const names = members => members.map(({ name, state, windows }) => `${name} ${state} ${windows}`);

test('somebody in two windows is one member, and is gone with the last of them', () => {
  let members = moved([member('ss')], { type: 'JOIN', sender: 'ss', windows: 2 });
  assert.deepEqual(names(members), ['ss online 2']);
  members = moved(members, { type: 'LEAVE', sender: 'ss', windows: 1, timestamp: 7 });
  assert.deepEqual(names(members), ['ss online 1']);
  members = moved(members, { type: 'LEAVE', sender: 'ss', windows: 0, timestamp: 8 });
  assert.deepEqual([names(members), members[0].lastSeen], [['ss offline 0'], 8]);
});

test('who comes for the first time is known by name only', () => {
  assert.equal(hasStrangers([member('ss')]), false);
  assert.equal(hasStrangers(moved([member('ss')], { type: 'JOIN', sender: 'tt' })), true);
});

test('who is away is here, who is offline cannot be away', () => {
  const members = turned([member('ss'), member('tt', 'offline')], { type: 'AWAY', sender: 'ss' }, 5);
  assert.deepEqual([names(members), members[0].since], [['ss away 1', 'tt offline 0'], 5]);
  assert.equal(turned(members, { type: 'AWAY', sender: 'tt' }, 5)[1].state, 'offline');
  assert.deepEqual(countsOf(members), { all: 2, online: 0 });
});

test('members are grouped, I am first and the others come by name', () => {
  const groups = grouped([member('하늘'), member('me'), member('도윤'), member('x', 'offline')], 'me', 'ko');
  assert.deepEqual(groups.map(group => [group.state, group.members.map(it => it.name)]), [['online', ['me', '도윤', '하늘']], ['offline', ['x']]]);
});

test('somebody types until they stop, or say nothing of it for six seconds', () => {
  let typing = typed({}, { type: 'TYPING', sender: 'ss' }, 1_000);
  typing = typed(typing, { type: 'TYPING', sender: 'tt' }, 4_000);
  assert.deepEqual(Object.keys(settled(typing, 6_999)), ['ss', 'tt']);
  assert.deepEqual(Object.keys(settled(typing, 7_000)), ['tt']);
  assert.deepEqual(Object.keys(typed(typing, { type: 'STOPPED', sender: 'ss' }, 5_000)), ['tt']);
});

test('one, two or many type, I never do', () => {
  assert.equal(typingWord({ me: 1 }, 'me'), null);
  assert.deepEqual(typingWord({ me: 1, ss: 1 }, 'me'), { key: 'typing.one', values: { name: 'ss' } });
  assert.deepEqual(typingWord({ ss: 1, tt: 1 }, 'me'), { key: 'typing.two', values: { name: 'ss', other: 'tt' } });
  assert.deepEqual(typingWord({ ss: 1, tt: 1, uu: 1 }, 'me'), { key: 'typing.many', values: { count: 3 } });
});
