/**
 * Choices that end: on time although the background is dead, and for good. What a dead background must be woken for is
 * told by what it did: the choice is gone from storage, and in Chrome the rule from the session.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { awake, browsers, openProtected, stopped } from './bystander.js';
import { choose, noRulesLeft } from './choosing.js';
import { startInternet } from './internet/index.js';
import { fateFrom, fatesOn, HOMES, NEWS, sites, USUAL } from './policy-page.js';

/** @import { FromPopup } from '../../extension/shared/protocol.js' */
/** @import { Said } from './choosing.js' */

const site = 'news.example';
const QUIET = NEWS.replace('read', 'quiet');
/** Longer than it takes to stop a background, which is asserted. */
const SOON_MS = 8_000;

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
        const until = Date.now() + SOON_MS;
        await choose(browser, page, choice(until), said);
        assert.equal(await fateFrom(internet, page, sees), during, 'the control: during');
        await stopped(browser);
        assert.ok(Date.now() < until, 'it ended before the background was stopped');
        assert.ok(await isKept(), 'it was forgotten before its end');
        await forgotten();
        assert.ok(Date.now() >= until, 'it was forgotten before its end');
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

    /** Whether any choice is stored. */
    function isKept() {
      return browser.inExtension(async () => {
        const { policy } = await chrome.storage.local.get('policy');
        const { levels, exceptions, permissions } = Object(policy);
        return [...levels, ...exceptions, ...permissions].length > 0;
      });
    }

    /** Resolves when no choice is stored, nor in Chrome any rule left of one. */
    async function forgotten() {
      await browser.inExtension(async () => {
        const isForgotten = async () => {
          const { policy } = await chrome.storage.local.get('policy');
          const { levels, exceptions, permissions } = Object(policy);
          return [...levels, ...exceptions, ...permissions].length === 0;
        };
        await new Promise((done) => {
          const look = async () => (await isForgotten()) && done(undefined);
          chrome.storage.local.onChanged.addListener(look);
          look();
        });
      });
      await noRulesLeft(browser);
    }
  });
}
