/**
 * The ledgers of all open tabs: which pages a tab has, which of them it shows, and what happened on each.
 * Kept in storage.session, one key a tab, so that the death of the background loses nothing; what arrives before
 * storage is read waits in order. It decides nothing, and it does not know what a badge or a popup is.
 *
 * @import { Area } from './session-writer.js'
 * @import { Withheld } from '../shared/protocol.js'
 * @import { Happening, LedgerPage, Outcome } from './ledger-page.js'
 * @import { Commit, LedgerTab, Place } from './ledger-tab.js'
 */

import { mark, note, noteWithheld } from './ledger-page.js';
import {
  commitFrame,
  commitPage,
  findPage,
  followNavigation,
  nearness,
  pageFor,
  shownPage,
} from './ledger-tab.js';
import { createSessionWriter } from './session-writer.js';

/** Closed tabs remembered: many more than a person closes while last beacons are on their way. */
export const MAX_CLOSED = 1000;

/** @typedef {ReturnType<typeof createLedger>} Ledger */

/**
 * @param {{ area: Area, onChange: (tabId: number) => void, onProblem: (error: unknown) => void }} needs
 */
export function createLedger({ area, onChange, onProblem }) {
  /** @type {Map<number, LedgerTab>} */
  const tabs = new Map();
  /** @type {Set<number>} tabs closed last, whose last beacons must not bring their key back */
  const closed = new Set();
  const writer = createSessionWriter({ area, onProblem, read: (name) => tabs.get(tabIdOf(name) ?? -1) });

  let loaded = false;
  /** @type {(() => void)[]} */
  const waiting = [];
  const ready = load();

  return {
    /** Resolves when storage is read; what was called before has then been carried out. Never rejects. */
    ready,
    /** Resolves when storage holds all that happened so far. */
    settled: () => ready.then(() => writer.settled()),

    /**
     * @param {Place} place
     * @param {Happening} happening
     * @param {Outcome} outcome
     */
    note(place, happening, outcome) {
      step(place.tabId, (tab) => {
        const page = pageFor(tab, place);
        if (page) note(page, happening, outcome);
        return page;
      });
    },

    /**
     * Cookies that a request noted before went without, or that its answer was not let in with.
     * @param {Place} place
     * @param {Happening} happening
     * @param {Partial<Withheld>} names
     */
    withhold(place, happening, names) {
      if (!names.sent?.length && !names.set?.length) return;
      step(place.tabId, (tab) => {
        const page = findPage(tab, place);
        if (page) noteWithheld(page, happening, names);
        return page;
      });
    },

    /**
     * Marks the page a request counts on. To be called when storage is read.
     * @param {Place} place
     * @param {string} name
     * @returns {boolean} whether it is the first request to do so; false where the page is gone
     */
    mark(place, name) {
      let isFirst = false;
      step(place.tabId, (tab) => {
        const page = pageFor(tab, place);
        isFirst = page !== undefined && mark(page, name);
        return isFirst ? page : undefined;
      });
      return isFirst;
    },

    /**
     * A navigation takes its next step: what was noted on it moves along with its redirects.
     * @param {Place} place
     */
    navigate(place) {
      step(place.tabId, (tab) => place.navigation && followNavigation(tab, place.navigation));
    },

    /** @param {Commit} commit */
    commit(commit) {
      step(commit.tabId, (tab) => (commit.outermost ? commitPage(tab, commit) : commitFrame(tab, commit)));
    },

    /** @param {number} tabId */
    close(tabId) {
      whenLoaded(() => {
        closed.add(tabId);
        const [oldest] = closed;
        if (closed.size > MAX_CLOSED && oldest !== undefined) closed.delete(oldest);
        tabs.delete(tabId);
        writer.save(key(tabId));
        onChange(tabId);
      });
    },

    /**
     * The page a tab shows, as far as it is known.
     * @param {number} tabId
     * @returns {Readonly<LedgerPage> | undefined}
     */
    shown(tabId) {
      return shownPage(tabs.get(tabId));
    },

    /**
     * The address of the page a request belongs to.
     * @param {Place} place
     */
    pageUrl(place) {
      const tab = tabs.get(place.tabId);
      return (tab && findPage(tab, place)?.url) || place.pageUrl;
    },

    /**
     * The page nearest to what a worker of an origin asks for: one that is shown before one that was, one of that origin
     * before one with a frame of it, the one that came into its tab last before all others.
     * @param {string} origin
     * @param {(tabId: number) => boolean} [eligible]
     * @returns {{ tabId: number, document: string } | undefined}
     */
    pageOf(origin, eligible = () => true) {
      /** @type {{ tabId: number, document: string, near: readonly number[] } | undefined} */
      let nearest;
      for (const [tabId, tab] of tabs) {
        if (!eligible(tabId)) continue;
        for (const page of tab.pages) {
          const near = nearness(tab, page, origin);
          if (near && (!nearest || isNearer(near, nearest.near)))
            nearest = { tabId, document: page.document, near };
        }
      }
      return nearest;
    },

    tabIds: () => [...tabs.keys()],

    /**
     * All pages a tab has, shown or not.
     * @param {number} tabId
     * @returns {readonly Readonly<LedgerPage>[]}
     */
    pages: (tabId) => tabs.get(tabId)?.pages ?? [],

    /**
     * Marks a page by its document. To be called when storage is read.
     * @param {number} tabId
     * @param {string} document
     * @param {string} name
     */
    markPage(tabId, document, name) {
      const page = tabs.get(tabId)?.pages.find((known) => known.document === document);
      if (page && mark(page, name)) writer.save(key(tabId));
    },
  };

  async function load() {
    try {
      const stored = await area.get(null);
      for (const [name, value] of Object.entries(stored)) {
        const tabId = tabIdOf(name);
        if (tabId !== undefined)
          tabs.set(tabId, /** @type {LedgerTab} written by this module alone */ (value));
      }
    } catch (error) {
      onProblem(error);
    }
    loaded = true;
    for (const run of waiting.splice(0)) run();
  }

  /** @param {() => void} run */
  function whenLoaded(run) {
    if (loaded) run();
    else waiting.push(run);
  }

  /**
   * @param {number} tabId
   * @param {(tab: LedgerTab) => LedgerPage | undefined} change says which page it changed, if any
   */
  function step(tabId, change) {
    whenLoaded(() => {
      if (tabId < 0 || closed.has(tabId)) return;
      const tab = tabs.get(tabId) ?? { pages: [] };
      if (!change(tab)) return;
      tabs.set(tabId, tab);
      writer.save(key(tabId));
      onChange(tabId);
    });
  }
}

/**
 * @param {readonly number[]} one
 * @param {readonly number[]} other
 */
function isNearer(one, other) {
  const at = one.findIndex((number, index) => number !== other[index]);
  return at >= 0 && Number(one[at]) > Number(other[at]);
}

/** @param {number} tabId */
function key(tabId) {
  return `page:${tabId}`;
}

/** @param {string} name */
function tabIdOf(name) {
  return name.startsWith('page:') ? Number(name.slice('page:'.length)) : undefined;
}
