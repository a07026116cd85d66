/**
 * Takes in what a person exported, here or on another computer: all of it or nothing. How it is put beside what there is
 * already, the dashboard says in words (`data_import_about`).
 *
 * @import { Imported } from '../shared/history-protocol.js'
 * @import { HistoryDay } from '../shared/history.js'
 * @import { HistoryRecorder } from './history-recorder.js'
 * @import { OwnLists } from './own-lists.js'
 * @import { Chosen, PolicyStore } from './policy.js'
 */

import { FORMAT, readHistory, VERSION } from '../shared/data-file.js';
import { text } from '../shared/i18n.js';
import { CHOSEN_LEVELS } from '../shared/protocol.js';
import { ownListOf, ownRulesOf } from './own-rules-port.js';
import { withAll, withoutEnded } from './policy-changes.js';
import { readChoices } from './policy-storage.js';

/** As much as a person could read, and more than the lists of others have. */
const MAX_RULES_LENGTH = 5_000_000;

/**
 * @param {{
 *   policy: Pick<PolicyStore, 'revise'>, ownLists: Pick<OwnLists, 'current' | 'set'>,
 *   recorder: Pick<HistoryRecorder, 'merge'>, now: () => number,
 * }} needs
 */
export function createDataImport({ policy, ownLists, recorder, now }) {
  /**
   * @param {unknown} file what its JSON says
   * @returns {Promise<Imported>} rejects in words for a person, and then nothing was changed
   */
  return async (file) => {
    const { chosen, ownRules, days } = readFile(file);
    const live = { ...chosen, ...withoutEnded(chosen, now()) };
    const rules = ownRulesOf(ownLists.current().lists);
    const newRules = linesMissingIn(rules, ownRules);
    const undo = [];
    try {
      if (newRules.length > 0) {
        // First: the browser may refuse them.
        await ownLists.set(ownListOf([...linesOf(rules), ...newRules].join('\n')));
        undo.push(() => ownLists.set(ownListOf(rules)));
      }
      /** @type {Chosen | undefined} */
      let before;
      await policy.revise((known) => {
        before = known;
        return { ...withAll(live)(known), level: live.level };
      });
      undo.push(() => policy.revise((known) => before ?? known));
      await recorder.merge(days);
    } catch (error) {
      for (const step of undo.reverse()) await step();
      throw error;
    }
    return {
      choices: countOf(live),
      ended: countOf(chosen) - countOf(live),
      rules: newRules.length,
      days: days.length,
    };
  };
}

/**
 * @param {unknown} file
 * @returns {{ chosen: Chosen, ownRules: string, days: HistoryDay[] }}
 */
function readFile(file) {
  const { format, version, choices, ownRules, history } = /** @type {Record<string, unknown>} */ (
    Object(file)
  );
  if (format !== FORMAT) throw new Error(text('data_import_other_file'));
  if (version !== VERSION) throw new Error(text('data_import_other_version'));
  const chosen = readWhole(choices);
  if (!chosen) throw new Error(text('data_import_bad_choices'));
  if (typeof ownRules !== 'string' || ownRules.length > MAX_RULES_LENGTH)
    throw new Error(text('data_import_bad_rules'));
  const days = readHistory(history);
  if (!days) throw new Error(text('data_import_bad_history'));
  return { chosen, ownRules, days };
}

/**
 * Storage is read with care and what is damaged left out; of a file nothing is.
 * @param {unknown} value
 * @returns {Chosen | undefined}
 */
function readWhole(value) {
  const given = /** @type {Record<string, unknown>} */ (Object(value));
  const level = CHOSEN_LEVELS.find((known) => known === given.level);
  const choices = readChoices(given);
  const isWhole = /** @type {const} */ (['exceptions', 'levels', 'permissions']).every((kind) => {
    const list = given[kind];
    return Array.isArray(list) && list.length === choices[kind].length;
  });
  return level && isWhole ? { level, ...choices } : undefined;
}

/** @param {Chosen} chosen */
function countOf({ exceptions, levels, permissions }) {
  return exceptions.length + levels.length + permissions.length;
}

/**
 * @param {string} known
 * @param {string} added
 */
function linesMissingIn(known, added) {
  const lines = new Set(linesOf(known).map((line) => line.trim()));
  return linesOf(added).filter((line) => line.trim() !== '' && !lines.has(line.trim()));
}

/** @param {string} rules */
function linesOf(rules) {
  return rules === '' ? [] : rules.replace(/\r?\n$/, '').split(/\r?\n/);
}
