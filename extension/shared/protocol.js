/**
 * Every message that crosses between the background and the extension's pages, as a type, and the check of who
 * sends it. It owns the words of the conversation, not its transport (background/popup-port.js, popup/connection.js).
 *
 * @import { Action, Decoded, Grantee, Identity, Level, Permission, Reason, SiteLevel } from '/core/bystander.js'
 * @import { Remark } from '/core/compiler.js'
 * @import { Mend, Mending } from './mending-protocol.js'
 */

import { isEnd, isIdentity, isLevel, isSite, readGrantee } from './choices.js';
import { readMend } from './mending-protocol.js';

/** The name of the port the popup opens. */
export const POPUP_PORT = 'popup';
/** The name of the port the dashboard opens. */
export const DASHBOARD_PORT = 'dashboard';
/** Where in storage.local the background keeps a person's own lists; pages read their lines there. */
export const OWN_LISTS_KEY = 'own-lists';

/**
 * How often a decision was made, and how often the browser showed it carried out or got the opposite.
 * What is in `count` alone is only predicted. "Contradicted" reads "got through" in the UI.
 * @typedef {{ count: number, confirmed: number, contradicted: number }} Counts
 */

/** @typedef {Action} Intervention what is written down; `allow` only where a permission let the request out */

/** @typedef {{ company?: string, network?: string, kind?: string }} Owner whose a site is; a network by its id */

/** @typedef {Omit<Decoded['fields'][number], 'class'> & { class: string }} Field */

/**
 * What pixel requests would tell, decoded: `count` of them said the same. `unknown` names what the catalogue cannot
 * explain; `leftOut` counts what no longer fitted.
 * @typedef {{
 *   network: string, product: string, event?: string, fields: Field[], unknown: string[], leftOut: number, count: number,
 * }} Told
 */

/** @typedef {{ sent: string[], set: string[] }} Withheld names of cookies that were not sent along, and not let in */

/**
 * Requests of one site (registrable domain, or a bare host) of one owner that got the same verdict for the same
 * reason. `example` is the host and path of the first one, without its query; `untold` counts decoded requests that
 * no longer fitted in `told`.
 * @typedef {Counts & Owner & {
 *   site: string, action: Intervention, reason: Reason, types: string[], example: string,
 *   told?: Told[], untold?: number, withheld?: Withheld,
 * }} Entry
 */

/** @typedef {Partial<Record<Intervention, Counts>>} LeftOut what no longer fitted among the entries */

/**
 * What happened on a page so far.
 * @typedef {{ document: string, entries: Entry[], leftOut: LeftOut }} PageEntries
 */

/**
 * How the user's policy treats a site in this window: `inherited` is an exception made in a normal window, seen
 * from a private one, which therefore cannot take it back; `tab` holds in this tab until it is closed.
 * @typedef {'none' | 'normal' | 'private' | 'inherited' | 'tab'} ExceptionState
 */

/** @typedef {Permission & { since?: number }} Given a permission, and when it was given, where that is known */

/**
 * A permission as people are told of it. `uses`: the pages on which it let something load, in its kind of window;
 * `last`: when it did so last. `once`: until its page is left, in the tab `tabId`. `inherited`: given in a normal window
 * and seen from a private one, which therefore cannot take it back.
 * @typedef {Given & { uses: number, last?: number, once?: true, tabId?: number, inherited?: true }} Held
 */

/**
 * `stale`: the choice that was made after the page was loaded, and does not hold for what it has loaded already. `level`
 * is the site's own, if it has one; `permissions` are those that hold.
 * @typedef {{
 *   site: string,
 *   exception: ExceptionState,
 *   exceptionEnds?: number,
 *   level: SiteLevel | undefined,
 *   permissions: Held[],
 *   stale: 'exception' | 'level' | 'permission' | undefined,
 *   ledger: PageEntries | undefined,
 *   mending?: Mending | undefined,
 * }} PageReport the ledger is absent where the page was loaded before Bystander ran, or out of its sight
 */

/** @typedef {{ everySite: boolean, privateWindows: boolean }} Access */

/**
 * Everything the popup shows of a tab. `page` is absent where the browser shows a page of its own (or does not
 * tell which); `problems` are sentences of the browser, shown as they are.
 * @typedef {{
 *   tabId: number,
 *   isPrivate: boolean,
 *   enforcer: 'webrequest' | 'dnr',
 *   coreError: string | undefined,
 *   access: Access,
 *   level: Level,
 *   problems: string[],
 *   page: PageReport | undefined,
 * }} Report
 */

/** @typedef {{ kind: 'watch', tabId: number }} Watch the tab to report on, at once and at every change */
/** @typedef {{ until?: number }} Ending when a choice ends, in milliseconds since 1970; absent: never */
/** @typedef {Ending & { kind: 'except', site: string }} Except switch Bystander off on a site, for the watched tab's kind of window */
/** @typedef {{ kind: 'except-tab', site: string }} ExceptTab switch it off in the watched tab alone, until that is closed */
/** @typedef {{ kind: 'unexcept', site: string }} Unexcept switch it on again */
/** @typedef {{ kind: 'level', level: ChosenLevel }} SetLevel how social buttons, embeds and logins are treated, on all sites; for a normal window's tab only */
/** @typedef {Ending & { kind: 'site-level', site: string, level: Level | null }} SetSiteLevel the level on one site; null: as on all sites */
/** @typedef {Ending & { kind: 'permit', site: string, grantee: Grantee, identity: Identity }} Permit let a company, or a widget of it, load on a site */
/** @typedef {{ kind: 'revoke', site: string, grantee: Grantee }} Revoke take that back */
/** @typedef {Watch | Except | ExceptTab | Unexcept | SetLevel | SetSiteLevel | Permit | Revoke | Mend} FromPopup */

/** @typedef {Extract<Level, 'gentle' | 'standard'>} ChosenLevel what a person may choose for all sites */
/** @type {readonly ChosenLevel[]} */
export const CHOSEN_LEVELS = ['standard', 'gentle'];

/** @typedef {{ kind: 'report', report: Report }} ToPopup */

/** @typedef {{ kind: 'get-own-rules' } | { kind: 'set-own-rules', text: string }} FromOwnRules what the page of a person's own rules asks */
/** @typedef {{ rules: number, remarks: Remark[], moreRemarks: number }} OwnRulesReport what became of the lines */
/** @typedef {{ text: string, report: OwnRulesReport, error?: undefined } | { error: string }} OwnRulesAnswer */

/** @typedef {{ kind: 'watch-permissions' }} WatchPermissions to be told of all permissions, at once and at every change */
/** @typedef {{ kind: 'revoke', site: string, grantee: Grantee, isPrivate: boolean, tabId?: number }} RevokeAnywhere take one back in its kind of window; `tabId` where it is for one page */
/** @typedef {WatchPermissions | RevokeAnywhere} FromDashboard */
/** @typedef {{ kind: 'permissions', normal: Held[], privately: Held[] }} ToDashboard by the kind of window they were given in */

/**
 * Whether a message comes from the page of this extension it claims to come from. Content scripts share the
 * extension's id but not its origin, so the address decides.
 * @param {{ id?: string | undefined, url?: string | undefined } | undefined} sender
 * @param {{ id: string, getURL: (path: string) => string }} runtime
 * @param {string} page path of the page inside the extension
 */
export function isFromPage(sender, runtime, page) {
  if (sender?.id !== runtime.id || sender.url === undefined) return false;
  return sender.url.split(/[?#]/, 1)[0] === runtime.getURL(page);
}

/**
 * The message if it is one the popup may send, with nothing else in it; else undefined.
 * @param {unknown} message
 * @returns {FromPopup | undefined}
 */
export function readFromPopup(message) {
  const fields = /** @type {Record<string, unknown>} */ (Object(message));
  const { kind, tabId, level } = fields;
  if (kind === 'watch') return Number.isInteger(tabId) ? { kind, tabId: Number(tabId) } : undefined;
  if (kind === 'level') {
    const chosen = CHOSEN_LEVELS.find((known) => known === level);
    return chosen && { kind, level: chosen };
  }
  return kind === 'mend' ? readMend(fields) : readSiteChoice(fields);
}

/**
 * The message if it is one the page of a person's own rules may send, with nothing else in it; else undefined.
 * @param {unknown} message
 * @returns {FromOwnRules | undefined}
 */
export function readFromOwnRules(message) {
  const { kind, text } = /** @type {Record<string, unknown>} */ (Object(message));
  if (kind === 'get-own-rules') return { kind };
  return kind === 'set-own-rules' && typeof text === 'string' ? { kind, text } : undefined;
}

/**
 * The message if it is one the dashboard may send, with nothing else in it; else undefined.
 * @param {unknown} message
 * @returns {FromDashboard | undefined}
 */
export function readFromDashboard(message) {
  const { kind, site, grantee, isPrivate, tabId } = /** @type {Record<string, unknown>} */ (Object(message));
  if (kind === 'watch-permissions') return { kind };
  const whom = readGrantee(grantee);
  if (kind !== 'revoke' || !isSite(site) || !whom || typeof isPrivate !== 'boolean') return undefined;
  if (tabId === undefined) return { kind, site, grantee: whom, isPrivate };
  return Number.isInteger(tabId) ? { kind, site, grantee: whom, isPrivate, tabId: Number(tabId) } : undefined;
}

/**
 * @param {Record<string, unknown>} fields
 * @returns {FromPopup | undefined}
 */
function readSiteChoice({ kind, site, until, level, grantee, identity }) {
  if (!isSite(site) || !isEnd(until)) return undefined;
  const ending = until === undefined ? {} : { until };
  const whom = readGrantee(grantee);
  switch (kind) {
    case 'except':
      return { kind, site, ...ending };
    case 'except-tab':
    case 'unexcept':
      return { kind, site };
    case 'site-level':
      return level === null || isLevel(level) ? { kind, site, level, ...ending } : undefined;
    case 'permit':
      return whom && isIdentity(identity) ? { kind, site, grantee: whom, identity, ...ending } : undefined;
    case 'revoke':
      return whom && { kind, site, grantee: whom };
    default:
      return undefined;
  }
}
