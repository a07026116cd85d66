/**
 * Bystander talks to nobody: on a whole visit the browser asks no host but the page's own and its maker's, and the
 * extension's own pages cannot reach out even if they tried.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browsers, openProtected } from './bystander.js';
import { DEMO_URL } from './demo/site.js';
import { startInternet } from './internet/index.js';

/** Where browsers call home, with or without extensions; the test internet refuses them all. */
const MAKERS = /(^|\.)(mozilla\.(com|org|net)|firefox\.com|google\.com|googleapis\.com|gvt1\.com)$/;

for (const name of browsers) {
  describe(`Bystander in ${name}`, () => {
    /** @type {import('./internet/index.js').Internet} */
    let internet;
    /** @type {import('./drivers/index.js').TestBrowser} */
    let browser;

    before(async () => {
      internet = await startInternet();
      browser = await openProtected(name, { internet });
      await browser.open(DEMO_URL);
      await internet.done(DEMO_URL);
    });
    after(async () => {
      await browser?.close();
      await internet.close();
    });

    it('asks for nothing on its own account', () => {
      const asked = [...internet.log, ...internet.refused].map(({ host }) => host);
      const strangers = asked.filter((host) => !host.endsWith('news.example') && !MAKERS.test(host));
      assert.deepEqual([...new Set(strangers)], []);
    });

    it('cannot reach a server from its own pages', async () => {
      const outcome = await browser.inExtension(() =>
        fetch('https://news.example/from-the-extension').then(
          () => 'answered',
          () => 'refused',
        ),
      );
      assert.equal(outcome, 'refused');
      assert.deepEqual(internet.requestsTo('news.example', '/from-the-extension'), []);
    });
  });
}
