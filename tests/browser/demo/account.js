/**
 * The account of what reached whom, for a person who watches: one sentence for the page being read, said again when
 * it has changed and things have calmed down. It only looks at the log; it writes nowhere itself.
 */

import { isLastWords } from '../internet/last-words.js';
import { networkOf } from '../internet/trackers/index.js';

/** @typedef {import('../internet/index.js').Entry} Entry */

const CALM = 1000;

/**
 * Gives `say` a sentence whenever there is something new to tell.
 * @param {import('../internet/index.js').Internet} internet
 * @param {(sentence: string) => void} say
 * @returns {() => void} how to stop
 */
export function keepAccount(internet, say) {
  /** @type {Entry[]} what was asked for since the page that is being read */
  let visit = [];
  let said = '';
  /** @type {NodeJS.Timeout | undefined} */
  let calm;

  const stopListening = internet.listen((entry) => {
    if (isLastWords(entry)) return;
    if (isPage(entry)) {
      visit = [];
      said = '';
    }
    visit.push(entry);
    clearTimeout(calm);
    calm = setTimeout(tell, CALM);
  });

  return () => {
    clearTimeout(calm);
    stopListening();
  };

  function tell() {
    const sentence = account(visit);
    if (sentence !== said) say(sentence);
    said = sentence;
  }
}

/**
 * @param {Entry[]} visit
 * @returns {string}
 */
function account(visit) {
  const page = visit.find(isPage)?.host;
  const own = visit.filter(({ host }) => page && siteOf(host) === siteOf(page));
  const others = visit.filter((entry) => !own.includes(entry));
  const strangers = others.filter(({ host }) => !networkOf(host));

  /** @type {Map<string, Entry[]>} */
  const reached = new Map();
  for (const entry of others) {
    const name = networkOf(entry.host)?.name;
    if (name) reached.set(name, [...(reached.get(name) ?? []), entry]);
  }
  const trackers = [...reached].map(([name, requests]) => `${name} ${howOften(requests)}`);
  return [
    // A page of the real network is not in this log.
    ...(page ? [`${page} asked its own servers ${times(own.length)}`] : []),
    ...(strangers.length > 0 ? [`other servers were asked ${times(strangers.length)}`] : []),
    `trackers reached: ${trackers.join(', ') || 'none'}.`,
  ].join('; ');
}

/** @param {Entry} entry */
function isPage({ headers }) {
  return headers['sec-fetch-dest'] === 'document';
}

/** @param {Entry[]} requests */
function howOften(requests) {
  const withCookies = requests.filter(({ headers }) => headers.cookie).length;
  return withCookies === 0
    ? times(requests.length)
    : `${times(requests.length)} (${withCookies} with cookies)`;
}

/** @param {number} count */
function times(count) {
  if (count === 1) return 'once';
  if (count === 2) return 'twice';
  return `${count} times`;
}

/**
 * The site of a host. The last two labels are enough for the hosts of the test internet.
 * @param {string} host
 */
function siteOf(host) {
  return host.split('.').slice(-2).join('.');
}
