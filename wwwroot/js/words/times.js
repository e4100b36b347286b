import { spoken, t } from './words.js';

const dayMs = 24 * 60 * 60_000;
const formats = new Map();

const format = options => {
  const key = spoken() + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(spoken(), options));
  return formats.get(key);
};

const midnight = at => new Date(at).setHours(0, 0, 0, 0);

// Rounded, because a day in which the clocks change has 23 or 25 hours.
const daysAgo = at => Math.round((midnight(Date.now()) - midnight(at)) / dayMs);

/** 오전 9:14, 9:14 AM */
export const hour = at => format({ hour: 'numeric', minute: '2-digit' }).format(at);

/** 9:14 */
export const shortHour = at => format({ hour: 'numeric', minute: '2-digit' }).formatToParts(at)
  .filter(part => part.type !== 'dayPeriod').map(part => part.value).join('').trim();

/** 오늘 · 7월 6일 월요일 */
export const day = at => {
  const date = format({ month: 'long', day: 'numeric', weekday: 'long' }).format(at);
  return [t('day.today', { date }), t('day.yesterday', { date })][daysAgo(at)] ?? date;
};

/** The hour today, the weekday in the last week, the date before. */
export const brief = at => {
  const days = daysAgo(at);
  return days < 1 ? hour(at)
    : days < 7 ? format({ weekday: 'long' }).format(at)
      : date(at);
};

/** 6월 22일 */
export const date = at => format({ month: 'long', day: 'numeric' }).format(at);

const units = [['day', 24 * 60 * 60_000], ['hour', 60 * 60_000], ['minute', 60_000]];

/** 25분, 25 minutes: since when, of which a word makes a sentence. */
export const since = at => {
  const ms = Math.max(60_000, Date.now() - at);
  const [unit, unitMs] = units.find(it => ms >= it[1]);
  return new Intl.NumberFormat(spoken(), { style: 'unit', unit, unitDisplay: 'long' }).format(Math.floor(ms / unitMs));
};

/** Calls every time today has become yesterday. */
export const atMidnight = on => setTimeout(() => {
  on();
  atMidnight(on);
}, new Date().setHours(24, 0, 0, 0) - Date.now());
