/**
 * Draws the overview with snabbdom: the headline, the picture of reach, what was kept from whom over time. Sentences come
 * from the model, what the controls do is handed in.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { sitesOf, Span } from './model.js'
 * @import { Point, Reach } from './reach.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { plural, text } from '../../shared/i18n.js';
import { SPANS, spanName } from './model.js';
import { explorableView, legendView } from './reach-view.js';

/**
 * @typedef {{
 *   span: (span: Span) => void, filter: (words: string) => void, more: () => void, save: () => void,
 *   point: (point: Point | undefined) => void, choose: (company: string | undefined) => void,
 * }} OverviewControls
 */

/**
 * @typedef {{
 *   reach: Reach, filter: string, point: Point | undefined, pointed: string, label: string, picture: VNode, table: VNode,
 *   chosen: ReturnType<typeof sitesOf>, saved: string, bars: VNode[],
 * }} Shown what there is to see, when there is history
 */

/**
 * @param {{ span: Span, status: string, headline: string, done: string, help: string | undefined }} said
 * @param {Shown | undefined} shown
 * @param {OverviewControls} controls
 * @returns {VNode}
 */
export function overviewView({ span, status, headline, done, help }, shown, controls) {
  return h('section#overview', { attrs: { 'aria-labelledby': 'overview-title' } }, [
    h('div.bar', { key: 'head' }, [
      h('h2#overview-title', text('overview_title')),
      spansView(span, controls),
    ]),
    h('p.state', { key: 'status', attrs: { role: 'status' } }, status),
    h('p.headline', { key: 'headline' }, headline),
    done ? h('p.done', { key: 'done' }, done) : undefined,
    help ? h('p.about', { key: 'help' }, help) : undefined,
    ...(shown ? shownView(shown, controls) : []),
  ]);
}

/**
 * @param {Span} span
 * @param {OverviewControls} controls
 */
function spansView(span, controls) {
  return h('fieldset.pick', [
    h('legend.unseen', text('overview_span')),
    ...SPANS.map((value) =>
      h('label', { key: value }, [
        h('input', {
          attrs: { type: 'radio', name: 'span', value: String(value) },
          props: { checked: value === span },
          on: { change: () => controls.span(value) },
        }),
        h('span', spanName(value)),
      ]),
    ),
  ]);
}

/**
 * @param {Shown} shown
 * @param {OverviewControls} controls
 * @returns {(VNode | undefined)[]}
 */
function shownView({ reach, filter, point, pointed, label, picture, table, chosen, saved, bars }, controls) {
  const { moreCompanies, hiddenSites, sites } = reach;
  return [
    h('div.bar', { key: 'reach-head' }, [
      h('h3#overview-reach', text('overview_reach')),
      h('div.tools', [
        h('input', {
          attrs: {
            type: 'search',
            placeholder: text('overview_filter'),
            'aria-label': text('overview_filter'),
          },
          props: { value: filter },
          on: { input: (event) => controls.filter(/** @type {HTMLInputElement} */ (event.target).value) },
        }),
        h(
          'button.button.button-plain',
          { attrs: { type: 'button' }, on: { click: controls.save } },
          text('overview_save'),
        ),
      ]),
    ]),
    h('p.about', { key: 'reach-about' }, text('overview_reach_about')),
    saved ? h('p.quiet', { key: 'saved', attrs: { role: 'status' } }, saved) : undefined,
    legendView(),
    h(
      'p#overview-point',
      { key: 'point', attrs: { 'aria-live': 'polite' } },
      pointed || text('overview_hint'),
    ),
    reach.rows.length > 0
      ? explorableView(reach, { point, label, picture }, controls)
      : h('p.quiet', { key: 'none' }, text('overview_none_found')),
    hiddenSites > 0
      ? h('p.quiet', { key: 'hidden' }, plural('overview_hidden', hiddenSites, String(sites.length)))
      : undefined,
    moreCompanies > 0
      ? h(
          'button.button.button-plain.more',
          { key: 'more', attrs: { type: 'button' }, on: { click: controls.more } },
          plural('overview_more', moreCompanies),
        )
      : undefined,
    chosen && chosenView(chosen, controls),
    table,
    ...bars,
  ];
}

/**
 * @param {NonNullable<ReturnType<typeof sitesOf>>} chosen
 * @param {OverviewControls} controls
 */
function chosenView({ heading, sites, more }, controls) {
  return h('div.chosen', { key: 'chosen', attrs: { role: 'group', 'aria-labelledby': 'overview-chosen' } }, [
    h('div.bar', [
      h('h4#overview-chosen', heading),
      h(
        'button.button.button-plain',
        { attrs: { type: 'button' }, on: { click: () => controls.choose(undefined) } },
        text('overview_close'),
      ),
    ]),
    h(
      'ul',
      sites.map(({ site, words }) => h('li', { key: site }, [h('span', site), h('span.quiet', words)])),
    ),
    more ? h('p.quiet', more) : undefined,
  ]);
}
