/**
 * What comes of embed codes in a page, for those who look: what their scripts made, where, and as whom the browser asked
 * for it. Functions that are carried into pages are self-contained.
 *
 * @import { Embed } from './row.js'
 */

/** The cookie by which every host of the networks knows the browser. */
export const MEMBER = 'member=1';
/** Instead of it, where a code has its script asked for without cookies. */
export const NOBODY = 'no Cookie';

/**
 * What a code made in the page: addresses of frames and words of buttons, in the page's order.
 * @typedef {{ frames: string[], words: string[], places: number[] }} Made
 */

/** @param {string} domain */
export function memberAt(domain) {
  const [name = '', value = ''] = MEMBER.split('=');
  const sameSite = /** @type {const} */ ('None');
  return { name, value, domain, path: '/', secure: true, sameSite };
}

/** @param {Embed} embed */
export function sentenceOf({ network, widget, what }) {
  return `${network}’s ${widget}: ${what}`;
}

/** @param {string} address */
export function withoutFragment(address) {
  return address.replace(/#.*/, '');
}

/** In the page: whether all has been made. @param {number} total */
export function isMade(total) {
  return document.querySelectorAll('iframe, [data-place]').length >= total;
}

/**
 * In the page: what each code made, in its own section or, with its network's name, outside of all.
 * @param {readonly Embed[]} shows
 * @returns {Made[]}
 */
export function madeIn(shows) {
  const sections = [...document.querySelectorAll('section')];
  const outside = [...document.querySelectorAll('body > iframe, html > iframe')];
  return shows.map(({ network }, at) => {
    const inside = [...(sections[at]?.querySelectorAll('iframe, [data-place]') ?? [])];
    const things = inside.concat(outside.filter((one) => one.getAttribute('title') === network));
    const frames = things.filter((one) => one instanceof HTMLIFrameElement);
    return {
      frames: frames.map(({ src }) => src),
      words: things
        .filter((one) => !frames.includes(/** @type {HTMLIFrameElement} */ (one)))
        .map((one) => one.textContent ?? ''),
      places: things.flatMap((one) => one.getAttribute('data-place') ?? []).map(Number),
    };
  });
}
