/**
 * The dashboard's section on data: reads history, asks the background for the rest, and has it do what a person confirmed.
 * Sentences are the model's, markup is the view's.
 *
 * @import { Section } from '../shell.js'
 * @import { DataState, Kind, Part } from './model.js'
 */

import { writeDataFile } from '../../shared/data-file.js';
import { openHistory } from '../../shared/history.js';
import { dayOf } from '../../shared/history-days.js';
import { moment, text } from '../../shared/i18n.js';
import { spaceTaken } from '../../shared/storage-buckets.js';
import { askData } from '../ask-data.js';
import { saveFile } from '../save-file.js';
import { dataModel, deleted, deletionOf, importedWords, keptFrom } from './model.js';
import { dataView } from './view.js';

/**
 * @param {{ changed: () => void }} needs
 * @returns {Section}
 */
export function createDataSection({ changed }) {
  /** @type {DataState} */
  let state = {
    stored: undefined,
    days: [],
    usage: undefined,
    problem: undefined,
    isPrivate: browser.extension.inIncognitoContext,
    wanted: { kind: 'site', site: '', company: '', before: '' },
    asking: undefined,
    said: undefined,
  };

  return {
    id: 'data',
    name: text('data_title'),
    open: () => void read(),
    close: () => update({ asking: undefined, said: undefined }),
    draw: () =>
      dataView(dataModel(state, Date.now()), state.wanted.kind, {
        keep(days) {
          const isFewer = state.stored && days < state.stored.keep && state.days.length > 0;
          update({ asking: { part: 'keep', days }, said: undefined });
          if (!isFewer) void carryOut();
        },
        kind: (kind) => update({ wanted: { ...state.wanted, kind }, asking: undefined }),
        named: (value) => name(state.wanted.kind, value),
        ask() {
          const what = deletionOf(state.wanted, Date.now());
          if (what) update({ asking: { part: 'delete', what }, said: undefined });
          else say('delete', text('data_delete_nothing_named'));
        },
        exportFile: () => void attempt('export', exportFile),
        chooseFile: (file) => void attempt('import', () => chooseFile(file)),
        yes: () => void carryOut(),
        no: () => update({ asking: undefined }),
      }),
  };

  /** @param {Partial<DataState>} part */
  function update(part) {
    state = { ...state, ...part };
    changed();
  }

  /**
   * @param {Part} part
   * @param {string} words
   */
  function say(part, words) {
    update({ said: { part, words }, asking: undefined });
  }

  /**
   * @param {Kind} kind
   * @param {string} value
   */
  function name(kind, value) {
    update({ wanted: { ...state.wanted, [kind]: value }, asking: undefined });
  }

  async function read() {
    try {
      // First: what is not written yet is written then.
      const stored = await askData({ kind: 'get-stored' });
      const days = await (await openHistory()).days();
      update({ stored, days, usage: await spaceTaken(), problem: undefined });
    } catch (error) {
      update({ problem: sentenceOf(error) });
    }
  }

  /** Does what the question was about. */
  async function carryOut() {
    const { asking } = state;
    if (!asking) return;
    update({ asking: undefined });
    await attempt(asking.part, async () => {
      if (asking.part === 'keep') {
        await askData({ kind: 'keep-history', days: asking.days });
        return keptFrom(asking.days);
      }
      if (asking.part === 'delete') {
        const { days } = await askData({ kind: 'delete-history', what: asking.what });
        return deleted(asking.what, days, Date.now());
      }
      return importedWords(await askData({ kind: 'import', file: asking.file }));
    });
    await read();
  }

  async function exportFile() {
    const settings = await askData({ kind: 'get-settings' });
    const days = state.isPrivate ? [] : await (await openHistory()).days();
    const name = `bystander-${dayOf(Date.now())}.json`;
    saveFile(name, 'application/json', writeDataFile(settings, days, Date.now()));
    return text('data_exported', name);
  }

  /** @param {File} chosen */
  async function chooseFile(chosen) {
    const file = parsed(await chosen.text());
    const { exported } = /** @type {Record<string, unknown>} */ (Object(file));
    const time = Date.parse(String(exported));
    if (Number.isNaN(time)) throw new Error(text('data_import_other_file'));
    update({ asking: { part: 'import', name: chosen.name, exported: moment(time, Date.now()), file } });
    return '';
  }

  /**
   * @param {Part} part
   * @param {() => Promise<string>} run gives what was done, in words
   */
  async function attempt(part, run) {
    try {
      const words = await run();
      update({ said: { part, words } });
    } catch (error) {
      say(part, text('data_failed', sentenceOf(error)));
    }
  }
}

/** @param {string} json */
function parsed(json) {
  try {
    return /** @type {unknown} */ (JSON.parse(json));
  } catch {
    throw new Error(text('data_import_not_json'));
  }
}

/** @param {unknown} error */
function sentenceOf(error) {
  return error instanceof Error ? error.message : String(error);
}
