/**
 * Puts together what the popup shows of a tab. It reads everything and changes nothing.
 *
 * @import { Access, Held, PageEntries, PageReport, Report } from '../shared/protocol.js'
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
 *   ready: Promise<{ decide: Decide | undefined, coreError: string | undefined }>,
 *   shown: (tabId: number) => Readonly<LedgerPage> | undefined,
 *   policy: ReadPolicy,
 *   choices: Pick<ChoiceParts, 'exception' | 'loadedUnder'>,
 *   held: Pick<HeldPermissions, 'on'>,
 *   mending: Pick<Mending, 'of' | 'ready'>,
 *   access: { current(): Promise<Access> },
 *   problems: { list: () => string[] },
 *   inForce: () => Promise<void>,
 * }} needs `ready` resolves after ledger and policy have been read, `inForce` when the browser goes by what was chosen
 */
export function createReporter({
  tab,
  enforcer,
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
  /**
   * @param {number} tabId
   * @returns {Promise<Report>} without a page if there is no such tab
   */
  return async (tabId) => {
    const [{ decide, coreError }, shownTab, seen] = await Promise.all([
      ready,
      tab(tabId),
      access.current(),
      mending.ready,
    ]);
    // The switch must not show a choice before it has any effect.
    await inForce();
    const isPrivate = shownTab?.incognito ?? false;
    return {
      tabId,
      isPrivate,
      enforcer,
      coreError,
      access: seen,
      level: policy.current(isPrivate).level,
      problems: problems.list(),
      page: decide && shownTab && page(decide, shownTab.url, { tabId, isPrivate }),
    };
  };

  /**
   * @param {Decide} decide
   * @param {string | undefined} url
   * @param {{ tabId: number, isPrivate: boolean }} tab
   * @returns {PageReport | undefined}
   */
  function page(decide, url, { tabId, isPrivate }) {
    const ledger = shown(tabId);
    // The browser keeps the address to itself where access is withheld; the ledger may still know it.
    const site = siteOf(decide, url ?? ledger?.url);
    if (site === undefined) return undefined;
    // An error page in the tab is not the page the ledger knows.
    const known = ledger && siteOf(decide, ledger.url) === site ? ledger : undefined;
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
          ? mending.of(tabId, { site, entries: entries?.entries ?? [], allowed: companiesOf(permissions) })
          : undefined,
    };
  }
}

/**
 * @param {readonly Held[]} permissions
 * @returns {string[]} companies that may load
 */
export function companiesOf(permissions) {
  return permissions.flatMap(({ grantee }) => ('company' in grantee ? grantee.company : []));
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
