/**
 * The core's last word on requests: the command `bystander` asked, and asked again about each cleaned address.
 *
 * @import { Action, Reason } from '/core/bystander.js'
 * @import { Asked } from './matching.js'
 * @import { RuleFacts } from './drawn.js'
 */

import { askInLines, bystander } from '../../core/native.js';

/** With the line of the rule that it names. @typedef {Reason & { text?: string }} CitedReason */
/**
 * @typedef {object} Judged
 * @property {Exclude<Action, 'clean'>} action
 * @property {string} url where the request goes in the end
 * @property {CitedReason} reason of the last word
 * @property {CitedReason | undefined} cleanedBy who removed the first parameter
 */

/** As often as Chrome follows a redirect. */
const MOST_ROUNDS = 20;

/**
 * @param {readonly Asked[]} requests
 * @param {object} [by]
 * @param {readonly string[]} [by.lists] paths; none for the embedded ones
 * @param {boolean} [by.catalogue] whether it has a say; as it ships, beside the embedded lists
 * @returns {Judged[]}
 */
export function judge(requests, { lists = [], catalogue = lists.length === 0 } = {}) {
  const args = [...(catalogue ? [] : ['--no-catalogue']), ...(lists.length > 0 ? ['--lists', ...lists] : [])];
  /** @type {Judged[]} */
  const judged = [];
  let open = requests.map((request, index) => ({
    request,
    index,
    cleanedBy: /** @type {CitedReason | undefined} */ (undefined),
  }));
  for (let round = 0; open.length > 0; round++) {
    const { answers, status, stderr } = askInLines(
      open.map(({ request }) => request),
      args,
    );
    const broken = answers.find(({ error }) => error !== undefined);
    if (status !== 0 || broken) throw new Error(broken?.error ?? stderr.trim());
    open = open.flatMap(({ request, index, cleanedBy }, at) => {
      const { action, reason, url } = answers[at];
      if (action === 'clean' && round < MOST_ROUNDS)
        return [{ request: { ...request, url }, index, cleanedBy: cleanedBy ?? reason }];
      judged[index] = { action: action === 'clean' ? 'allow' : action, url: request.url, reason, cleanedBy };
      return [];
    });
  }
  return judged;
}

/**
 * Every rule that the core reads in the lists, and whether the compiler says that Chrome's rules say it.
 * @param {readonly string[]} lists paths; none for the embedded ones
 * @returns {RuleFacts[]}
 */
export function readRules(lists) {
  const { status, stdout, stderr } = bystander(['rules', ...(lists.length > 0 ? ['--lists', ...lists] : [])]);
  if (status !== 0) throw new Error(stderr.trim().replace(/^bystander: /, ''));
  return stdout
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
