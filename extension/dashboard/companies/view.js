/**
 * Draws the dashboard's companies with snabbdom. Sentences come from the model, what the controls do is handed in.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { Link } from '../../shared/sources.js'
 * @import { CompanyFacts, FactList, NetworkFacts, PixelFacts } from './detail.js'
 * @import { companiesModel, Group, Row } from './model.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { cookieView, fieldsView, linkView, sourcesView } from '../../shared/facts-view.js';
import { text } from '../../shared/i18n.js';
import { references } from '../../shared/sources.js';

/** @typedef {{ search: (wanted: string) => void, showMore: () => void, setOpen: (name: string, open: boolean) => void }} CompaniesControls */

/**
 * @param {ReturnType<typeof companiesModel>} model
 * @param {string} wanted what is searched for
 * @param {CompaniesControls} controls
 * @returns {VNode}
 */
export function companiesView({ status, groups, more }, wanted, controls) {
  const home = { 'data-focus-home': 'companies-title' };
  return h('section#companies', { attrs: { ...home, 'aria-labelledby': 'companies-title' } }, [
    h('h2#companies-title', text('companies_title')),
    h('p.about', text('companies_about')),
    h('div.bar', [
      h('label.search', [
        h('span', text('companies_search')),
        h('input#companies-search', {
          attrs: { type: 'search', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' },
          props: { value: wanted },
          on: { input: ({ target }) => controls.search(/** @type {HTMLInputElement} */ (target).value) },
        }),
      ]),
      h('p.status', { attrs: { role: 'status' } }, status),
    ]),
    ...groups.map((group) => groupView(group, controls)),
    more
      ? h(
          'button.more-rows.button.button-plain',
          { key: 'more', attrs: { type: 'button' }, on: { click: controls.showMore } },
          more,
        )
      : undefined,
  ]);
}

/**
 * @param {Group} group
 * @param {CompaniesControls} controls
 */
function groupView({ heading, rows }, controls) {
  return h('div.group', { key: heading ?? 'found' }, [
    heading ? h('h3', heading) : h('h3.unseen', text('companies_title')),
    h(
      'ul.companies',
      rows.map((row) => rowView(row, controls)),
    ),
  ]);
}

/**
 * @param {Row} row
 * @param {CompaniesControls} controls
 */
function rowView({ name, about, isTarget, facts }, { setOpen }) {
  /** @param {Event} event */
  const toggle = ({ currentTarget }) => {
    if (currentTarget instanceof HTMLDetailsElement) setOpen(name, currentTarget.open);
  };
  // What an address named is drawn anew, and comes into sight when it is.
  const key = isTarget ? `target ${name}` : name;
  return h('li', { key, hook: isTarget ? { insert: show } : {} }, [
    h('details', { attrs: { open: facts !== undefined }, on: { toggle } }, [
      h('summary', [h('span.name', name), h('span.quiet', about)]),
      facts ? factsView(facts) : undefined,
    ]),
  ]);
}

/** @param {CompanyFacts} facts */
function factsView({ networks, domains, sources }) {
  return h('div.facts', [
    ...networks.map((network) => networkView(network, sources)),
    domains ? listView(domains, sources, networks.length === 0) : undefined,
    sources.length > 0 ? sourcesView(sources) : undefined,
  ]);
}

/**
 * @param {NetworkFacts} network
 * @param {Link[]} sources of the company
 */
function networkView({ name, kind, policy, lists, pixels, cookies }, sources) {
  return h('div.network', { key: name }, [
    h('h4', [name, kind ? h('span.quiet', ` · ${kind}`) : undefined]),
    ...lists.map((list) => listView(list, sources, false)),
    pixels
      ? h('details.fold', { key: 'pixels' }, [
          h('summary', pixels.heading),
          ...pixels.list.map((pixel) => pixelView(pixel, sources)),
        ])
      : undefined,
    cookies
      ? h('details.fold', { key: 'cookies' }, [
          h('summary', cookies.heading),
          h(
            'ul.cookies',
            cookies.list.map((cookie) => cookieView(cookie, sources)),
          ),
        ])
      : undefined,
    policy ? h('p.policy', [linkView(policy)]) : undefined,
  ]);
}

/**
 * @param {FactList} list
 * @param {Link[]} sources
 * @param {boolean} isAll that is known of the company, and so not folded
 */
function listView({ heading, rows }, sources, isAll) {
  return h('details.fold', { key: heading, props: isAll ? { open: true } : {} }, [
    h('summary', heading),
    h(
      'ul',
      rows.map(({ code, name, words, sources: own }) =>
        h('li', [
          name ? h('span.fact-name', `${name} `) : undefined,
          code ? h('code', `${code} `) : undefined,
          words ? `${words} ` : undefined,
          h('span.references.quiet', references(own, sources)),
        ]),
      ),
    ),
  ]);
}

/**
 * @param {PixelFacts} pixel
 * @param {Link[]} sources
 */
function pixelView({ name, fields, technical, unknown, sources: own }, sources) {
  return h('div.pixel', { key: name }, [
    h('h5', [name, ' ', h('span.references.quiet', references(own, sources))]),
    fields.length > 0 ? fieldsView(fields) : undefined,
    unknown ? h('p.quiet', unknown) : undefined,
    technical.length > 0
      ? h('details.fold', [h('summary', text('learned_technical')), fieldsView(technical)])
      : undefined,
  ]);
}

/** @param {VNode} node */
function show({ elm }) {
  if (!(elm instanceof HTMLElement)) return;
  elm.querySelector('summary')?.focus({ preventScroll: true });
  elm.scrollIntoView({ block: 'start' });
}
