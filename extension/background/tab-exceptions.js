/**
 * Sites on which a person switched Bystander off for now: in one tab, until that tab is closed. Kept in memory, like
 * what is permitted for one page (once.js); the tab may leave the site and come back meanwhile.
 *
 * @import { Area } from './policy.js'
 */

import { isSite } from '../shared/choices.js';
import { createSessionList } from './session-list.js';

const KEY = 'off';
/** More than a person switches off in the tabs open at one time. */
const MAX_EXCEPTIONS = 500;

/** @typedef {{ site: string, tabId: number }} TabException */
/** @typedef {ReturnType<typeof createTabExceptions>} TabExceptions */

/**
 * @param {{ session: Area, onChange: () => void, onProblem: (error: unknown) => void }} needs
 */
export function createTabExceptions({ session, onChange, onProblem }) {
  const list = createSessionList({ session, key: KEY, read, onChange, onProblem });

  return {
    /** Resolves when storage is read. Never rejects. */
    ready: list.ready,

    all: list.all,

    /**
     * @param {string | undefined} site
     * @param {number} tabId
     */
    has: (site, tabId) => list.all().some((known) => known.tabId === tabId && known.site === site),

    /** @param {number} tabId */
    of: (tabId) => list.all().filter((known) => known.tabId === tabId),

    /**
     * @param {string} site
     * @param {number} tabId
     */
    except: (site, tabId) =>
      list.change((known) => [...without(known, site, tabId).slice(-MAX_EXCEPTIONS + 1), { site, tabId }]),

    /**
     * @param {string} site
     * @param {number} tabId
     */
    unexcept: (site, tabId) => list.change((known) => without(known, site, tabId)),

    clear: () => list.change(() => []),

    /** @param {number} tabId */
    close: (tabId) => list.change((known) => known.filter((exception) => exception.tabId !== tabId)),
  };
}

/**
 * @param {readonly TabException[]} known
 * @param {string} site
 * @param {number} tabId
 */
function without(known, site, tabId) {
  return known.filter((exception) => exception.site !== site || exception.tabId !== tabId);
}

/**
 * @param {unknown} value
 * @returns {TabException | undefined}
 */
function read(value) {
  const { site, tabId } = /** @type {Record<string, unknown>} */ (Object(value));
  return isSite(site) && Number.isInteger(tabId) ? { site, tabId: Number(tabId) } : undefined;
}
