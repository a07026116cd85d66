/**
 * The background's end of the conversation with the page of a person's own rules: it answers what is asked, and takes new
 * rules. It owns the transport, not what is said (shared/protocol.js).
 *
 * @import { FromOwnRules, OwnRulesAnswer, OwnRulesReport } from '../shared/protocol.js'
 * @import { OwnList } from '/core/compiler.js'
 */

import { isFromPage, readFromOwnRules } from '../shared/protocol.js';

const PAGE = '/rules/rules.html';
/** The name under which verdicts cite what a person wrote. */
export const OWN_LIST = 'own';

/** @typedef {{ id?: string | undefined, url?: string | undefined }} Sender */
/**
 * @typedef {{
 *   id: string, getURL: (path: string) => string,
 *   onMessage: { addListener(listener: (message: unknown, sender: Sender, answer: (answer: OwnRulesAnswer) => void) => boolean): void },
 * }} Runtime
 */

/**
 * @param {{
 *   runtime: Runtime,
 *   ownLists: {
 *     ready: Promise<unknown>,
 *     current: () => { lists: OwnList[], report: OwnRulesReport },
 *     set: (lists: OwnList[]) => Promise<OwnRulesReport>,
 *   },
 * }} needs
 */
export function answerOwnRules({ runtime, ownLists }) {
  runtime.onMessage.addListener((received, sender, answer) => {
    const message = isFromPage(sender, runtime, PAGE) ? readFromOwnRules(received) : undefined;
    if (!message) return false;
    void respond(message).then(answer);
    // The answer comes later.
    return true;
  });

  /**
   * @param {FromOwnRules} message
   * @returns {Promise<OwnRulesAnswer>} never rejects
   */
  async function respond(message) {
    try {
      await ownLists.ready;
      if (message.kind === 'set-own-rules') {
        await ownLists.set(ownListOf(message.text));
      }
      const { lists, report } = ownLists.current();
      return { text: ownRulesOf(lists), report };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }
}

/**
 * What a person wrote.
 * @param {readonly OwnList[]} lists
 */
export function ownRulesOf(lists) {
  return lists.find(({ id }) => id === OWN_LIST)?.text ?? '';
}

/**
 * @param {string} text what a person wrote
 * @returns {OwnList[]}
 */
export function ownListOf(text) {
  return text.trim() === '' ? [] : [{ id: OWN_LIST, text }];
}
