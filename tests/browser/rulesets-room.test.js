/** Where another blocker has used up the room that all extensions share, the popup says which rules are without effect. */

import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { dist, says } from './bystander.js';
import { openBrowser } from './drivers/index.js';
import { makeTemporaryDirectory } from './drivers/temporary-directory.js';
import { startInternet } from './internet/index.js';
import { writeOtherExtension } from './other-extension.js';

/** Rules of the other blocker: two sets of as many. All extensions together have room for 330,000. */
const EACH = 164_990;
/** More than Chromium guarantees to each, so that the copy of Bystander needs the shared room. */
const MORE = 20_000;
const SENTENCE = 'has no room left for all of them, because other extensions use it up';

for (const greedy of [true, false])
  it(`the popup ${greedy ? 'names the rules that found no room' : 'says nothing of it where there is room'}`, async () => {
    const home = await makeTemporaryDirectory('bystander-room-');
    const internet = await startInternet();
    const other = join(home.path, 'other');
    /** @type {import('./other-extension.js').Rule[]} */
    const rules = Array.from({ length: greedy ? EACH : 1 }, (_, at) => ({
      action: { type: 'block' },
      condition: { urlFilter: `/greedy/${at}/` },
    }));
    await writeOtherExtension(other, [rules, rules]);
    const extension = join(home.path, 'bystander');
    await cp(dist('chromium'), extension, { recursive: true });
    const base = join(extension, 'data/rulesets/base.json');
    const own = JSON.parse(await readFile(base, 'utf8'));
    const added = Array.from({ length: MORE }, (_, at) => ({ ...own[0], id: 20_000_000 + at }));
    await writeFile(base, JSON.stringify([...own, ...added]));
    const browser = await openBrowser('chromium', { internet, extension, others: [other] });
    try {
      const popup = await browser.extensionPage('popup/popup.html');
      await popup.waitForSelector('header[data-state="idle"]');
      if (greedy) await says(popup, `${SENTENCE}\\. Without effect: .+\\.`);
      else assert.ok(!(await popup.evaluate(() => document.body.innerText)).includes(SENTENCE));
    } finally {
      await browser.close();
      await internet.close();
      await home.remove();
    }
  });
