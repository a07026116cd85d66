/**
 * The background's end of the conversation with the dashboard's section on data: it counts and hands out what a person
 * chose, takes in what they exported, and has history kept and deleted. It owns the transport, not what is said
 * (shared/history-protocol.js).
 *
 * @import { Settings } from '../shared/data-file.js'
 * @import { DataAnswers, FromData, Imported, Stored } from '../shared/history-protocol.js'
 * @import { Keep } from './history-keep.js'
 * @import { HistoryRecorder } from './history-recorder.js'
 * @import { OwnLists } from './own-lists.js'
 * @import { PolicyStore } from './policy.js'
 */

import { readFromData } from '../shared/history-protocol.js';
import { isFromPage } from '../shared/protocol.js';
import { ownRulesOf } from './own-rules-port.js';

const PAGE = '/dashboard/dashboard.html';

/** @typedef {{ id?: string | undefined, url?: string | undefined }} Sender */
/**
 * @typedef {{
 *   id: string, getURL: (path: string) => string,
 *   onMessage: { addListener(listener: (message: unknown, sender: Sender, answer: (answer: unknown) => void) => boolean): void },
 * }} Runtime
 */

/**
 * @param {{
 *   runtime: Runtime, ready: Promise<unknown>, keep: Pick<Keep, 'current'>,
 *   recorder: Pick<HistoryRecorder, 'keep' | 'delete' | 'settled'>,
 *   policy: Pick<PolicyStore, 'live' | 'current'>, ownLists: Pick<OwnLists, 'current'>,
 *   importFile: (file: unknown) => Promise<Imported>,
 * }} needs `ready` resolves when everything is read
 */
export function answerData({ runtime, ready, keep, recorder, policy, ownLists, importFile }) {
  runtime.onMessage.addListener((received, sender, answer) => {
    const message = isFromPage(sender, runtime, PAGE) ? readFromData(received) : undefined;
    if (!message) return false;
    void respond(message).then(answer);
    // The answer comes later.
    return true;
  });

  /**
   * @param {FromData} message
   * @returns {Promise<DataAnswers[FromData['kind']] | { error: string }>} never rejects
   */
  async function respond(message) {
    try {
      await ready;
      switch (message.kind) {
        case 'get-stored':
          await recorder.settled();
          return stored();
        case 'get-settings':
          await recorder.settled();
          return settings();
        case 'keep-history':
          await recorder.keep(message.days);
          return stored();
        case 'delete-history':
          return { days: await recorder.delete(message.what) };
        case 'import':
          return await importFile(message.file);
        default: {
          /** @type {never} */
          const unknown = message;
          return unknown;
        }
      }
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }

  /** @returns {Stored} */
  function stored() {
    const { exceptions, levels, permissions } = policy.live().normal;
    return {
      keep: keep.current(),
      exceptions: exceptions.length,
      levels: levels.length,
      permissions: permissions.length,
      ownRules: ownLists.current().report.rules,
    };
  }

  /** @returns {Settings} */
  function settings() {
    const { exceptions, levels, permissions } = policy.live().normal;
    const { level } = policy.current(false);
    return {
      choices: { level, exceptions, levels, permissions },
      ownRules: ownRulesOf(ownLists.current().lists),
    };
  }
}
