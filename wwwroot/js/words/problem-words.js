import { longestName, longestRoom } from '../state/rules.js';
import { t } from './words.js';

const limits = { 'entrance.nameLong': longestName, 'entrance.roomLong': longestRoom };

export const faultWords = fault => t(fault, { max: limits[fault] });

const words = {
  'urn:chat:room-id': 'entrance.roomOdd',
  'urn:chat:sender': 'entrance.nameOdd',
  'urn:chat:message': 'refused.message',
  'urn:chat:not-your-name': 'refused.notYourName',
  'urn:chat:name-taken': 'entrance.nameTaken',
  'urn:chat:not-joined': 'refused.gone',
  'urn:chat:not-a-member': 'refused.gone',
  'urn:chat:too-many-rooms': 'entrance.tooManyRooms',
  'urn:chat:room-exists': 'rooms.taken',
  'urn:stomp:log-unavailable': 'refused.notKept',
};

/** What to say about a refusal; the server's own words when it is none that is known. */
export const problemWords = ({ type, detail }) => words[type] ? t(words[type]) : detail || t('refused.other');

const aboutName = new Set(['urn:chat:sender', 'urn:chat:not-your-name', 'urn:chat:name-taken']);

export const isAboutName = ({ type }) => aboutName.has(type);

/** Somebody else came in under my name while I was away. */
export const isTaken = ({ type }) => type === 'urn:chat:name-taken';

export const isForbidden = ({ type }) => type === 'urn:stomp:destination-refused';
