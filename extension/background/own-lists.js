/**
 * A person's own rules: kept in storage.local, laid over the embedded ones in the core, and in Chrome turned into dynamic
 * rules with ids from FIRST_FOREIGN_ID, which it alone owns. Chrome keeps those over restarts; they are made anew only
 * when the lists or Bystander changed. It decides nothing, and it does not know what a page of settings is.
 *
 * @import { ConvertedRules, Core, OwnList, OwnRules, Remark } from '/core/bystander.js'
 * @import { OwnRulesReport } from '../shared/protocol.js'
 * @import { Rule } from './enforce/dnr-rules.js'
 * @import { RuleSets } from './enforce/dnr-sync.js'
 * @import { Area } from './policy.js'
 */

import { OWN_LISTS_KEY as KEY } from '../shared/protocol.js';
import { FIRST_FOREIGN_ID } from './enforce/dnr-rules.js';
import { updateTo } from './enforce/dnr-sync.js';

/** Remarks kept and shown; what a list of a million useless lines would fill storage with. */
export const MAX_REMARKS = 1000;

/** @typedef {ReturnType<typeof createOwnLists>} OwnLists */
/** @typedef {{ lists: OwnList[], madeBy: string, report: OwnRulesReport }} Stored `madeBy`: the version whose compiler made Chrome's rules */

/**
 * @param {{
 *   local: Area,
 *   core: Promise<Pick<Core, 'setOwnLists'> | undefined>,
 *   chrome: {
 *     dnr: Pick<RuleSets, 'getDynamicRules' | 'updateDynamicRules'>,
 *     convert: (lists: OwnList[]) => ConvertedRules,
 *   } | undefined,
 *   version: string,
 *   onProblem: (error: unknown) => void,
 * }} needs `chrome` where rules of Chrome enforce
 */
export function createOwnLists({ local, core, chrome, version, onProblem }) {
  /** @type {OwnList[]} */
  let lists = [];
  let report = emptyReport();
  const loaded = load();
  /** @type {Promise<unknown>} one change after the other */
  let changes = loaded.catch(() => {});

  return {
    /** Resolves when the core goes by the lists. Never rejects. */
    ready: loaded.catch(onProblem),

    current: () => ({ lists, report }),

    /**
     * Replaces the lists. Where that fails the old ones hold on.
     * @param {OwnList[]} wanted
     * @returns {Promise<OwnRulesReport>}
     */
    set(wanted) {
      const done = changes.then(() => replace(wanted));
      changes = done.catch(() => {});
      return done;
    },
  };

  async function load() {
    const stored = readStored((await local.get(KEY))[KEY]);
    const awake = await core;
    if (!awake || !stored) return;
    ({ lists, report } = stored);
    if (lists.length > 0) awake.setOwnLists(lists);
    if (chrome && stored.madeBy !== version) await replace(lists);
  }

  /** @param {OwnList[]} wanted */
  async function replace(wanted) {
    const awake = await core;
    if (!awake) throw new Error('The core did not start.');
    // Chrome's rules first: it may refuse them. While pages load, one set is in force or the other.
    const converted = chrome?.convert(wanted);
    if (chrome && converted) await apply(chrome.dnr, converted.rules);
    const next = reportOf(awake.setOwnLists(wanted), converted?.remarks ?? []);
    await local.set({ [KEY]: { lists: wanted, madeBy: version, report: next } });
    lists = wanted;
    report = next;
    onProblem(undefined);
    return next;
  }
}

/**
 * @param {Pick<RuleSets, 'getDynamicRules' | 'updateDynamicRules'>} dnr
 * @param {Rule[]} rules
 */
async function apply(dnr, rules) {
  const present = (await dnr.getDynamicRules()).filter(({ id }) => id >= FIRST_FOREIGN_ID);
  const wanted = rules.map((rule) => ({ ...rule, id: rule.id + FIRST_FOREIGN_ID }));
  const update = updateTo(wanted, present);
  if (update) await dnr.updateDynamicRules(update);
}

/** @returns {OwnRulesReport} */
function emptyReport() {
  return { rules: 0, remarks: [], moreRemarks: 0 };
}

/**
 * @param {OwnRules} read
 * @param {Remark[]} ofChrome
 * @returns {OwnRulesReport}
 */
function reportOf({ rules, remarks }, ofChrome) {
  const all = [...remarks, ...ofChrome].sort((one, other) => one.line - other.line);
  return {
    rules,
    remarks: all.slice(0, MAX_REMARKS),
    moreRemarks: Math.max(0, all.length - MAX_REMARKS),
  };
}

/**
 * What storage holds, as far as it is that.
 * @param {unknown} stored
 * @returns {Stored | undefined}
 */
function readStored(stored) {
  const { lists, madeBy, report } = /** @type {Partial<Stored>} */ (Object(stored));
  if (!Array.isArray(lists)) return undefined;
  return {
    lists: lists.filter((list) => typeof list?.id === 'string' && typeof list.text === 'string'),
    madeBy: String(madeBy),
    report: report ?? emptyReport(),
  };
}
