/**
 * What the popup says when the core did not start, in both browsers: that it did not, why, and what that means there. A copy
 * of the extension with a damaged engine is used.
 */

import assert from 'node:assert/strict';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { violationsIn } from './accessible.js';
import { browsers, dist, says } from './bystander.js';
import { DEMO_URL } from './demo/site.js';
import { openBrowser } from './drivers/index.js';
import { makeTemporaryDirectory } from './drivers/temporary-directory.js';
import { startInternet } from './internet/index.js';

const PHOTOGRAPHS = new URL('../../target/looks/', import.meta.url).pathname;
/** Firefox asks Bystander about each request, Chrome goes by its rules. */
const MEANS = { firefox: /Nothing is being stopped at the moment/, chromium: /goes on blocking/ };

for (const name of browsers)
  it(`the popup in ${name} says that Bystander could not start, and why`, async () => {
    await mkdir(PHOTOGRAPHS, { recursive: true });
    const home = await makeTemporaryDirectory('bystander-failed-');
    const extension = join(home.path, 'extension');
    await cp(dist(name), extension, { recursive: true });
    const engine = join(extension, 'data/engine.bin');
    await writeFile(engine, (await readFile(engine)).subarray(0, 1000));
    const internet = await startInternet();
    const browser = await openBrowser(name, { internet, extension });
    try {
      const page = await browser.open(DEMO_URL);
      await internet.done(DEMO_URL);
      const popup = await browser.extensionPage(`popup/popup.html?tabId=${await browser.tabId(page)}`);
      await says(popup, '^Bystander could not start');
      const words = await popup.evaluate(() => document.body.innerText);
      assert.match(words, MEANS[name]);
      await popup.setViewport({ width: 360, height: 600 });
      await browser.screenshot(popup, `${PHOTOGRAPHS}${name}-popup-failed.png`);
      assert.deepEqual(await violationsIn(popup), []);
    } finally {
      await browser.close();
      await internet.close();
      await home.remove();
    }
  });
