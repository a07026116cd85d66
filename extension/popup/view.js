/**
 * Draws the popup's model with snabbdom. It knows no browser API and decides no word: sentences come from the model, what
 * the controls do and what a row opens to (company.js) is handed in.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { Held } from '../shared/protocol.js'
 * @import { Group, Opened, Section } from './sections.js'
 * @import { MendingControls } from './mending-view.js'
 * @import { SwitchControls } from './switch-card.js'
 * @import { Model, Notice } from './model.js'
 */

import { h } from '/vendor/snabbdom/h.js';
import { plural, text } from '../shared/i18n.js';
import { allowedView } from './allowed.js';
import { mark } from './mark.js';
import { mendingView } from './mending-view.js';
import { switchCard } from './switch-card.js';

/** Rows of a list shown at first: more than most pages have. */
const FIRST_SHOWN = 60;
/** Stands for all rows where single ones are opened. No company and no site is called so. */
const ALL = '*';
const ALL_PERMISSIONS = '../dashboard/dashboard.html#permissions';
const OVERVIEW = '../dashboard/dashboard.html#overview';

/**
 * `detail` draws what a row opens to, once that has been fetched.
 * @typedef {SwitchControls & MendingControls & {
 *   detail: (opened: Opened) => VNode | undefined,
 *   takeBack: (held: Held) => void,
 *   askForAccess: () => void,
 *   isOpen: (section: string, group: string) => boolean,
 *   setOpen: (section: string, group: string, open: boolean) => void,
 * }} Controls
 */

/**
 * @param {Model} model
 * @param {Controls} controls
 * @returns {VNode} the whole `<main>`
 */
export function view(model, controls) {
  const { state, title, sentence, counts, mayLoad, remarks, notices, toggle, allowed, sections } = model;
  const { footnote, announcement, mending } = model;
  return h('main', [
    h('header.head', { attrs: { 'data-state': state } }, [
      mark(state),
      h('h1', title),
      sentence && h('p.sentence', sentence),
      counts && h('p.counts', counts),
      mayLoad && h('p.may-load', mayLoad),
    ]),
    ...notices.map((notice) => noticeView(notice, controls)),
    mending && mending.state !== 'offered' ? mendingView(mending, controls) : undefined,
    toggle && switchCard(toggle, model, controls),
    mending?.state === 'offered' ? mendingView(mending, controls) : undefined,
    allowed && allowedView(allowed, controls.takeBack),
    ...sections.map((section) => sectionView(section, controls)),
    ...remarks.map((remark) => h('p.remark', remark)),
    h('footer', { key: 'footer' }, [
      footnote && h('p', footnote),
      h('a', { attrs: { href: ALL_PERMISSIONS, target: '_blank' } }, text('all_permissions')),
      h('a', { attrs: { href: OVERVIEW, target: '_blank' } }, text('all_stopped')),
    ]),
    h('div.unseen', { key: 'announcement', attrs: { role: 'status' } }, announcement),
  ]);
}

/**
 * @param {Notice} notice
 * @param {Controls} controls
 */
function noticeView({ title, text: words, ask }, controls) {
  return h('section.notice', { key: `notice ${title}` }, [
    h('h2', title),
    h('p', words),
    ask ? button(text('allow_access'), controls.askForAccess) : undefined,
  ]);
}

/**
 * @param {Section} section
 * @param {Controls} controls
 */
function sectionView({ kind, heading, groups, leftOut, loading }, controls) {
  const shown = controls.isOpen(kind, ALL) ? groups.length : FIRST_SHOWN;
  return h('section.list', { key: `section ${kind}`, attrs: { 'data-kind': kind } }, [
    h('div.heading', [h('h2', heading), loading ? h('span', text('still_loading')) : undefined]),
    h(
      'ul.groups',
      groups.slice(0, shown).map((group) => h('li', { key: group.key }, [groupView(kind, group, controls)])),
    ),
    groups.length > shown
      ? button(plural('show_all', groups.length), () => controls.setOpen(kind, ALL, true))
      : undefined,
    leftOut && h('p.left-out', leftOut),
  ]);
}

/**
 * @param {Section['kind']} kind
 * @param {Group} group
 * @param {Controls} controls
 */
function groupView(kind, { key, name, kinds, done, tags, opened }, controls) {
  /** @param {Event} event */
  const toggle = ({ currentTarget }) => {
    if (currentTarget instanceof HTMLDetailsElement) controls.setOpen(kind, key, currentTarget.open);
  };
  const open = controls.isOpen(kind, key);
  return h('details.group', { attrs: { open }, on: { toggle } }, [
    h('summary', [
      h('span.name', [name, kinds ? h('span.kinds', ` ${kinds}`) : undefined]),
      h('span.done', done),
      tags.length > 0
        ? h(
            'span.tags',
            tags.map((tag) => h('span.tag', tag)),
          )
        : undefined,
    ]),
    open ? controls.detail(opened) : undefined,
  ]);
}

/**
 * @param {string} words
 * @param {() => void} click
 */
function button(words, click) {
  return h('button.button', { attrs: { type: 'button' }, on: { click } }, words);
}
