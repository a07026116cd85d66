/**
 * The official embed codes of the networks, in both browsers, unprotected: each asks for its script and makes its frames,
 * in order and known by their cookies. It is the control of placeholders.test.js.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { browsers, dist } from './bystander.js';
import { openBrowser } from './drivers/index.js';
import { embeds, pages, pageWith, sites } from './embeds/index.js';
import { isMade, MEMBER, madeIn, memberAt, NOBODY, sentenceOf, withoutFragment } from './embeds/made.js';
import { PAGE } from './embeds/row.js';
import { startInternet } from './internet/index.js';

/** @typedef {import('./embeds/index.js').Embed} Embed */
/** @typedef {import('./internet/index.js').Entry} Entry */

/** Widgets of which no code makes anything: scripts that only serve the others, and links that open the network. */
const WITHOUT_CODE = [
  'facebook sdk',
  'google platform',
  'x sdk',
  'linkedin sdk',
  'pinterest sdk',
  'vk sdk',
  'ok sdk',
  'telegram sdk',
  'whatsapp chat',
];

/** @type {import('./internet/index.js').Internet} */
let internet;
before(async () => {
  internet = await startInternet({ sites });
  const { hostname } = new URL(PAGE);
  for (const { url, shows } of pages) internet.serve(hostname, { [new URL(url).pathname]: pageWith(shows) });
});
after(() => internet.close());

it('there is a code for every widget of the catalogue', () => {
  /** @type {{ networks: { id: string, widgets: { id: string }[] }[] }} */
  const { networks } = JSON.parse(readFileSync(`${dist('firefox')}/data/catalogue.json`, 'utf8'));
  const known = networks.flatMap(({ id, widgets }) => widgets.map((widget) => `${id} ${widget.id}`));
  const shown = embeds.map(({ network, widget }) => `${network} ${widget}`);
  assert.deepEqual([...new Set([...shown, ...WITHOUT_CODE])].toSorted(), known.toSorted());
});

for (const name of browsers) {
  describe(`${name}, unprotected and known to every network, asks for all of`, () => {
    const visited = visiting(
      () => openBrowser(name, { internet }),
      async (page, { url, shows }) => {
        const total = shows.reduce((sum, { count }) => sum + count, 0);
        // What does not come is left to be told by the tests.
        await page.waitForFunction(isMade, { timeout: 10_000 }, total).catch(() => {});
        const made = await page.evaluate(madeIn, shows);
        const awaited = made.flatMap(({ frames }) => frames.map(withoutFragment));
        awaited.push(...shows.flatMap(({ requests: { script, data } }) => [script ?? [], data ?? []].flat()));
        await Promise.allSettled(
          awaited.map((address) => internet.seen((entry) => entry.url.startsWith(address))),
        );
        return { made, url };
      },
    );

    for (const embed of embeds) {
      it(sentenceOf(embed), () => {
        const { log, result, at } = visited(embed);
        const made = result.made[at];
        assert.ok(made);
        const { script, data, frame } = embed.requests;
        if (script !== undefined) {
          const asker = embed.code.includes('crossorigin="anonymous"') ? NOBODY : MEMBER;
          assertAsked(log, (url) => url === script, asker, script, result.url);
        }
        if (data !== undefined) assertAsked(log, (url) => url.startsWith(data), MEMBER, data, result.url);
        const all = `${result.url} made ${JSON.stringify(made)}`;
        assert.equal(made.frames.length + made.words.length, embed.count, all);
        assert.equal(made.frames.length > 0, frame !== undefined, all);
        for (const address of made.frames) {
          assert.ok(address.startsWith(frame ?? ''), `${result.url}: expected ${frame}, got ${address}`);
          assertAsked(log, (url) => url === withoutFragment(address), MEMBER, address, result.url);
        }
        assert.deepEqual(
          made.places,
          made.places.toSorted((a, b) => a - b),
          all,
        );
      });
    }
  });
}

/**
 * Visits every page before the tests of the `describe` it is called in, as somebody whom every network knows.
 * @template Result
 * @param {() => Promise<import('./drivers/index.js').TestBrowser>} open
 * @param {(page: import('puppeteer-core').Page, visited: (typeof pages)[number]) => Promise<Result>} look
 */
function visiting(open, look) {
  /** @type {Map<Embed, { log: Entry[], result: Result, at: number }>} */
  const outcomes = new Map();
  before(async () => {
    const browser = await open();
    try {
      const page = await browser.open('about:blank');
      await page.browserContext().setCookie(...Object.keys(sites).map(memberAt));
      for (const visited of pages) {
        internet.forget();
        await page.goto(visited.url);
        await internet.done(visited.url);
        const result = await look(page, visited);
        const log = [...internet.log];
        for (const [at, embed] of visited.shows.entries()) outcomes.set(embed, { log, result, at });
      }
    } finally {
      await browser.close();
    }
  });

  /** @param {Embed} embed */
  return (embed) => {
    const outcome = outcomes.get(embed);
    assert.ok(outcome, `no page shows ${sentenceOf(embed)}`);
    return outcome;
  };
}

/**
 * That an address was asked for, and by whom.
 * @param {Entry[]} log
 * @param {(url: string) => boolean} is
 * @param {string} asker
 * @param {string} address for people
 * @param {string} page
 */
function assertAsked(log, is, asker, address, page) {
  const entries = log.filter(({ url }) => is(url));
  const seen = log.map(({ url }) => `\n  ${url}`).join('');
  assert.ok(entries.length > 0, `${page}: expected a request to ${address}, got${seen}`);
  for (const { url, headers } of entries) {
    const cookies = headers.cookie?.split('; ') ?? [];
    const found = cookies.includes(MEMBER) ? MEMBER : (headers.cookie ?? NOBODY);
    assert.equal(found, asker, `${page}: expected ${asker} with ${url}, got ${found}`);
  }
}
