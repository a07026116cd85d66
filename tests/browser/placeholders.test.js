/**
 * Placeholders in the place of every widget, by the official embed codes: each is there and the network knows nothing;
 * on a person's word the widget loads, without saying who they are, in the order of the page; permitted with identity it
 * loads as it does for everybody; and another site still has the placeholder.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { browsers, dist, openProtected } from './bystander.js';
import { personOver } from './choosing.js';
import { pages, pageWith, sites } from './embeds/index.js';
import { MEMBER, madeIn, memberAt, NOBODY, sentenceOf, withoutFragment } from './embeds/made.js';
import { startInternet } from './internet/index.js';
import { chooseIn, placeholdersOn } from './placeholder.js';

/** @import { Embed } from './embeds/row.js' */
/** @import { Made } from './embeds/made.js' */
/** @import { Entry } from './internet/index.js' */
/** @import { Seen } from './placeholder.js' */
/** @typedef {{ id: string, name: string, company: string, kind: string, widgets: { id: string, name: string, kind: string, placeholder: boolean }[] }} Network */
/** @typedef {{ seen: Seen[], before: Entry[], without: Entry[], madeWithout: Made[], with: Entry[], madeWith: Made[] }} Outcome */

/** @type {{ networks: Network[] }} */
const { networks } = JSON.parse(readFileSync(`${dist('firefox')}/data/catalogue.json`, 'utf8'));

/** What has no place in the page before its script has run: nothing can stand there. */
const PLACELESS = ['snapchat login', 'yandex login'];
/** What a script makes only where the page's code runs once more, which threw when there was no script. */
const UNHEARD = ['vk share', 'yandex login', 'snapchat login', 'sharethis older'];

/** Every page of codes on a site of its own, so that what is permitted on one is not on the next. */
const visits = pages.map(({ shows }, at) => ({
  shows,
  url: `https://embeds-${at + 1}.example/`,
  other: `https://permits-${at + 1}.example/`,
}));

/** @type {import('./internet/index.js').Internet} */
let internet;
before(async () => {
  internet = await startInternet({ sites });
  for (const { url, other, shows } of visits)
    for (const address of [url, other]) internet.serve(new URL(address).hostname, { '/': pageWith(shows) });
});
after(() => internet.close());

for (const name of browsers) {
  describe(`in ${name}`, () => {
    /** @type {Map<Embed, { outcome: Outcome, at: number, url: string }>} */
    const outcomes = new Map();

    before(async () => {
      const browser = await openProtected(name, { internet });
      try {
        const page = await browser.open('about:blank');
        await page.browserContext().setCookie(...Object.keys(sites).map(memberAt));
        for (const visit of visits) {
          const outcome = await goThrough(browser, page, visit);
          for (const [at, embed] of visit.shows.entries())
            outcomes.set(embed, { outcome, at, url: visit.url });
        }
      } finally {
        await browser.close();
      }
    });

    for (const embed of pages.flatMap(({ shows }) => shows)) {
      const { widget } = known(embed);
      const hasPlace = widget.placeholder && !PLACELESS.includes(`${embed.network} ${embed.widget}`);

      describe(sentenceOf(embed), () => {
        it(hasPlace ? 'has a placeholder' : 'has none, having no place', () => {
          const { outcome, url } = outcomeOf(embed);
          const labels = outcome.seen.map(({ label }) => label);
          const wanted = labelOf(embed);
          const message = `${url}: expected ${wanted}, got ${labels.join(' | ')}`;
          assert.equal(
            labels.some((label) => label.startsWith(wanted)),
            hasPlace,
            message,
          );
        });

        it('is asked for by nobody before the person says so, nor is anything of a network', () => {
          const { outcome, url } = outcomeOf(embed);
          // Chromium asks one of these hosts for things of its own, which are no site's.
          const fromPage = outcome.before.filter(({ headers }) => headers['sec-fetch-site'] === 'cross-site');
          const asked = fromPage.filter(({ host }) => host in sites);
          assert.deepEqual(
            asked.map((entry) => entry.url),
            [],
            url,
          );
        });

        if (!loads(embed)) return;
        for (const [how, whom, entriesOf, madeOf] of /** @type {const} */ ([
          [
            'without identity',
            NOBODY,
            (/** @type {Outcome} */ one) => one.without,
            (/** @type {Outcome} */ one) => one.madeWithout,
          ],
          [
            'with identity',
            MEMBER,
            (/** @type {Outcome} */ one) => one.with,
            (/** @type {Outcome} */ one) => one.madeWith,
          ],
        ]))
          it(`loads ${how}, in its order`, () => {
            if (how === 'without identity' && widget.kind === 'login') return;
            const { outcome, at, url } = outcomeOf(embed);
            const log = entriesOf(outcome);
            const made = madeOf(outcome)[at];
            const { script, frame, data } = embed.requests;
            const crossOrigin = embed.code.includes('crossorigin="anonymous"');
            if (script) assertAsked(log, (one) => one === script, crossOrigin ? NOBODY : whom, script, url);
            if (data) assertAsked(log, (one) => one.startsWith(data), whom, data, url);
            assert.ok(made);
            const all = `${url} made ${JSON.stringify(made)}`;
            assert.equal(made.frames.length + made.words.length, embed.count, all);
            for (const address of frame ? made.frames : [])
              assertAsked(log, (one) => one === withoutFragment(address), whom, address, url);
            assert.deepEqual(
              made.places,
              made.places.toSorted((a, b) => a - b),
              all,
            );
          });
      });
    }

    /** @param {Embed} embed */
    function outcomeOf(embed) {
      const found = outcomes.get(embed);
      assert.ok(found, `no page showed ${sentenceOf(embed)}`);
      return found;
    }
  });
}

/**
 * A page as it is, after each company on it was let load without identity, and, on another site, with it.
 * @param {import('./drivers/index.js').TestBrowser} browser
 * @param {import('puppeteer-core').Page} page
 * @param {(typeof visits)[number]} visit
 * @returns {Promise<Outcome>}
 */
async function goThrough(browser, page, { url, other, shows }) {
  const wanted = shows.filter(
    (embed) => known(embed).widget.placeholder && !PLACELESS.includes(`${embed.network} ${embed.widget}`),
  );
  internet.forget();
  await page.goto(url);
  await internet.done(url);
  const seen = await placeholdersOn(browser, page, (all) =>
    wanted.every((embed) => all.some(({ label }) => label.startsWith(labelOf(embed)))),
  );
  const before = [...internet.log];

  internet.forget();
  /** @type {(string | undefined)[]} */
  const pressed = [];
  for (;;) {
    const left = await placeholdersOn(browser, page);
    const next = left.find(({ buttons }) =>
      buttons.some(({ does }) => does === 'load' || does === 'share' || does === 'original'),
    );
    if (!next) break;
    const company = companyAt(next.label);
    pressed.push(company);
    await chooseIn(browser, page, next.label, { identity: 'without', lasting: 'hour' });
    await placeholdersOn(browser, page, (all) => all.every(({ label }) => companyAt(label) !== company));
  }
  const madeWithout = await whatIsMade(page, shows, pressed);
  const without = [...internet.log];

  await page.goto(other);
  await internet.done(other);
  const again = await placeholdersOn(browser, page, (all) => all.length >= seen.length);
  assert.deepEqual(
    again.map(({ label }) => label).toSorted(),
    seen.map(({ label }) => label).toSorted(),
    other,
  );
  const person = await personOver(browser, page);
  const companies = [...new Set(shows.map((embed) => known(embed).network.company))];
  const site = new URL(other).hostname;
  await person.chooseAll(
    companies.map((company) => ({ kind: 'permit', site, grantee: { company }, identity: 'with' })),
    { permissions: companies.length },
  );
  await person.close();
  internet.forget();
  await page.reload();
  await internet.done(other);
  const madeWith = await whatIsMade(page, shows, companies);
  return { seen, before, without, madeWithout, with: [...internet.log], madeWith };
}

/**
 * Waits for what the codes make, as far as it comes; what does not is left to be told by the tests.
 * @param {import('puppeteer-core').Page} page
 * @param {readonly Embed[]} shows
 * @param {readonly (string | undefined)[]} companies that may load
 */
async function whatIsMade(page, shows, companies) {
  const loading = shows.filter((embed) => loads(embed) && companies.includes(known(embed).network.company));
  const total = loading.reduce((sum, { count }) => sum + count, 0);
  await page
    .waitForFunction(
      (wanted) => document.querySelectorAll('iframe, [data-place]').length >= wanted,
      { timeout: 3_000 },
      total,
    )
    .catch(() => {});
  const made = await page.evaluate(madeIn, [...shows]);
  const awaited = made.flatMap(({ frames }, at) =>
    loading.includes(/** @type {Embed} */ (shows[at])) ? frames.map(withoutFragment) : [],
  );
  await Promise.allSettled(awaited.map((address) => internet.seen((entry) => entry.url === address)));
  return made;
}

/** Whether something comes of a code once it may. @param {Embed} embed */
function loads(embed) {
  return known(embed).widget.placeholder && !UNHEARD.includes(`${embed.network} ${embed.widget}`);
}

/** @param {Embed} embed */
function known({ network: id, widget: own }) {
  const network = networks.find((one) => one.id === id);
  const widget = network?.widgets.find((one) => one.id === own);
  assert.ok(network && widget, `the catalogue has no ${own} of ${id}`);
  return { network, widget };
}

/** @param {Embed} embed */
function labelOf(embed) {
  const { network, widget } = known(embed);
  return `${nameOf(network)}: ${widget.name}.`;
}

/** As placeholders call it. @param {Network} network */
function nameOf({ name, company, kind }) {
  return kind === 'advertising' || kind === 'analytics' ? company : name;
}

/** @param {string} label */
function companyAt(label) {
  return networks.find((network) => label.startsWith(`${nameOf(network)}: `))?.company;
}

/**
 * @param {Entry[]} log
 * @param {(url: string) => boolean} is
 * @param {string} asker
 * @param {string} address for people
 * @param {string} page
 */
function assertAsked(log, is, asker, address, page) {
  const entries = log.filter(({ url }) => is(url));
  assert.ok(
    entries.length > 0,
    `${page}: expected a request to ${address}, got\n${log.map(({ url }) => url).join('\n')}`,
  );
  for (const { url, headers } of entries) {
    const found = headers.cookie?.split('; ').includes(MEMBER) ? MEMBER : (headers.cookie ?? NOBODY);
    assert.equal(found, asker, `${page}: expected ${asker} with ${url}, got ${found}`);
  }
}
