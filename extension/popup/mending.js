/**
 * What the popup says when something on a page is broken: what would be tried, what is being tried, what came of it. It
 * draws nothing.
 *
 * @import { Mending } from '../shared/mending-protocol.js'
 */

import { number, plural, text } from '../shared/i18n.js';

/**
 * `words`: sentences, the first of which says how it stands.
 * @typedef {{ state: Mending['state'], words: string[] }} MendingWords
 */

/**
 * @param {Mending} mending
 * @param {{ loading: boolean }} tab
 * @returns {MendingWords}
 */
export function mendingWords({ state, attempts, at, unknown }, { loading }) {
  const attempt = attempts[at];
  const left = unknown > 0 ? [plural('mending_unknown', unknown)] : [];
  switch (state) {
    case 'offered':
      return { state, words: [text('mending_about'), plural('mending_offer', attempts.length), ...left] };
    case 'asking':
      return {
        state,
        words: [
          text('mending_at', number(at + 1), number(attempts.length)),
          attempt ? text(`mending_tries_${attempt.identity}`, attempt.company) : '',
          loading ? text('mending_loading') : text('mending_question'),
        ],
      };
    case 'mended':
      return { state, words: [attempt ? text(`mending_kept_${attempt.identity}`, attempt.company) : ''] };
    case 'failed':
      return { state, words: [text('mending_failed'), ...left] };
    default: {
      /** @type {never} */
      const other = state;
      return other;
    }
  }
}
