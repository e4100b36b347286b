import { longestName, longestRoom } from '../state/rules.js';
import { t } from './words.js';

const limits = { 'entrance.nameLong': longestName, 'entrance.roomLong': longestRoom };

export const faultWords = fault => t(fault, { max: limits[fault] });

const words = {
  'urn:chat:room-id': 'entrance.roomOdd',
  'urn:chat:sender': 'entrance.nameOdd',
  'urn:chat:message': 'refused.message',
  'urn:chat:not-your-name': 'refused.notYourName',
  'urn:chat:too-many-rooms': 'entrance.tooManyRooms',
};

/** What to say about a refusal; the server's own words when it is none that is known. */
export const problemWords = ({ type, detail }) => words[type] ? t(words[type]) : detail || t('refused.other');

export const isAboutName = ({ type }) => type === 'urn:chat:sender' || type === 'urn:chat:not-your-name';
