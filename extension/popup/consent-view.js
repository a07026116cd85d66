/**
 * Draws what a person allowed a company, with the way back, or what they can allow it. What the controls do is handed in.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { Identity } from '/core/bystander.js'
 * @import { Lasting } from '../shared/choices.js'
 * @import { Held } from '../shared/protocol.js'
 * @import { Consent } from './consent.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { IDENTITIES } from '../shared/choices.js';
import { text } from '../shared/i18n.js';

/**
 * @typedef {{
 *   allow: (company: string, identity: Identity, lasting: Lasting) => void, takeBack: (held: Held) => void,
 * }} ConsentControls
 */

/** A page that is let load once has asked already. @type {readonly Lasting[]} */
const OFFERED = ['hour', 'day', 'always'];

/**
 * @param {Consent} consent
 * @param {ConsentControls} controls
 * @returns {VNode}
 */
export function consentView({ company, given }, controls) {
  const home = `consent ${company}`;
  const attrs = { 'data-focus-home': home };
  if (given) {
    const { how, held, who } = given;
    return h('section.consent', { key: 'given', attrs }, [
      h('h3', { attrs: { id: home } }, text('consent_given')),
      h('p', how),
      held.inherited
        ? h('p.quiet', text('hint_allowed'))
        : h(
            'button.button.button-plain',
            {
              attrs: { type: 'button', 'aria-label': text('take_back_whom', who) },
              on: { click: () => controls.takeBack(held) },
            },
            text('take_back'),
          ),
    ]);
  }
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    const { currentTarget: form, submitter } = /** @type {SubmitEvent} */ (event);
    if (!(form instanceof HTMLFormElement) || !(submitter instanceof HTMLButtonElement)) return;
    const identity = IDENTITIES.find((known) => known === new FormData(form).get('identity'));
    const lasting = OFFERED.find((known) => known === submitter.value);
    if (identity && lasting) controls.allow(company, identity, lasting);
  };
  return h('details.more.consent', { key: 'offered', attrs }, [
    h('summary', { attrs: { id: home } }, text('consent_offer', company)),
    h('form', { on: { submit } }, [
      h('fieldset', [
        h('legend.unseen', text('consent_how')),
        identityView('without', text('consent_without'), { checked: true }),
        identityView('with', text('consent_with', company), { checked: false }),
      ]),
      h(
        'div.consent-lastings',
        OFFERED.map((value) =>
          h('button.button.button-plain', { attrs: { value } }, text(`lasting_${value}`)),
        ),
      ),
    ]),
  ]);
}

/**
 * @param {Identity} value
 * @param {string} words
 * @param {{ checked: boolean }} attributes
 */
function identityView(value, words, { checked }) {
  return h('label', { key: value }, [
    h('input', { attrs: { type: 'radio', name: 'identity', value, checked } }),
    h('span', words),
  ]);
}
