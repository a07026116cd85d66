/**
 * Which of the dashboard's sections is open: the one that the address names after its `#`, so that each can be linked to,
 * with a query of its own behind a `?` (`#log?company=Meta`). It draws nothing and knows no section.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 */

/**
 * One section, whole: its data, its words, its picture. `open` is called when a person comes to it, with what the address
 * asks of it, and again when that changes; `close` when they go to another. `draw` gives a `<section>` that bears the id
 * and is called only while the section is open.
 * @typedef {{
 *   id: string, name: string, draw: () => VNode,
 *   open?: (query: URLSearchParams) => void, close?: () => void,
 * }} Section
 */

/**
 * @param {readonly [Section, ...Section[]]} sections the first is open where the address names none
 */
export function createShell(sections) {
  /** @type {Section | undefined} */
  let current;

  return {
    sections,

    /** The open section. */
    current: () => current ?? sections[0],

    /**
     * A person came to an address.
     * @param {string} hash of the location, with its `#`
     * @returns {boolean} whether another section is open now
     */
    goTo(hash) {
      const { id, query } = readHash(hash);
      const wanted = sections.find((section) => section.id === id) ?? sections[0];
      const isOther = wanted !== current;
      if (isOther) current?.close?.();
      current = wanted;
      wanted.open?.(query);
      return isOther;
    },
  };
}

/** @param {string} hash */
function readHash(hash) {
  const [id = '', ...query] = hash.replace(/^#/, '').split('?');
  return { id, query: new URLSearchParams(query.join('?')) };
}
