/**
 * What the page of a person's own rules shows, in sentences. It knows no markup and no browser.
 *
 * @import { Remark } from '/core/compiler.js'
 * @import { OwnRulesReport } from '../shared/protocol.js'
 */

import { plural, text } from '../shared/i18n.js';

/** @typedef {{ line: string, written: string, sentence: string }} RemarkRow */
/** @typedef {{ text: string, status: string, trouble: string | undefined, remarks: RemarkRow[], more: string | undefined }} Model */

/**
 * @param {{
 *   written: string, report: OwnRulesReport | undefined, error: string | undefined, state: 'reading' | 'saving' | 'edited' | 'saved',
 * }} shown `written` is what the report is about
 * @returns {Model}
 */
export function model({ written, report, error, state }) {
  const lines = written.split('\n');
  return {
    text: written,
    status: statusOf(state, report),
    trouble: error === undefined ? undefined : text('rules_failed', error),
    remarks: (report?.remarks ?? []).map((remark) => ({
      line: text('rules_line', remark.line),
      written: lines[remark.line - 1]?.trim() ?? '',
      sentence: sentence(remark),
    })),
    more: report?.moreRemarks ? plural('rules_more', report.moreRemarks) : undefined,
  };
}

/**
 * @param {'reading' | 'saving' | 'edited' | 'saved'} state
 * @param {OwnRulesReport | undefined} report
 */
function statusOf(state, report) {
  switch (state) {
    case 'reading':
      return text('rules_reading');
    case 'saving':
      return text('rules_saving');
    case 'edited':
      return text('rules_edited');
    case 'saved':
      return plural('rules_in_force', report?.rules ?? 0);
    default: {
      /** @type {never} */
      const unknown = state;
      return unknown;
    }
  }
}

/** @param {Remark} remark */
function sentence({ by, reason }) {
  switch (by) {
    case 'everything':
      return text('rules_by_everything', reason);
    case 'rulesets':
      return text('rules_by_rulesets', reason);
    case 'room':
      return text('rules_by_room', reason);
    default: {
      /** @type {never} */
      const unknown = by;
      return unknown;
    }
  }
}
