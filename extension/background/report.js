/**
 * Puts together what the popup shows of a tab. It reads everything and changes nothing.
 *
 * @import { Access, PageEntries, PageReport, Report } from '../shared/protocol.js'
 * @import { ChoiceParts } from './choice-parts.js'
 * @import { Decide } from './decide.js'
 * @import { HeldPermissions } from './held.js'
 * @import { Mending } from './mending.js'
 * @import { LedgerPage } from './ledger-page.js'
 * @import { LoadedUnder, PolicyStore } from './policy.js'
 */

/** @typedef {Pick<PolicyStore, 'current' | 'siteLevel'>} ReadPolicy */
/** @typedef {{ incognito: boolean, url?: string | undefined }} Tab */

/**
 * @param {{
 *   tab: (tabId: number) => Promise<Tab | undefined>,
 *   enforcer: Report['enforcer'],
 *   stored: Promise<unknown>,
 *   ready: Promise<{ decide: Decide | undefined, coreError: string | undefined }>,
 *   shown: (tabId: number) => Readonly<LedgerPage> | undefined,
 *   policy: ReadPolicy,
 *   choices: Pick<ChoiceParts, 'exception' | 'loadedUnder'>,
 *   held: Pick<HeldPermissions, 'on'>,
 *   mending: Pick<Mending, 'of' | 'ready'>,
 *   access: { current(): Promise<Access> },
 *   problems: { list: () => string[] },
 *   inForce: () => Promise<void>,
 * }} needs `stored` resolves after ledger and policy have been read, `ready` when the core has started too, `inForce` when
 * the browser goes by what was chosen
 */
export function createReporter({
  tab,
  enforcer,
  stored,
  ready,
  shown,
  policy,
  choices,
  held,
  mending,
  access,
  problems,
  inForce,
}) {
  let isReady = false;
  void ready.then(() => {
    isReady = true;
  });

  return {
    /**
     * @param {number} tabId
     * @returns {Promise<Report>} without a page if there is no such tab
     */
    async full(tabId) {
      const [{ decide, coreError }, seen] = await Promise.all([ready, surroundings(tabId)]);
      // The switch must not show a choice before it has any effect.
      await inForce();
      const { shownTab } = seen;
      const page = shown(tabId);
      // The browser keeps the address to itself where access is withheld; the ledger may still know it.
      const site = decide && shownTab && siteOf(decide, shownTab.url ?? page?.url);
      // An error page in the tab is not the page the ledger knows.
      const known = page && decide && siteOf(decide, page.url) === site ? page : undefined;
      return report(tabId, seen, { coreError, site, known });
    },

    /**
     * What storage alone tells, while the core of a background that was stopped still starts. What was chosen before that
     * the browser goes by already.
     * @param {number} tabId
     * @returns {Promise<Report | undefined>} nothing where it does not tell, and when the core has started
     */
    async early(tabId) {
      const [seen] = await Promise.all([surroundings(tabId), stored]);
      const known = shown(tabId);
      const url = seen.shownTab?.url ?? known?.url;
      if (isReady || known?.site === undefined || !seen.shownTab || !url) return undefined;
      if (originOf(url) !== originOf(known.url)) return undefined;
      return report(tabId, seen, { coreError: undefined, site: known.site, known });
    },
  };

  /** @param {number} tabId */
  async function surroundings(tabId) {
    const [shownTab, seen] = await Promise.all([tab(tabId), access.current(), mending.ready]);
    return { shownTab, access: seen };
  }

  /**
   * @param {number} tabId
   * @param {{ shownTab: Tab | undefined, access: Access }} surroundings
   * @param {{ coreError: string | undefined, site: string | undefined, known: Readonly<LedgerPage> | undefined }} page
   * @returns {Report}
   */
  function report(tabId, { shownTab, access }, { coreError, site, known }) {
    const isPrivate = shownTab?.incognito ?? false;
    return {
      tabId,
      isPrivate,
      enforcer,
      coreError,
      access,
      level: policy.current(isPrivate).level,
      problems: problems.list(),
      page: site === undefined ? undefined : pageOn(site, known, { tabId, isPrivate }),
    };
  }

  /**
   * @param {string} site
   * @param {Readonly<LedgerPage> | undefined} known
   * @param {{ tabId: number, isPrivate: boolean }} tab
   * @returns {PageReport}
   */
  function pageOn(site, known, { tabId, isPrivate }) {
    const { state, until } = choices.exception(site, isPrivate, tabId);
    const permissions = held.on(site, isPrivate, tabId);
    const entries = known && !known.unseen ? entriesOf(known) : undefined;
    return {
      site,
      exception: state,
      ...(until !== undefined && { exceptionEnds: until }),
      level: policy.siteLevel(site, isPrivate),
      permissions,
      stale: known && staleness(known, choices.loadedUnder(site, isPrivate, tabId)),
      ledger: entries,
      mending:
        state === 'none'
          ? mending.of(tabId, { site, entries: entries?.entries ?? [], permissions })
          : undefined,
    };
  }
}

/**
 * @param {Readonly<LedgerPage>} page
 * @param {LoadedUnder} now what a page that is loaded now is loaded under
 * @returns {PageReport['stale']}
 */
function staleness(page, now) {
  if (page.excepted !== undefined && page.excepted !== now.excepted) return 'exception';
  // On an excepted site nothing else acts.
  if (now.excepted) return undefined;
  if (page.level !== undefined && page.level !== now.level) return 'level';
  return page.permitted !== undefined && page.permitted !== now.permitted ? 'permission' : undefined;
}

/**
 * @param {Readonly<LedgerPage>} page
 * @returns {PageEntries}
 */
function entriesOf({ document, entries, leftOut }) {
  return { document, entries, leftOut };
}

/**
 * @param {Decide} decide
 * @param {string | undefined} url
 */
function siteOf(decide, url) {
  return url !== undefined && /^https?:/.test(url) ? decide.site(url) : undefined;
}

/** @param {string} url */
function originOf(url) {
  return URL.canParse(url) ? new URL(url).origin : url;
}
