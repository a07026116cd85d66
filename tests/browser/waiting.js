/**
 * Waiting for a fact that nothing tells of, so that it must be asked for again and again. A fact that does not come is a
 * failure that says so, never a test run that stands still.
 */

/** When a fact that does not come is given up: machines that tests run on stand still for seconds at times. */
export const PATIENCE_MS = 45_000;

/**
 * Resolves with the first answer that holds.
 * @template Answer
 * @param {string} what is waited for, as the end of "It never came to this: …"
 * @param {() => Promise<Answer>} ask
 * @param {(answer: Answer) => boolean} [holds]
 * @returns {Promise<Answer>}
 */
export async function until(what, ask, holds = Boolean) {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (performance.now() > end)
      throw new Error(`It never came to this: ${what}. The last answer was ${JSON.stringify(answer)}.`);
  }
}
