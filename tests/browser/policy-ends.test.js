/**
 * Choices that end: on time although the background is dead, and for good. What a dead background must be woken for is
 * told by what it did: the choice is gone from storage, and in Chrome the rule from the session.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { awake, browsers, openProtected } from './bystander.js';
import { choose, noRulesLeft } from './choosing.js';
import { startInternet } from './internet/index.js';
import { fateFrom, fatesOn, HOMES, NEWS, sites, USUAL } from './policy-page.js';
import { endsWhileStopped } from './stored-ends.js';

/** @import { FromPopup } from '../../extension/shared/protocol.js' */
/** @import { Said } from './choosing.js' */

const site = 'news.example';
const QUIET = NEWS.replace('read', 'quiet');
const HOUR_MS = 3_600_000;

/** @type {{ what: string, choice: (until: number) => FromPopup, said: Said, sees: 'company' | 'other', during: string, after: string }[]} */
const choices = [
  {
    what: 'a permission',
    choice: (until) => ({ kind: 'permit', site, grantee: { company: 'Meta' }, identity: 'with', until }),
    said: { permissions: 1 },
    sees: 'company',
    during: 'known',
    after: 'stripped',
  },
  {
    what: 'an exception',
    choice: (until) => ({ kind: 'except', site, until }),
    said: { exception: 'normal' },
    sees: 'company',
    during: 'known',
    after: 'stripped',
  },
  {
    what: 'a level',
    choice: (until) => ({ kind: 'site-level', site, level: 'strict', until }),
    said: { siteLevel: 'strict' },
    sees: 'other',
    during: 'stripped',
    after: 'known',
  },
];

for (const name of browsers) {
  describe(`choices for a time in ${name}`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;
    /** @type {import('puppeteer-core').Page} */
    let page;

    before(async () => {
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet });
      for (const home of HOMES) page = await browser.open(home);
      await page.goto(QUIET);
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    for (const { what, choice, said, sees, during, after } of choices) {
      it(`${what} ends while the background is dead, on the page that is loaded`, async () => {
        assert.equal(await fateFrom(internet, page, sees), after, 'the control: before');
        const until = Date.now() + HOUR_MS;
        await choose(browser, page, choice(until), said);
        assert.equal(await fateFrom(internet, page, sees), during, 'the control: during');
        await endsWhileStopped(browser, site, until);
        await noRulesLeft(browser);
        assert.equal(await fateFrom(internet, page, sees), after);
      });
    }

    it('that ended while nobody looked never come back', async () => {
      const until = Date.now() - 1;
      const ended = { site, until };
      await browser.stopBackground();
      await browser.inExtension((policy) => chrome.storage.local.set({ policy }), {
        version: 1,
        level: 'standard',
        levels: [{ ...ended, level: 'strict' }],
        exceptions: [ended],
        permissions: [{ ...ended, grantee: { company: 'Meta' }, identity: 'with' }],
      });
      await awake(browser);
      await page.bringToFront();
      assert.deepEqual(await fatesOn(internet, page, NEWS, USUAL), USUAL);
      await noRulesLeft(browser);
    });
  });
}
