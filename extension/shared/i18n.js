/**
 * The words of the interface: messages of _locales by key, with numbers in the reader's form. It knows no sentence.
 */

const DAY_MS = 86_400_000;

/**
 * @param {string} key
 * @param {...(string | number)} values for $1, $2 …
 */
export function text(key, ...values) {
  return browser.i18n.getMessage(key, values.map(String)) || key;
}

/**
 * The message of a key that not every word has.
 * @param {string} key
 * @returns {string | undefined}
 */
export function textIfAny(key) {
  return browser.i18n.getMessage(key) || undefined;
}

/**
 * What the catalogue says, in the reader's language; in the catalogue's own English where nobody has translated it.
 * content/placeholders/card.js does the same.
 * @param {string} english
 */
export function inWords(english) {
  return textIfAny(`catalogue_${english.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}`) ?? english;
}

/**
 * The language of the words, with the reader's region where the browser speaks the same one. A browser may speak a
 * language that the extension has no words in: numbers and dates then are those of the words beside them.
 */
export function language() {
  const ofWords = text('language');
  const ofBrowser = browser.i18n.getUILanguage();
  return ofBrowser.split('-')[0] === ofWords ? ofBrowser : ofWords;
}

/**
 * Makes a page of the extension say which language it is in, and which way that runs.
 * @param {HTMLElement} root
 */
export function sayLanguage(root) {
  root.lang = language();
  root.dir = root.lang === browser.i18n.getUILanguage() ? text('@@bidi_dir') : 'ltr';
}

/**
 * The message `key_one`, `key_other` … that the language wants for a number, with the number as $1, other values after.
 * @param {string} key
 * @param {number} count
 * @param {...string} values for $2, $3 …
 */
export function plural(key, count, ...values) {
  const form = new Intl.PluralRules(language()).select(count);
  const said = number(count);
  return (
    browser.i18n.getMessage(`${key}_${form}`, [said, ...values]) || text(`${key}_other`, said, ...values)
  );
}

/**
 * "1,500", as the reader's language has it.
 * @param {number} count
 */
export function number(count) {
  return new Intl.NumberFormat(language()).format(count);
}

/**
 * "2 years", "13 months", as the reader's language has it.
 * @param {number} count
 * @param {string} unit `second` to `year`, in the singular
 */
export function span(count, unit) {
  return new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

/**
 * "820 kB", "1.2 MB", as the reader's language has it.
 * @param {number} bytes
 */
export function size(bytes) {
  const [amount, unit] = bytes < 1e6 ? [Math.ceil(bytes / 1e3), 'kilobyte'] : [bytes / 1e6, 'megabyte'];
  return new Intl.NumberFormat(language(), { style: 'unit', unit, maximumFractionDigits: 1 }).format(amount);
}

/**
 * "26 Nov 2026", as the reader's language has it.
 * @param {string} day of the calendar, as YYYY-MM-DD
 */
export function date(day) {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(new Date(`${day}T12:00`));
}

/**
 * "26 Nov", as the reader's language has it.
 * @param {string} day of the calendar, as YYYY-MM-DD
 */
export function dayAndMonth(day) {
  return new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'short' }).format(
    new Date(`${day}T12:00`),
  );
}

/**
 * A time of today, or with its day: "15:40", "tomorrow, 15:40", "3 Mar 2027, 15:40".
 * @param {number} moment in milliseconds since 1970
 * @param {number} now
 */
export function moment(moment, now) {
  const time = new Intl.DateTimeFormat(language(), { timeStyle: 'short' }).format(moment);
  const days = Math.round((startOfDay(moment) - startOfDay(now)) / DAY_MS);
  if (days === 0) return time;
  const day =
    Math.abs(days) === 1
      ? new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(days, 'day')
      : new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(moment);
  return text('moment_on', day, time);
}

/** @type {Intl.DateTimeFormat | undefined} made once, since thousands of rows have a time */
let clockFormat;

/**
 * "15:40:07", as the reader's language has it.
 * @param {number} moment in milliseconds since 1970
 */
export function clock(moment) {
  clockFormat ??= new Intl.DateTimeFormat(language(), { timeStyle: 'medium' });
  return clockFormat.format(moment);
}

/**
 * "Facebook", "Facebook and X", as the reader's language has it.
 * @param {string[]} names
 */
export function together(names) {
  return new Intl.ListFormat(language()).format(names);
}

/** @param {string[]} words */
export function enumeration(words) {
  return new Intl.ListFormat(language(), { type: 'unit' }).format(words);
}

/** @param {number} moment */
function startOfDay(moment) {
  return new Date(moment).setHours(0, 0, 0, 0);
}
