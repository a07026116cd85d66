/**
 * The core and the user's policy, joined: the one place that asks for a verdict. It keeps no state but which policy
 * the core was told last, and it touches no browser API.
 *
 * @import { Core, Policy, Request, Verdict } from '/core/bystander.js'
 * @import { Happening } from './ledger-page.js'
 */

/**
 * @typedef {{
 *   verdict: (request: Request, isPrivate: boolean) => Verdict,
 *   site: (url: string) => string | undefined,
 * }} Decide
 */

/**
 * @param {{
 *   core: Pick<Core, 'setPolicy' | 'decide' | 'site'>,
 *   policy: { current: (isPrivate: boolean) => Policy },
 *   now: () => number,
 * }} needs
 * @returns {Decide}
 */
export function createDecide({ core, policy, now }) {
  /** @type {Policy | undefined} */
  let told;
  return {
    verdict(request, isPrivate) {
      const wanted = policy.current(isPrivate);
      if (wanted !== told) {
        core.setPolicy(wanted);
        told = wanted;
      }
      return core.decide(request, now());
    },
    site: (url) => core.site(url),
  };
}

/**
 * What the ledger is told of a verdict; nothing where the request was left alone.
 * @param {Verdict} verdict
 * @param {{ url: string, type: string }} request
 * @param {(url: string) => string | undefined} siteOf
 * @returns {Happening | undefined}
 */
export function happening({ action, reason }, { url, type }, siteOf) {
  const site = siteOf(url);
  // Only what has a site is ever interfered with; everything else the core allows.
  if (action === 'allow' || site === undefined) return undefined;
  return { site, action, reason, type, url };
}
