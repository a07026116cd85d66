/**
 * What a person reads when they have just installed Bystander: what it does, where its button is, what it stores and whom
 * it talks to. It draws nothing and asks nothing.
 */

import { DEFAULT_KEPT } from '../shared/history-protocol.js';
import { span, text } from '../shared/i18n.js';

/** Where the button is to be found differs among these. @typedef {'firefox' | 'chrome' | 'android'} Place */
/**
 * `isPinned` is nothing where the browser does not say; `isPrivateSeen`: whether it may act in private windows.
 * @typedef {{ place: Place, isPinned: boolean | undefined, isPrivateSeen: boolean }} Seen
 */
/** @typedef {{ title: string, words: string }} Point */
/**
 * `place` is what the picture shows, where there is one. `found` says that the button is there already, and takes the
 * place of the steps.
 * @typedef {{
 *   does: Point[], button: { place: 'firefox' | 'chrome' | undefined, steps: string[], found: string | undefined, hints: string[] },
 *   stores: Point[],
 * }} WelcomeModel
 */

/**
 * @param {Seen} seen
 * @returns {WelcomeModel}
 */
export function welcomeModel({ place, isPinned = false, isPrivateSeen }) {
  const isFound = isPinned && place !== 'android';
  return {
    does: [
      point('welcome_stops', 'welcome_stops_how'),
      point('welcome_holds', 'welcome_holds_how'),
      point('welcome_strips', 'welcome_strips_how'),
    ],
    button: {
      place: place === 'android' || isFound ? undefined : place,
      steps: isFound ? [] : stepsTo(place),
      found: isFound ? text('welcome_pinned') : undefined,
      hints: [text('welcome_number'), text('welcome_broken'), ...(isPrivateSeen ? [] : [text('no_private')])],
    },
    stores: [
      point('welcome_silent', 'welcome_silent_how'),
      { title: text('welcome_keeps'), words: text('welcome_keeps_how', span(DEFAULT_KEPT, 'day')) },
      point('welcome_asks', 'welcome_asks_how'),
    ],
  };
}

/**
 * @param {string} title
 * @param {string} words
 * @returns {Point}
 */
function point(title, words) {
  return { title: text(title), words: text(words) };
}

/**
 * @param {Place} place
 * @returns {string[]}
 */
function stepsTo(place) {
  switch (place) {
    case 'firefox':
      return [text('welcome_puzzle'), text('welcome_gear'), text('welcome_pin_firefox')];
    case 'chrome':
      return [text('welcome_puzzle'), text('welcome_pin_chrome')];
    case 'android':
      return [text('welcome_android')];
    default: {
      /** @type {never} */
      const unknown = place;
      return unknown;
    }
  }
}
