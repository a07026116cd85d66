/** Chromium loads the static rulesets without a word against them, and with room to spare. */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openProtected } from './bystander.js';
import { startInternet } from './internet/index.js';

/** What Chromium guarantees to every extension, whatever others use. */
const MARGIN = 30_000;

it('Chromium loads the static rulesets without a warning', async (context) => {
  const internet = await startInternet();
  const browser = await openProtected('chromium', { internet });
  try {
    const id = await browser.inExtension(() => globalThis.browser.runtime.id);
    const settings = await browser.open('chrome://extensions/');
    const errors = await settings.evaluate(async (extensionId) => {
      const { developerPrivate } =
        /** @type {{ developerPrivate: { updateProfileConfiguration(update: object): Promise<void>, getExtensionInfo(id: string): Promise<Record<'manifestErrors' | 'runtimeErrors', { message: string }[]>> } }} */ (
          /** @type {unknown} */ (chrome)
        );
      await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
      const { manifestErrors, runtimeErrors } = await developerPrivate.getExtensionInfo(extensionId);
      return [...manifestErrors, ...runtimeErrors].map(({ message }) => message);
    }, id);
    assert.deepEqual(errors, ["'webRequestBlocking' requires manifest version of 2 or lower."]);
    const left = await browser.inExtension(() =>
      globalThis.browser.declarativeNetRequest.getAvailableStaticRuleCount(),
    );
    context.diagnostic(`${left} more static rules would fit`);
    assert.ok(left >= MARGIN, `only ${left} more static rules would fit`);
  } finally {
    await browser.close();
    await internet.close();
  }
});
