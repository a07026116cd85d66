/**
 * A person's own rules: kept in storage.local with what was compiled of them, which is laid over the embedded ones in the
 * core, and in Chrome beside that made dynamic rules with ids from FIRST_FOREIGN_ID, which it alone owns and Chrome keeps
 * over restarts. They are compiled anew only when the lists or Bystander changed. It decides nothing, and it does not
 * know what a page of settings is.
 *
 * @import { Core } from '/core/bystander.js'
 * @import { Compiled, ConvertedRules, OwnList } from '/core/compiler.js'
 * @import { Compilation } from '../shared/compiler-protocol.js'
 * @import { OwnRulesReport } from '../shared/protocol.js'
 * @import { Base64 } from './base64.js'
 * @import { Compiler } from './compiler.js'
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
/** @typedef {Pick<Core, 'setOverlay' | 'clearOverlay'>} Awake */
/**
 * @typedef {object} Stored
 * @property {OwnList[]} lists
 * @property {string} madeBy the version whose compiler made the overlay and Chrome's rules
 * @property {string} [overlay] in base64; none of no lists
 * @property {OwnRulesReport} report
 */

/**
 * @param {{
 *   local: Area,
 *   core: Promise<Awake | undefined>,
 *   compiler: Compiler,
 *   dnr: Pick<RuleSets, 'getDynamicRules' | 'updateDynamicRules'> | undefined,
 *   base64: Base64,
 *   version: string,
 *   onProblem: (error: unknown) => void,
 * }} needs `dnr` where rules of Chrome enforce
 */
export function createOwnLists({ local, core, compiler, dnr, base64, version, onProblem }) {
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
    if (stored.madeBy === version && layAgain(stored, awake)) return;
    const made = await compile(lists);
    // Nothing lies there yet that could hold on, so Chrome's refusal must not keep the core from it.
    lay(made, awake);
    await putInChrome(made);
    await keep(lists, made);
  }

  /**
   * Lays what storage holds over the embedded rules.
   * @param {Stored} stored
   * @param {Awake} awake
   * @returns {boolean} whether that was possible
   */
  function layAgain({ lists, overlay }, awake) {
    if (lists.length === 0) return true;
    try {
      awake.setOverlay(base64.decode(overlay ?? ''));
      return true;
    } catch {
      // Whatever it was, the lists are there to be compiled anew.
      return false;
    }
  }

  /** @param {OwnList[]} wanted */
  async function replace(wanted) {
    const awake = await core;
    if (!awake) throw new Error('The core did not start.');
    const made = await compile(wanted);
    // Chrome's rules first: it may refuse them. While pages load, one set is in force or the other.
    await putInChrome(made);
    lay(made, awake);
    return keep(wanted, made);
  }

  /**
   * @param {Partial<Compilation>} made
   * @param {Awake} awake
   */
  function lay({ compiled }, awake) {
    if (compiled) awake.setOverlay(compiled.overlay);
    else awake.clearOverlay();
  }

  /** @param {Partial<Compilation>} made */
  async function putInChrome({ converted }) {
    if (dnr) await apply(dnr, converted?.rules ?? []);
  }

  /**
   * @param {OwnList[]} wanted
   * @param {Partial<Compilation>} made
   */
  async function keep(wanted, { compiled, converted }) {
    const next = reportOf(compiled, converted);
    const overlay = compiled && base64.encode(compiled.overlay);
    await local.set({
      [KEY]: { lists: wanted, madeBy: version, ...(compiled && { overlay }), report: next },
    });
    lists = wanted;
    report = next;
    onProblem(undefined);
    return next;
  }

  /**
   * @param {OwnList[]} wanted
   * @returns {Promise<Partial<Compilation>>} nothing of no lists, for which no compiler is started
   */
  async function compile(wanted) {
    return wanted.length > 0 ? compiler.compile(wanted, dnr ? 'overlay and rules' : 'overlay') : {};
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
 * @param {Compiled | undefined} compiled
 * @param {ConvertedRules | undefined} converted
 * @returns {OwnRulesReport}
 */
function reportOf(compiled, converted) {
  const all = [...(compiled?.remarks ?? []), ...(converted?.remarks ?? [])];
  all.sort((one, other) => one.line - other.line);
  return {
    rules: compiled?.rules ?? 0,
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
  const { lists, madeBy, overlay, report } = /** @type {Partial<Stored>} */ (Object(stored));
  if (!Array.isArray(lists)) return undefined;
  return {
    lists: lists.filter((list) => typeof list?.id === 'string' && typeof list.text === 'string'),
    madeBy: String(madeBy),
    ...(typeof overlay === 'string' && { overlay }),
    report: report ?? emptyReport(),
  };
}
