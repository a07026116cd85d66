/**
 * A ledger over a fake storage area, and what is told to it.
 *
 * @import { Happening } from '../../extension/background/ledger-page.js'
 * @import { Commit, Place } from '../../extension/background/ledger-tab.js'
 */

import { createLedger } from '../../extension/background/ledger.js';
import { createArea, noProblem } from './support.js';

export const TAB = 5;

/** @param {ReturnType<typeof createArea>} [area] */
export function start(area = createArea()) {
  /** @type {number[]} */
  const changes = [];
  const ledger = createLedger({ area, onChange: (tabId) => changes.push(tabId), onProblem: noProblem });
  return { area, ledger, changes };
}

/**
 * @param {Partial<Commit>} [differences]
 * @returns {Commit}
 */
export function commit(differences) {
  return {
    tabId: TAB,
    documentId: 'doc-1',
    parentDocumentId: undefined,
    url: 'https://news.example/',
    outermost: true,
    time: 1,
    active: true,
    excepted: false,
    level: 'standard',
    permitted: '[]',
    unseen: false,
    ...differences,
  };
}

/**
 * @param {Partial<Place>} [differences]
 * @returns {Place}
 */
export function place(differences) {
  return {
    tabId: TAB,
    documentId: 'doc-1',
    parentDocumentId: undefined,
    pageUrl: 'https://news.example',
    outermost: true,
    navigation: undefined,
    ...differences,
  };
}

/**
 * @param {string} site
 * @returns {Happening}
 */
export function blocked(site, type = 'script', url = `https://${site}/pixel?id=secret`) {
  return {
    site,
    action: 'block',
    reason: { kind: 'rule', list: 'tracking', line: 3 },
    type,
    url,
    requestId: '1',
  };
}

/** @param {ReturnType<typeof createLedger>} ledger */
export function counts(ledger) {
  return ledger.shown(TAB)?.entries.map(({ site, count, confirmed, contradicted }) => ({
    site,
    count,
    confirmed,
    contradicted,
  }));
}

/** @param {(started: ReturnType<typeof start>) => void} body */
export async function withLoaded(body) {
  const started = start();
  await started.ledger.ready;
  body(started);
  await started.ledger.settled();
}
