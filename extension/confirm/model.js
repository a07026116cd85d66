/**
 * What the page of a question says: every sentence and answer, from the question and what the catalogue knows of the
 * network's cookies. It draws nothing and asks nothing.
 *
 * @import { Identity } from '/core/bystander.js'
 * @import { Catalogue } from '../shared/catalogue.js'
 * @import { Lasting } from '../shared/choices.js'
 * @import { Question } from '../shared/placeholder-protocol.js'
 */

import { networkWith } from '../shared/catalogue.js';
import { LASTINGS } from '../shared/choices.js';
import { enumeration, inWords, text } from '../shared/i18n.js';

/** Cookies named as examples. */
const MAX_COOKIES = 3;

/**
 * What the page shows: nothing yet, a question, or the end of one.
 * @typedef {{
 *   question: Question | undefined, lasting: Lasting, isReady: boolean,
 *   end: 'gone' | 'failed' | 'login' | undefined, error?: string | undefined,
 * }} Shown `isReady`: it has been in sight long enough for an answer to be meant
 */

/**
 * @typedef {{
 *   title: string, learns: string[], note: string | undefined,
 *   lastings: { value: Lasting, text: string, chosen: boolean }[], legend: string,
 *   answers: { text: string, identity: Identity | undefined, isMain: boolean, isReady: boolean }[],
 * }} Model an answer without identity declines
 */

/**
 * @param {Shown} shown
 * @param {Catalogue} catalogue
 * @returns {Model}
 */
export function model({ question, lasting, isReady, end, error }, catalogue) {
  const empty = { learns: [], note: undefined, lastings: [], legend: '', answers: [] };
  const close = { text: text('confirm_close'), identity: undefined, isMain: false, isReady: true };
  if (end === 'failed') return { ...empty, title: text('confirm_failed'), note: error, answers: [close] };
  if (end === 'login')
    return {
      ...empty,
      title: text('confirm_login_done'),
      note: text('confirm_login_done_note'),
      answers: [close],
    };
  if (end === 'gone')
    return { ...empty, title: text('confirm_gone'), note: text('confirm_gone_note'), answers: [close] };
  if (!question) return { ...empty, title: text('confirm_reading') };

  const { site, networkName, company, widget, widgetKind, identity } = question;
  const isLogin = widgetKind === 'login';
  const kind = isLogin ? 'login' : identity;
  const yes = { text: text(`confirm_yes_${kind}`, networkName), identity, isMain: true, isReady };
  const less = {
    text: text('confirm_yes_less'),
    identity: /** @type {const} */ ('without'),
    isMain: false,
    isReady,
  };
  return {
    title: text(`confirm_title_${kind}`, networkName, site),
    learns: [
      text(`confirm_learns_${kind}`, company, site, inWords(widget)),
      ...(identity === 'with' ? cookies(question, catalogue) : []),
      text('confirm_pixels', company),
    ],
    note: text('confirm_note'),
    legend: text('confirm_lasting'),
    lastings: LASTINGS.map((value) => ({ value, text: text(`lasting_${value}`), chosen: value === lasting })),
    answers: [
      yes,
      ...(identity === 'with' && !isLogin ? [less] : []),
      { text: text('confirm_no'), identity: undefined, isMain: false, isReady: true },
    ],
  };
}

/**
 * By which cookies the person would be known: those of the judgment first.
 * @param {Question} question
 * @param {Catalogue} catalogue
 */
function cookies({ network, networkName }, catalogue) {
  const known = networkWith(catalogue, network)?.cookies.filter(({ on }) => on === 'network') ?? [];
  const named = [...known].sort((one, other) => Number(other.ruling) - Number(one.ruling));
  if (named.length === 0) return [];
  const names = named
    .slice(0, MAX_COOKIES)
    .map(({ name, purpose }) => text('confirm_cookie', name, inWords(purpose)));
  return [text('confirm_cookies', networkName, enumeration(names))];
}
