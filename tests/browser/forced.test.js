/**
 * Where an administrator forces Bystander on a Chromium, what Chrome's rules cannot say is stopped too. The control is the
 * same copy unpacked: there it gets through, and the popup says so.
 */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as by from './asking.js';
import { openProtected } from './bystander.js';
import { makeTemporaryDirectory } from './drivers/temporary-directory.js';
import { pixel, startInternet } from './internet/index.js';
import { lists } from './ledger-rows.js';
import { writeWithUnsaidRules } from './other-extension.js';

const PAGE = 'https://page.example/';

describe('what the core alone can stop', () => {
  /** @type {import('./drivers/temporary-directory.js').TemporaryDirectory} */
  let home;
  /** @type {string} */
  let extension;
  /** @type {string} */
  let unsaid;

  before(async () => {
    home = await makeTemporaryDirectory('bystander-forced-');
    extension = join(home.path, 'bystander');
    unsaid = await writeWithUnsaidRules(extension);
  });
  after(() => home.remove());

  for (const forced of [true, false])
    it(
      forced ? 'never leaves a Chromium that grants it, awake or asleep' : 'control: gets through unpacked',
      async () => {
        const internet = await startInternet({
          sites: {
            'page.example': { '/': by.askingPage([by.image(`https://${unsaid}/1.gif`)]) },
            [unsaid]: { '/*': pixel() },
          },
        });
        const browser = await openProtected('chromium', { internet, extension, forced });
        try {
          const page = await browser.open(PAGE);
          await internet.done(PAGE);
          assert.equal(internet.requestsTo(unsaid).length, forced ? 0 : 1);
          await lists(browser, page, [`${unsaid}: 1 ${forced ? 'blocked' : 'got through'}`]);
          await browser.stopBackground();
          internet.forget();
          await page.reload();
          await internet.done(PAGE);
          assert.equal(internet.requestsTo(unsaid).length, forced ? 0 : 1);
        } finally {
          await browser.close();
          await internet.close();
        }
      },
    );
});
