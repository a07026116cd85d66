/**
 * A request, verdicts of each kind on it, and a ledger that writes down in words what it is told.
 *
 * @import { Action, Verdict } from '/core/bystander.js'
 */

import { createDecider } from './support.js';

/** @type {readonly Action[]} */
export const ACTIONS = ['allow', 'strip', 'clean', 'replace', 'block'];
export const url = 'https://t.example/p?fbclid=1';
export const details = {
  url,
  type: 'image',
  method: 'GET',
  tabId: 3,
  requestId: '1',
  frameId: 0,
  parentFrameId: -1,
};

/**
 * @param {Action} action
 * @returns {Verdict}
 */
export function verdict(action) {
  const reason = /** @type {const} */ ({ kind: 'none' });
  return action === 'clean' ? { action, reason, url: 'https://t.example/p' } : { action, reason };
}

/** @type {Verdict} */
export const permitted = {
  action: 'allow',
  reason: { kind: 'permission', grantee: { company: 'Tracker' }, identity: 'with' },
};

/** @param {Verdict} answer */
export function createDecide(answer) {
  return createDecider(() => answer, {
    owner: () => ({ company: 'Tracker', network: 'tracker', kind: 'social' }),
    decode: (_, body = '') => ({ network: 'Tracker', product: 'Pixel', event: body, fields: [] }),
  });
}

export function createNotes() {
  /** @type {string[]} */
  const notes = [];
  return {
    notes,
    /** @type {import('../../extension/background/ledger.js').Ledger['note']} */
    note: (place, { site, action, told }, outcome) =>
      void notes.push(`${place.tabId} ${site} ${action} ${outcome}${told?.event ? `: ${told.event}` : ''}`),
    /** @type {import('../../extension/background/ledger.js').Ledger['withhold']} */
    withhold: (place, { site }, names) =>
      void notes.push(`${place.tabId} ${site} withheld ${JSON.stringify(names)}`),
    navigate: () => {},
    shown: () => undefined,
    pageOf: () => undefined,
    pageUrl: () => 'https://news.example/',
  };
}
