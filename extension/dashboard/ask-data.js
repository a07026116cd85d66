/**
 * Asks the background about data (shared/history-protocol.js), for the sections that show it.
 *
 * @import { DataAnswers, FromData } from '../shared/history-protocol.js'
 */

import { text } from '../shared/i18n.js';

/**
 * @template {FromData} Message
 * @param {Message} message
 * @returns {Promise<DataAnswers[Message['kind']]>} rejects with the background's words
 */
export async function askData(message) {
  const answer = await browser.runtime.sendMessage(message);
  if (answer === undefined) throw new Error(text('data_no_answer'));
  if ('error' in answer) throw new Error(answer.error);
  return answer;
}
