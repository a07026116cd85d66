/** What axe-core finds wrong with a page of the extension. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** @type {Promise<string> | undefined} */
let source;

/**
 * @param {import('puppeteer-core').Page} page
 * @returns {Promise<string[]>} each with the rule and the elements
 */
export async function violationsIn(page) {
  source ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(await source);
  return page.evaluate(async () => {
    const { axe } = /** @type {{ axe: import('axe-core') }} */ (/** @type {unknown} */ (globalThis));
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}
