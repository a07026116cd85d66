/**
 * Chrome's last word on requests: `testMatchOutcome` in the extension's own page, asked again where a rule sends the
 * request elsewhere, as a browser would. The function looks at one pass of the rules, knows no ancestors of a frame,
 * and takes what has no initiator to come from an opaque origin.
 *
 * @import { TestBrowser } from '../drivers/index.js'
 * @import { ChromeRule } from './extension.js'
 * @import { Asked } from './matching.js'
 */

/** @typedef {{ ruleset: string, rule: ChromeRule }} Matched */
/**
 * @typedef {object} Enforced
 * @property {'allow' | 'strip' | 'stop'} action
 * @property {string} url where the request goes in the end
 * @property {Matched[]} matched the rules that had their way in the last pass
 * @property {Matched[]} cleanedBy the rules that sent the request elsewhere, in order
 */

/** As many as Chrome follows. */
const MOST_REDIRECTS = 20;
/** Requests a call. */
const BATCH = 500;

/**
 * @param {readonly Asked[]} requests
 * @param {object} parts
 * @param {TestBrowser} parts.browser with the extension
 * @param {ReadonlyMap<string, ChromeRule[]>} parts.rulesets its own
 * @param {(asked: number, all: number) => void} [parts.onProgress]
 * @returns {Promise<Enforced[]>}
 */
export async function enforce(requests, { browser, rulesets, onProgress = () => {} }) {
  const rules = new Map(
    [...rulesets].flatMap(([ruleset, all]) =>
      all.map((rule) => /** @type {[string, Matched]} */ ([`${ruleset} ${rule.id}`, { ruleset, rule }])),
    ),
  );
  /** @type {Enforced[]} */
  const enforced = [];
  let open = requests.map((request, index) => ({ request, index, cleanedBy: /** @type {Matched[]} */ ([]) }));
  let settled = 0;
  while (open.length > 0) {
    /** @type {typeof open} */
    const again = [];
    for (let start = 0; start < open.length; start += BATCH) {
      const batch = open.slice(start, start + BATCH);
      const outcomes = await ask(
        browser,
        batch.map(({ request }) => detailsOf(request)),
      );
      for (const [at, { request, index, cleanedBy }] of batch.entries()) {
        const matched = (outcomes[at] ?? []).map((key) => {
          const found = rules.get(key);
          if (!found) throw new Error(`Chrome names a rule that no ruleset has: ${key}`);
          return found;
        });
        const [sent] = matched.filter(({ rule }) => rule.action.type === 'redirect');
        const url = sent && redirected(request.url, sent.rule);
        if (sent && url !== undefined && url !== request.url && cleanedBy.length < MOST_REDIRECTS) {
          again.push({ request: { ...request, url }, index, cleanedBy: [...cleanedBy, sent] });
        } else {
          enforced[index] = { action: actionOf(matched), url: request.url, matched, cleanedBy };
          settled += 1;
        }
      }
      onProgress(settled, requests.length);
    }
    open = again;
  }
  return enforced;
}

/**
 * @param {TestBrowser} browser
 * @param {chrome.declarativeNetRequest.TestMatchRequestDetails[]} batch
 * @returns {Promise<string[][]>} ruleset and id of the rules that have their way, a request a row
 */
function ask(browser, batch) {
  return browser.inExtension(
    (all) =>
      Promise.all(
        all.map(async (request) => {
          const { matchedRules } = await chrome.declarativeNetRequest.testMatchOutcome(request);
          return matchedRules.map(({ rulesetId, ruleId }) => `${rulesetId} ${ruleId}`);
        }),
      ),
    batch,
  );
}

/**
 * A request in Chrome's words.
 * @param {Asked} request
 */
function detailsOf({ url, page, frame, type, method }) {
  const isPage = type === 'main_frame';
  // A page typed in has no initiator; one that a link leads to has the page with the link.
  const initiator = isPage && originOf(page) === originOf(url) ? undefined : originOf(frame ?? page);
  const topUrl = isPage ? undefined : originOf(page);
  const details = {
    url,
    type,
    tabId: -1,
    ...(method === undefined ? {} : { method: method.toLowerCase() }),
    ...(initiator === undefined ? {} : { initiator }),
    ...(topUrl === undefined ? {} : { topUrl }),
  };
  return /** @type {chrome.declarativeNetRequest.TestMatchRequestDetails} */ (details);
}

/** @param {string} address a document's; none for those that have no host */
function originOf(address) {
  return /^https?:/i.test(address) ? `${new URL(address).origin}/` : undefined;
}

/**
 * @param {Matched[]} matched
 * @returns {Enforced['action']}
 */
function actionOf(matched) {
  const does = (/** @type {(rule: ChromeRule) => boolean} */ test) => matched.some(({ rule }) => test(rule));
  if (
    does(
      ({ action }) =>
        action.type === 'block' ||
        action.redirect?.extensionPath !== undefined ||
        action.redirect?.url !== undefined,
    )
  )
    return 'stop';
  // Rules that add a policy to the response take no identity.
  return does(({ action }) => action.requestHeaders?.some(({ header }) => header === 'cookie') ?? false)
    ? 'strip'
    : 'allow';
}

/**
 * Where a rule sends an address; none where it stops the request instead.
 * @param {string} url
 * @param {ChromeRule} rule
 * @returns {string | undefined}
 */
export function redirected(url, { action: { redirect }, condition }) {
  if (redirect?.regexSubstitution !== undefined && condition.regexFilter !== undefined) {
    const regex = new RegExp(condition.regexFilter, condition.isUrlFilterCaseSensitive ? '' : 'i');
    const substitution = redirect.regexSubstitution
      .replaceAll('$', '$$$$')
      .replaceAll(/\\(\d)/g, '$$$1')
      .replaceAll('$0', '$&');
    return new URL(url.replace(regex, substitution)).href;
  }
  if (redirect?.transform === undefined) return undefined;
  const [, before = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(url) ?? [];
  if (redirect.transform.query !== undefined) return before + redirect.transform.query + fragment;
  const removed = redirect.transform.queryTransform?.removeParams ?? [];
  const parts = query.slice(1).split('&');
  const kept = parts.filter((part) => !removed.includes(part.split('=')[0] ?? ''));
  if (kept.length === parts.length) return url;
  return before + (kept.length > 0 ? `?${kept.join('&')}` : '') + fragment;
}
