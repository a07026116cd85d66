/**
 * Draws what a row of the popup opens to: what was learned, cookies, requests, the policy. Sentences are detail.js's.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { ConsentControls } from './consent-view.js'
 * @import { CookieList } from './cookies.js'
 * @import { Learned, Product } from './learned.js'
 * @import { Row } from './reasons.js'
 * @import { Detail } from './detail.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { cookieView, fieldsView, linkView, sourcesView } from '../shared/facts-view.js';
import { text } from '../shared/i18n.js';
import { consentView } from './consent-view.js';

/**
 * @param {Detail} detail
 * @param {ConsentControls} controls
 * @returns {VNode}
 */
export function detailView({ learned, cookies, requests, policies, consent }, controls) {
  const consented = consent && consentView(consent, controls);
  // What is allowed comes first, since it says why somebody saw the page; the offer last, after what it means.
  return h('div.detail.facts', [
    consent?.given ? consented : undefined,
    learned && learnedView(learned),
    ...cookies.map(cookiesView),
    h('section', { key: 'requests' }, [
      h('h3', text('requests_heading')),
      h('ul.requests', requests.map(requestView)),
    ]),
    policies.length > 0
      ? h(
          'p.policies',
          { key: 'policies' },
          policies.map((policy) => linkView(policy)),
        )
      : undefined,
    consent?.given ? undefined : consented,
  ]);
}

/** @param {Learned} learned */
function learnedView({ heading, remark, products, more }) {
  return h('section', { key: 'learned' }, [
    h('h3', heading),
    remark && h('p.caution', remark),
    ...products.map(productView),
    more && h('p', more),
  ]);
}

/** @param {Product} product */
function productView({ title, events, requests, fields, technical, notes }) {
  return h('div.product', { key: title }, [
    h('h4', [title, h('span.quiet', ` · ${requests}`)]),
    events && h('p', text('learned_events', events)),
    fields.length > 0 ? fieldsView(fields) : undefined,
    technical.length > 0
      ? h('details.more', [h('summary', text('learned_technical')), fieldsView(technical)])
      : undefined,
    ...notes.map((note) => h('p.quiet', note)),
  ]);
}

/** @param {CookieList} list */
function cookiesView({ heading, folded, remark, cookies, unknown, sources }) {
  const body = [
    remark && h('p.quiet', remark),
    cookies.length > 0
      ? h(
          'ul.cookies',
          cookies.map((cookie) => cookieView(cookie, sources)),
        )
      : undefined,
    unknown && h('p.quiet', unknown),
    sources.length > 0 ? sourcesView(sources) : undefined,
  ];
  return folded
    ? h('details.more', { key: heading }, [h('summary', heading), ...body])
    : h('section', { key: heading }, [h('h3', heading), ...body]);
}

/** @param {Row} row */
function requestView({ site, done, rule, source, requests, example }) {
  return h('li', [
    h('p.domain', [h('span', site), h('span.quiet', done)]),
    rule && h('code', rule),
    h('p', source),
    h('p.quiet', requests),
    h('p.quiet.example', example),
  ]);
}
