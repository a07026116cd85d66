/**
 * How a test proves that something was NOT sent: the page says when it has sent everything, in a request of its own.
 *
 * A page ends with `import { lastWords } from '/last-words.js'; lastWords()`. After its `load` event it makes a round
 * trip over a connection opened for the purpose, so that whatever it sent before has gone the same road with a head
 * start, and then tells its own host `/done`. When `/done` is in the log, so is everything the page sent.
 *
 * A frame takes part as far as its own `load` goes: what it fetches without delaying that event may come later.
 */

import { nothing, text } from './responses.js';

/**
 * Every host of the test internet answers these, beside what it serves itself.
 * @satisfies {import('./sites.js').Routes}
 */
export const lastWordsRoutes = {
  '/last-words.js': text('text/javascript', `export ${lastWords}\n`),
  // Closed after each answer, so that the next page opens a new connection as well.
  '/last-words': { ...nothing(), headers: { connection: 'close' } },
  '/done': nothing(),
};

/**
 * Whether a request belongs to this idiom rather than to the page's own work.
 * @param {import('./log.js').Entry} entry
 */
export function isLastWords(entry) {
  return entry.path in lastWordsRoutes;
}

/**
 * Whether a request is the `/done` of the page at `url`.
 * @param {import('./log.js').Entry} entry
 * @param {string} url
 */
export function isDone(entry, url) {
  return entry.path === '/done' && entry.query.get('page') === new URL(url).href;
}

/**
 * Runs in the page.
 * @param {...Promise<unknown>} ownWork what the page itself still waits for
 */
async function lastWords(...ownWork) {
  await Promise.allSettled(ownWork);
  if (document.readyState !== 'complete') {
    await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  }
  const page = encodeURIComponent(location.href);
  // A host of the page's own site that serves nothing else.
  await fetch(`//last-words.${location.host}/last-words?page=${page}`).catch(console.error);
  navigator.sendBeacon(`/done?page=${page}`);
}
