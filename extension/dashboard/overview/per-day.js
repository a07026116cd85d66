/**
 * What was kept from whom over time, as bars: one a day, or one a week where there are many days; each in parts, for the
 * kinds of company, or the companies, of which there was most. Pure.
 *
 * @import { DaySums } from './sums.js'
 */

import { dayOf } from '../../shared/history-days.js';

/** Parts with a colour of their own; the rest is one part. */
export const PARTS = 4;
/** More bars than these are too many to compare. */
const MAX_DAYS = 45;
const WEEK = 7;

/** @typedef {'kinds' | 'companies'} By */
/** `counts`: requests by part, the rest last. @typedef {{ from: string, counts: number[], total: number }} Bar */
/** `parts`: names of kinds or companies. `highest`: the largest total. @typedef {{ each: 'day' | 'week', parts: string[], hasRest: boolean, bars: Bar[], highest: number }} Bars */

/**
 * Every day from the first to the last has its bar, also where history has none.
 * @param {readonly DaySums[]} days in their order
 * @param {By} by
 * @returns {Bars}
 */
export function barsOf(days, by) {
  /** @type {Map<string, number>} */
  const totals = new Map();
  for (const day of days)
    for (const [name, count] of day[by]) totals.set(name, (totals.get(name) ?? 0) + count);
  const ordered = [...totals]
    .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    .map(([name]) => name);
  // What nobody knows the kind of is no part to compare with.
  const parts = ordered.filter((name) => name !== '').slice(0, PARTS);
  const dates = calendar(days);
  const each = dates.length > MAX_DAYS ? 'week' : 'day';
  const step = each === 'week' ? WEEK : 1;
  const known = new Map(days.map((day) => [day.day, day[by]]));
  /** @type {Bar[]} */
  const bars = [];
  // Weeks end with the last day, so that the last one is whole.
  for (let end = dates.length; end > 0; end -= step) {
    const some = dates.slice(Math.max(0, end - step), end);
    bars.unshift(bar(some, parts, known));
  }
  return {
    each,
    parts,
    hasRest: ordered.length > parts.length,
    bars,
    highest: Math.max(0, ...bars.map(({ total }) => total)),
  };
}

/**
 * @param {string[]} dates
 * @param {string[]} parts
 * @param {Map<string, Map<string, number>>} known
 * @returns {Bar}
 */
function bar(dates, parts, known) {
  const counts = Array.from({ length: parts.length + 1 }, () => 0);
  for (const date of dates)
    for (const [name, count] of known.get(date) ?? []) {
      const part = parts.indexOf(name);
      const place = part < 0 ? parts.length : part;
      counts[place] = (counts[place] ?? 0) + count;
    }
  return { from: dates[0] ?? '', counts, total: counts.reduce((sum, count) => sum + count, 0) };
}

/**
 * @param {readonly DaySums[]} days
 * @returns {string[]} every day of the calendar from the first to the last
 */
function calendar(days) {
  const first = days[0]?.day;
  const last = days.at(-1)?.day;
  if (first === undefined || last === undefined) return [];
  const end = new Date(`${last}T12:00`).getTime();
  /** @type {string[]} */
  const dates = [];
  for (let before = 0; dates.at(-1) !== first && before < 4000; before += 1) dates.push(dayOf(end, before));
  return dates.reverse();
}
