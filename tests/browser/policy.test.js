/**
 * What a person chooses for a site, as the servers see it: permissions with and without identity, a site's own level, and
 * that none of it reaches another site. On pages that are loaded already, in frames within, and in service workers too.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browsers, openProtected } from './bystander.js';
import { personOver } from './choosing.js';
import { openBrowser } from './drivers/index.js';
import { startInternet } from './internet/index.js';
import { fateFrom, fatesOn, HOMES, NEWS, SHOP, sites, USUAL } from './policy-page.js';

/** @import { FromPopup } from '../../extension/shared/protocol.js' */
/** @import { Said } from './choosing.js' */
/** @import { Fates } from './policy-page.js' */

const site = 'news.example';
const company = { company: 'Meta' };
const widget = { network: 'facebook', name: 'Like button' };

const STALE = 'Reload the page to see the change';
const NOT_STALE = '^(?![^]*Reload the page)';

/** @type {Fates} */
const EVERYTHING = {
  like: 'known',
  company: 'known',
  pixel: 'known',
  nested: 'known',
  worker: 'known',
  other: 'known',
};
/** @type {Fates} */
const WITH = { ...EVERYTHING, pixel: 'never' };
/** @type {Fates} */
const WITHOUT = { ...USUAL, like: 'stripped' };

/**
 * What is chosen, what becomes of the page's requests, and how it is taken back.
 * @type {{ what: string, choice: FromPopup, said: Said, fates: Fates, back: FromPopup, unsaid: Said }[]}
 */
const choices = [
  ...[company, widget].flatMap((grantee) =>
    /** @type {const} */ (['with', 'without']).map((identity) => ({
      what: `${'company' in grantee ? 'a company' : 'a widget'} permitted ${identity} identity`,
      choice: /** @type {const} */ ({ kind: 'permit', site, grantee, identity }),
      said: { permissions: 1 },
      fates: identity === 'without' ? WITHOUT : 'company' in grantee ? EVERYTHING : WITH,
      back: /** @type {const} */ ({ kind: 'revoke', site, grantee }),
      unsaid: { permissions: 0 },
    })),
  ),
  {
    what: 'the site set to strict',
    choice: { kind: 'site-level', site, level: 'strict' },
    said: { siteLevel: 'strict' },
    fates: { ...USUAL, other: 'stripped' },
    back: { kind: 'site-level', site, level: null },
    unsaid: { siteLevel: null },
  },
  {
    what: 'the site set to gentle',
    choice: { kind: 'site-level', site, level: 'gentle' },
    said: { siteLevel: 'gentle' },
    fates: { ...USUAL, like: 'stripped' },
    back: { kind: 'site-level', site, level: null },
    unsaid: { siteLevel: null },
  },
  {
    what: 'the site excepted',
    choice: { kind: 'except', site },
    said: { exception: 'normal' },
    fates: EVERYTHING,
    back: { kind: 'unexcept', site },
    unsaid: { exception: 'none' },
  },
];

for (const name of browsers) {
  describe(`choices for one site in ${name}`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;
    /** @type {import('puppeteer-core').Page} */
    let page;
    /** @type {Awaited<ReturnType<typeof personOver>>} */
    let person;

    before(async () => {
      internet = await startInternet({ sites });
      browser = await openProtected(name, { internet });
      for (const home of HOMES) page = await browser.open(home);
      await page.goto(NEWS.replace('read', 'quiet'));
      person = await personOver(browser, page);
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('are none at first: the control', async () => {
      assert.deepEqual(await fatesOn(internet, page, NEWS, USUAL), USUAL);
      assert.equal(await fateFrom(internet, page, 'company'), 'stripped');
      assert.equal(await fateFrom(internet, page, 'other'), 'known');
    });

    for (const { what, choice, said, fates, back, unsaid } of choices) {
      it(`${what}: holds at once on the page that is loaded, on it anew, on no other, and until taken back`, async () => {
        await person.choose(choice, said);
        assert.equal(await fateFrom(internet, page, 'company'), fates.company, 'the page as it was loaded');
        assert.equal(await fateFrom(internet, page, 'other'), fates.other, 'the page as it was loaded');
        assert.deepEqual(await fatesOn(internet, page, NEWS, fates), fates, 'the page loaded anew');
        const elsewhere = await browser.open(SHOP.replace('read', 'quiet'));
        assert.deepEqual(await fatesOn(internet, elsewhere, SHOP, USUAL), USUAL, 'another site');
        await elsewhere.close();
        await page.bringToFront();
        await person.choose(back, unsaid);
        assert.equal(await fateFrom(internet, page, 'company'), 'stripped', 'taken back');
        assert.deepEqual(await fatesOn(internet, page, NEWS, USUAL), USUAL, 'taken back, loaded anew');
      });
    }

    it('set to standard or strict where all are gentle, hold widgets back there and nowhere else', async () => {
      await person.choose({ kind: 'level', level: 'gentle' }, { level: 'gentle' });
      const gentle = /** @type {Fates} */ ({ ...USUAL, like: 'stripped' });
      assert.deepEqual(await fatesOn(internet, page, NEWS, gentle), gentle, 'the control');
      for (const [level, fates] of /** @type {const} */ ([
        ['standard', USUAL],
        ['strict', { ...USUAL, other: 'stripped' }],
      ])) {
        await person.choose({ kind: 'site-level', site, level }, { siteLevel: level });
        assert.deepEqual(await fatesOn(internet, page, SHOP, gentle), gentle, 'another site');
        assert.deepEqual(await fatesOn(internet, page, NEWS, fates), fates, level);
      }
      await person.choose({ kind: 'site-level', site, level: null }, { siteLevel: null });
      await person.choose({ kind: 'level', level: 'standard' }, { level: 'standard' });
    });

    it('that changed after the page was loaded have the popup say so', async () => {
      await page.goto(NEWS.replace('read', 'quiet'));
      await person.choose(
        { kind: 'permit', site, grantee: company, identity: 'without' },
        { permissions: 1 },
      );
      await person.reads(STALE);
      await person.choose({ kind: 'revoke', site, grantee: company }, { permissions: 0 });
      await person.reads(NOT_STALE);
      await person.choose({ kind: 'site-level', site, level: 'strict' }, { siteLevel: 'strict' });
      await person.reads(STALE);
      await person.choose({ kind: 'site-level', site, level: null }, { siteLevel: null });
      await person.reads(NOT_STALE);
    });
  });

  describe(`${name}, unprotected, shows the person to everybody`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;

    before(async () => {
      internet = await startInternet({ sites });
      browser = await openBrowser(name, { internet });
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('on every page', async () => {
      for (const home of HOMES) await browser.open(home);
      const page = await browser.open(NEWS.replace('read', 'quiet'));
      assert.deepEqual(await fatesOn(internet, page, NEWS, EVERYTHING), EVERYTHING);
    });
  });
}
