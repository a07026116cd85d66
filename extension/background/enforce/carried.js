/**
 * Whether Chrome's rules can have carried out a verdict. Chrome reports every extension's block alike
 * (net::ERR_BLOCKED_BY_CLIENT), so a request that our rules cannot stop, or whose ruleset is not enabled, was stopped by
 * somebody else. It also asks for rulesets that are not enabled, and says which stay so: other blockers may have used up
 * the room that all extensions share.
 *
 * What it cannot tell: where an exception had to be widened for Chrome, and another extension blocks what it spares, the
 * block reads as ours. Chrome tells which rule matched to unpacked extensions only, or twenty times in ten minutes.
 *
 * @import { Verdict } from '/core/bystander.js'
 * @import { Remark } from '/core/compiler.js'
 */

import { enumeration, text } from '../../shared/i18n.js';

/** @typedef {(verdict: Verdict) => boolean} Carried */
/** @typedef {Readonly<Record<string, readonly number[]>>} Unconverted lines the core obeys and no rule says, by list */
/**
 * @typedef {{
 *   getEnabledRulesets(): Promise<string[]>,
 *   updateEnabledRulesets(update: { enableRulesetIds: string[] }): Promise<void>,
 * }} StaticRules
 */

/** The rulesets of the catalogue, by the reason they give; a list's bears its id. */
const CATALOGUE = /** @type {const} */ ({ pixel: 'pixels', widget: 'widgets', company: 'strip' });

/**
 * @param {{
 *   dnr: StaticRules,
 *   wanted: readonly string[],
 *   granted: Promise<boolean>,
 *   fetch: (path: string) => Promise<{ json(): Promise<unknown> }>,
 *   ownRemarks: () => readonly Remark[],
 *   onProblem: (error: unknown) => void,
 * }} needs `wanted`: the rulesets that are to be enabled whatever the level; `granted`: whether what the rules cannot
 * say is carried out too (webrequest-chrome.js); `ownRemarks`: on lines of a person's own rules
 */
export function createCarried({ dnr, wanted, granted, fetch, ownRemarks, onProblem }) {
  /** Until it is known nothing is claimed. @type {Carried} */
  let carried = () => false;
  const ready = read();

  return {
    /** Resolves when the rules are known. Never rejects. */
    ready,
    /** @type {Carried} */
    carried: (verdict) => carried(verdict),
  };

  async function read() {
    try {
      const [missing, unconverted, all] = await Promise.all([askForMissing(), readUnconverted(), granted]);
      carried = (verdict) => all || canCarry(verdict, { missing, unconverted, remarks: ownRemarks() });
      onProblem(missing.length > 0 ? await sentence(missing) : undefined);
    } catch (error) {
      onProblem(error);
    }
  }

  /** At every start: whoever used up the room may have left. */
  async function askForMissing() {
    const enabled = await dnr.getEnabledRulesets();
    const missing = [];
    for (const id of wanted.filter((id) => !enabled.includes(id)))
      try {
        await dnr.updateEnabledRulesets({ enableRulesetIds: [id] });
      } catch {
        // Chrome says no more than that it failed.
        missing.push(id);
      }
    return missing;
  }

  async function readUnconverted() {
    const file = await fetch('/data/unconverted.json');
    return /** @type {Unconverted} written by the build */ (await file.json());
  }

  /** @param {readonly string[]} missing */
  async function sentence(missing) {
    const file = await fetch('/data/lists.json');
    const lists = /** @type {{ id: string, name: string }[]} written by the build */ (await file.json());
    const names = missing.map((id) => lists.find((list) => list.id === id)?.name ?? text(`ruleset_${id}`));
    return text('rulesets_missing', enumeration(names));
  }
}

/**
 * @param {Verdict} verdict
 * @param {{ missing: readonly string[], unconverted: Unconverted, remarks: readonly Remark[] }} rules
 */
export function canCarry({ reason }, { missing, unconverted, remarks }) {
  if ('list' in reason) {
    const isLeftOut = remarks.some(({ list, line }) => list === reason.list && line === reason.line);
    return !isLeftOut && !missing.includes(reason.list) && !unconverted[reason.list]?.includes(reason.line);
  }
  return !Object.entries(CATALOGUE).some(([kind, id]) => kind === reason.kind && missing.includes(id));
}
