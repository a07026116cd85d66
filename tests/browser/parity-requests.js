/**
 * Requests made for DNR rules: each satisfies its rule's condition, as far as a simple reading goes. What a request's
 * fate is, others say.
 */

/** @typedef {{ url: string, page: string, type: string, frame?: string, method?: string }} Asked */
/**
 * @typedef {{
 *   urlFilter?: string, regexFilter?: string, requestDomains?: string[], initiatorDomains?: string[],
 *   excludedTopDomains?: string[], domainType?: 'firstParty' | 'thirdParty', resourceTypes?: string[], requestMethods?: string[],
 * }} Condition
 */

/**
 * One request for every `step`th rule, and one for every `step`th host of rules that hold many.
 * @param {readonly { condition: Condition }[]} rules
 * @param {number} step
 * @returns {Asked[]}
 */
export function requestsFor(rules, step) {
  const single = rules.filter((_, index) => index % step === 0).map(({ condition }) => request(condition, 0));
  const many = rules.flatMap(({ condition }) =>
    (condition.requestDomains ?? [])
      .map((_, index) => index)
      .filter((index) => index > 0 && index % (step * 5) === 0)
      .map((index) => request(condition, index)),
  );
  return [...single, ...many].filter(({ url }) => URL.canParse(url));
}

/**
 * The same from a page of the company's own, which the catalogue's rules must leave alone.
 * @param {readonly { condition: Condition }[]} rules
 * @param {number} step
 * @returns {Asked[]}
 */
export function ownPagesFor(rules, step) {
  const chosen = rules.filter((_, index) => index % step === 0).map(({ condition }) => condition);
  return chosen
    .map((condition) => ({
      ...request(condition, 0),
      page: `https://www.${condition.excludedTopDomains?.at(-1) ?? 'news.example'}/`,
    }))
    .filter(({ url }) => URL.canParse(url));
}

/**
 * @param {Condition} condition
 * @param {number} index which of its hosts
 * @returns {Asked}
 */
function request(condition, index) {
  const {
    urlFilter = '',
    requestDomains = [],
    initiatorDomains = [],
    domainType,
    resourceTypes = ['script'],
  } = condition;
  const url = address(urlFilter, requestDomains[index]);
  const own = URL.canParse(url) ? new URL(url).origin : url;
  const frame = initiatorDomains[0]
    ? `https://${initiatorDomains[0]}`
    : domainType === 'firstParty'
      ? own
      : 'https://news.example';
  const type = resourceTypes.find((known) => known === 'script') ?? resourceTypes[0] ?? 'script';
  const method = condition.requestMethods?.[0];
  return { url, page: `${frame}/`, type, ...(method ? { method } : {}) };
}

/**
 * An address that a `urlFilter` matches, on a given host or one of its own.
 * @param {string} filter
 * @param {string | undefined} host
 */
function address(filter, host) {
  const anchored = filter.startsWith('||');
  const whole = /^\|https?:/.test(filter);
  const plain = filter
    .replace(/^\|+|\|$/g, '')
    .replaceAll('*', 'x')
    .replace(/\^$/, '')
    .replaceAll('^', '/');
  if (host !== undefined)
    return `https://${host}/a${filter.startsWith('^') ? `?b=1&${plain.slice(1)}1` : `/${plain}`}`;
  if (whole) return `${plain}example.com/x`.replace(/^(https?:\/\/)$/, '$1example.com/');
  if (anchored) return `https://${plain.includes('/') ? plain : `${plain}/`}`;
  if (filter.startsWith('^')) return `https://shop.example/a?b=1&${plain.slice(1)}1`;
  return `https://cdn.example/a${plain.startsWith('/') || plain.startsWith('.') || plain.startsWith('-') ? '' : '/'}${plain}`;
}
