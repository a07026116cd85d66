/**
 * Firefox's own scope, where its user interface runs: for what WebDriver BiDi has no command for. Firefox lends it to
 * a driver when started with `--remote-allow-system-access`.
 */

/** @typedef {import('puppeteer-core').Browser} Browser */

/**
 * @typedef {object} Privileged
 * @property {(expression: string) => Promise<unknown>} evaluate runs an expression in the first window; a promise is
 *   awaited, and the value must be a primitive
 */

/**
 * @param {Browser} browser
 * @returns {Promise<Privileged>}
 */
export async function privilegedScope(browser) {
  const { contexts } = await sendBidi(browser, 'browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [window] = /** @type {{context: string}[]} */ (contexts);
  if (!window) throw new Error('Firefox has no window.');
  return {
    async evaluate(expression) {
      const answer = await sendBidi(browser, 'script.evaluate', {
        expression,
        target: { context: window.context },
        awaitPromise: true,
      });
      if (answer.type === 'exception') {
        const { text } = /** @type {{text: string}} */ (answer.exceptionDetails);
        throw new Error(`${text} (in Firefox's own scope, running ${expression.slice(0, 80)}…)`);
      }
      return /** @type {{value?: unknown}} */ (answer.result).value;
    },
  };
}

/**
 * Sends a command that puppeteer has no method for.
 * @param {Browser} browser
 * @param {string} method
 * @param {object} parameters
 * @returns {Promise<Record<string, unknown>>}
 */
export async function sendBidi(browser, method, parameters) {
  const { connection } =
    /** @type {{connection: {send: (method: string, parameters: object) => Promise<{result: Record<string, unknown>}>}}} */ (
      /** @type {unknown} */ (browser)
    );
  return (await connection.send(method, parameters)).result;
}
