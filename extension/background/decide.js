/**
 * The core and the user's policy, joined: the one place that asks for a verdict, and for what a request would tell. It
 * keeps no state but which policy the core was told last, and it touches no browser API.
 *
 * @import { Core, Decoded, Owner, Policy, Request, Verdict } from '/core/bystander.js'
 * @import { Happening } from './ledger-page.js'
 */

/**
 * @typedef {{
 *   verdict: (request: Request, isPrivate: boolean, tabId: number) => Verdict,
 *   responseHeaders: (request: Request, isPrivate: boolean, tabId: number) => { name: string, value: string }[],
 *   site: (url: string) => string | undefined,
 *   owner: (url: string) => Owner | undefined,
 *   decode: (url: string, body: string | undefined) => Decoded | undefined,
 * }} Decide
 */

/**
 * @param {{
 *   core: Pick<Core, 'setPolicy' | 'responseHeaders' | 'site' | 'owner' | 'decode'>,
 *   verdict: (request: Request, now: number, policy: Policy) => Verdict,
 *   policy: { current: (isPrivate: boolean, tabId: number) => Policy },
 *   now: () => number,
 * }} needs
 * @returns {Decide} what it is asked about belongs to a kind of window, and to a tab, or to none (-1)
 */
export function createDecide({ core, verdict, policy, now }) {
  /** @type {Policy | undefined} */
  let told;
  return {
    verdict(request, isPrivate, tabId) {
      return verdict(request, now(), tell(isPrivate, tabId));
    },
    responseHeaders(request, isPrivate, tabId) {
      tell(isPrivate, tabId);
      return core.responseHeaders(request, now());
    },
    site: (url) => core.site(url),
    owner: (url) => core.owner(url),
    decode(url, body) {
      try {
        return core.decode(url, body);
      } catch {
        // What cannot be read must not let the request out that was to be stopped.
        return undefined;
      }
    },
  };

  /**
   * @param {boolean} isPrivate
   * @param {number} tabId
   */
  function tell(isPrivate, tabId) {
    const wanted = policy.current(isPrivate, tabId);
    if (wanted !== told) core.setPolicy(wanted);
    told = wanted;
    return wanted;
  }
}

/**
 * What the ledger is told of a verdict; nothing where the request was left alone. What a permission let out is told.
 * @param {Verdict} verdict
 * @param {{ url: string, type: string, requestId: string }} request
 * @param {Pick<Decide, 'site' | 'owner'>} decide
 * @returns {Happening | undefined}
 */
export function happening({ action, reason }, { url, type, requestId }, { site: siteOf, owner }) {
  if (action === 'allow' && reason.kind !== 'permission') return undefined;
  // Only what has a site is ever interfered with; everything else the core allows.
  const site = siteOf(url);
  if (site === undefined) return undefined;
  return { site, ...owner(url), action, reason, type, url, requestId };
}

/**
 * What a request that happened to be a pixel's would have told, or told because it was permitted. Bodies are read only where the network is known: on
 * other hosts the address alone must tell.
 * @param {Pick<Decide, 'decode'>} decide
 * @param {Happening} happened
 * @param {() => string | undefined} body
 */
export function toldBy({ decode }, { action, reason, network, url }, body) {
  if (action !== 'block' && action !== 'allow') return undefined;
  return decode(url, network === undefined && reason.kind !== 'pixel' ? undefined : body());
}
