/**
 * Who wins among Chrome's rules, asked of Chrome: every two bands of priorities against each other, the compiler's and the
 * choices' alike, and then the choices of the corpus with all rules together.
 */

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { STRIP, stripOn } from '../../extension/background/enforce/dnr-strip-action.js';
import { PRIORITY } from '../../extension/background/enforce/priorities.js';
import { policyOf, readCorpus } from '../core/corpus.js';
import { dist, openProtected } from './bystander.js';
import { startInternet } from './internet/index.js';

/** @import { Policy } from '/core/bystander.js' */
/** @import { Row } from '../core/corpus.js' */

/** @typedef {chrome.declarativeNetRequest.RuleAction} Action */
/** @typedef {{ name: string, priority: number, action: Action }} Band */

/** @type {Action} */
const BLOCK = { type: 'block' };
/** @type {Action} */
const ALLOW = { type: 'allow' };
/** @type {Action} */
const CLEAN = { type: 'redirect', redirect: { transform: { queryTransform: { removeParams: ['ref'] } } } };

const bands = await compiledBands();
/** Lowest first, in the order of the design. @type {readonly Band[]} */
const order = [
  band('CLEAN', CLEAN),
  band('BLOCK', BLOCK),
  band('EXCEPTION', ALLOW),
  band('WIDGET', BLOCK),
  band('GENTLE', ALLOW),
  choice('ungentleSite', BLOCK),
  band('IMPORTANT', BLOCK),
  choice('permissionWithoutIdentity', ALLOW),
  band('STRIP', STRIP),
  choice('permissionStrip', stripOn('news.example')),
  choice('permissionWithIdentity', ALLOW),
  band('PIXEL', BLOCK),
  choice('companyPermission', ALLOW),
  choice('siteException', ALLOW),
];
const pairs = order.flatMap((low, at) => order.slice(at + 1).map((high) => ({ low, high })));

const corpus = readCorpus()
  .flatMap(({ rows }) => rows)
  .filter(({ policy }) => policy);

describe('Chrome', () => {
  /** @type {import('./internet/index.js').Internet} */
  let internet;
  /** @type {import('./drivers/index.js').TestBrowser} */
  let browser;
  /** @type {string} */
  let folder;
  /** What each static rule does, by ruleset and id. @type {Map<string, Action>} */
  const actions = new Map();

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bystander-policy-'));
    await cp(dist('chromium'), folder, { recursive: true });
    // testMatchOutcome is for unpacked extensions with a permission that ours does without.
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    manifest.permissions.push('declarativeNetRequestFeedback');
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
    for (const { id, path } of manifest.declarative_net_request.rule_resources)
      for (const rule of JSON.parse(await readFile(join(folder, path), 'utf8')))
        actions.set(`${id} ${rule.id}`, rule.action);
    internet = await startInternet();
    browser = await openProtected('chromium', { internet, extension: folder });
  });
  after(async () => {
    await browser?.close();
    await internet?.close();
    await rm(folder, { recursive: true });
  });

  it('strips by choice as the compiled rules do', () => {
    const compiled = [...actions].filter(([rule]) => rule.startsWith('strip '));
    assert.ok(compiled.length > 100);
    for (const [rule, action] of compiled) assert.deepEqual(action, STRIP, rule);
  });

  for (const { low, high } of pairs) {
    const expected = acting(low, high).map(({ name }) => name);
    it(`lets ${expected.join(' before ')} act of ${low.name} and ${high.name}, whichever came first`, async () => {
      // Far from all other rules, static ones by the host, those of choices by the number.
      const condition = { urlFilter: '||pair.example^', resourceTypes: /** @type {const} */ (['script']) };
      for (const [first, second] of [
        [low, high],
        [high, low],
      ]) {
        const rules = [first, second].map((rule, at) => ({
          id: 200_000 + at,
          priority: rule?.priority ?? 0,
          action: rule?.action ?? ALLOW,
          condition,
        }));
        const matched = await browser.inExtension(async (addRules) => {
          const { declarativeNetRequest: dnr } = chrome;
          const typed = /** @type {chrome.declarativeNetRequest.Rule[]} */ (
            JSON.parse(JSON.stringify(addRules))
          );
          await dnr.updateSessionRules({ addRules: typed });
          const { matchedRules } = await dnr.testMatchOutcome({
            url: 'https://pair.example/x.js?ref=1',
            initiator: 'https://news.example/',
            type: 'script',
            tabId: -1,
          });
          await dnr.updateSessionRules({ removeRuleIds: typed.map(({ id }) => id) });
          return matchedRules.map(({ ruleId }) => ruleId - 200_000);
        }, rules);
        const got = matched.map((at) => [first, second][at]?.name);
        assert.deepEqual(got, expected, `rules: ${JSON.stringify(rules)}`);
      }
    });
  }

  for (const row of corpus) {
    it(`does with all rules what is decided: ${row.why}`, async () => {
      const outcome = await outcomeOf(row);
      assert.equal(outcome, stateOf((row.known ?? row.expect).action), JSON.stringify(row));
    });
  }

  it('forgets all choices of this test', async () => {
    await goBy({ level: 'standard', levels: [], exceptions: [], permissions: [] });
    const left = await browser.inExtension(async () => [
      ...(await chrome.declarativeNetRequest.getDynamicRules()),
      ...(await chrome.declarativeNetRequest.getSessionRules()),
    ]);
    assert.deepEqual(left, []);
  });

  /**
   * What Chrome does with the row's request, by the static rules and those of the row's policy.
   * @param {Row} row
   */
  async function outcomeOf(row) {
    await goBy(policyOf(row, (url) => siteOf(url)));
    const { url, page, type } = row;
    const matched = await browser.inExtension(
      async (url, page, type) => {
        const { declarativeNetRequest: dnr } = chrome;
        const known = new Map();
        for (const rule of await dnr.getDynamicRules()) known.set(`_dynamic ${rule.id}`, rule.action);
        for (const rule of await dnr.getSessionRules()) known.set(`_session ${rule.id}`, rule.action);
        const where = type === 'main_frame' ? {} : { initiator: page, topUrl: page };
        const request = { url, type, tabId: -1, ...where };
        const { matchedRules } = await dnr.testMatchOutcome(
          /** @type {chrome.declarativeNetRequest.TestMatchRequestDetails} */ (request),
        );
        return matchedRules.map(({ rulesetId, ruleId }) => ({
          rule: `${rulesetId} ${ruleId}`,
          action: known.get(`${rulesetId} ${ruleId}`),
        }));
      },
      url,
      page,
      type,
    );
    const types = matched.map(({ rule, action }) => (action ?? actions.get(rule))?.type);
    if (types.includes('block')) return 'stopped';
    return types.includes('modifyHeaders') ? 'stripped' : 'let through';
  }

  /**
   * Writes a policy where the background reads it, and waits until it does.
   * @param {Policy} policy
   */
  async function goBy(policy) {
    await browser.stopBackground();
    await browser.inExtension(
      (policy) => chrome.storage.local.set({ policy }),
      /** @type {object} */ ({ version: 1, ...policy }),
    );
    const page = await browser.extensionPage('popup/popup.html');
    await page.evaluate(() =>
      new Promise((told) => {
        const port = chrome.runtime.connect({ name: 'popup' });
        port.onMessage.addListener(told);
        port.postMessage({ kind: 'watch', tabId: -1 });
      }).then(() => {}),
    );
    await page.close();
  }
});

/**
 * @param {string} name
 * @param {Action} action
 * @returns {Band}
 */
function band(name, action) {
  const priority = bands[name];
  if (priority === undefined) throw new Error(`There is no band ${name}.`);
  return { name, priority, action };
}

/**
 * @param {keyof typeof PRIORITY} name
 * @param {Action} action
 * @returns {Band}
 */
function choice(name, action) {
  return { name, priority: PRIORITY[name], action };
}

/** @returns {Promise<Record<string, number>>} */
async function compiledBands() {
  const text = await readFile(new URL('../../crate/core/src/dnr/bands.rs', import.meta.url), 'utf8');
  const written = [...text.matchAll(/const (\w+): u32 = (\d+);/g)];
  return Object.fromEntries(written.map(([, name = '', priority]) => [name, Number(priority)]));
}

/**
 * The rules by which Chrome goes, the first to act first. The changing of headers competes with allowing alone: what is
 * blocked has no headers to change, and what is redirected has them changed at its new address. Two that change headers
 * both act, and what the first has set the second does not remove.
 * @param {Band} low
 * @param {Band} high
 */
function acting(low, high) {
  const [strip, other] = low.action.type === 'modifyHeaders' ? [low, high] : [high, low];
  if (strip.action.type !== 'modifyHeaders' || other.action.type === 'allow') return [high];
  return other.action.type === 'modifyHeaders' ? [high, low] : [other];
}

/** @param {string} action of the core */
function stateOf(action) {
  if (action === 'strip') return 'stripped';
  return action === 'allow' ? 'let through' : 'stopped';
}

/** The sites of the corpus's policies have no public suffix of two labels. @param {string} url */
function siteOf(url) {
  return new URL(url).hostname.split('.').slice(-2).join('.');
}
