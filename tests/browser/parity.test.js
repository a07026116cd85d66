/**
 * Chrome's own matcher against the core, on the same requests: whatever a compiled rule blocks, cleans or strips, the
 * core must too. The converse may fail; how often is printed. Requests come from the corpus, from the table of networks
 * and from the rulesets themselves, every so many rules one that the rule was made for.
 */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { dist, openProtected } from './bystander.js';
import { startInternet } from './internet/index.js';
import { ownPagesFor, requestsFor } from './parity-requests.js';

/** @import { Asked } from './parity-requests.js' */

const LISTS = ['tracking', 'social', 'url', 'base'];
const CATALOGUE = ['pixels', 'widgets', 'strip'];
const RULESETS = [...LISTS, ...CATALOGUE];
/** Those Chrome knows by name. */
const METHODS = new Set(['connect', 'delete', 'get', 'head', 'options', 'patch', 'post', 'put']);
/** The origin of sandboxed frames. */
const OPAQUE = 'null';
const PROGRAM = new URL('../../target/release/bystander', import.meta.url).pathname;

describe('Chrome’s rules against the core', () => {
  /** @type {import('./internet/index.js').Internet} */
  let internet;
  /** @type {import('./drivers/index.js').TestBrowser} */
  let browser;
  /** @type {string} */
  let folder;
  /** @type {{ regex: string, isCaseSensitive: boolean }[]} */
  const regexes = [];
  /** @type {Map<string, { type: string, parameter?: string }>} by ruleset and rule id */
  const actions = new Map();
  /** @type {Asked[]} */
  const requests = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bystander-parity-'));
    await cp(dist('chromium'), folder, { recursive: true });
    // testMatchOutcome is for unpacked extensions with a permission that ours does without.
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    manifest.permissions.push('declarativeNetRequestFeedback');
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
    for (const id of RULESETS) {
      const rules = JSON.parse(await readFile(join(folder, 'data/rulesets', `${id}.json`), 'utf8'));
      for (const { id: number, action, condition } of rules) {
        const parameter = action.redirect?.transform.queryTransform.removeParams[0];
        actions.set(`${id} ${number}`, { type: action.type, parameter });
        const { regexFilter: regex, isUrlFilterCaseSensitive: isCaseSensitive = false } = condition;
        if (regex) regexes.push({ regex, isCaseSensitive });
      }
      requests.push(...requestsFor(rules, LISTS.includes(id) ? 40 : 5));
      if (CATALOGUE.includes(id)) requests.push(...ownPagesFor(rules, 5));
    }
    requests.push(...(await corpus()));
    const inFrames = requests.filter(({ type }, index) => index % 5 === 0 && type !== 'main_frame');
    requests.push(...inFrames.map((request) => ({ ...request, frame: OPAQUE })));
    internet = await startInternet();
    browser = await openProtected('chromium', { internet, extension: folder });
  });
  after(async () => {
    await browser?.close();
    await internet?.close();
    await rm(folder, { recursive: true });
  });

  it('never block, clean or strip what the core allows', async () => {
    assert.ok(requests.length > 700, `only ${requests.length} requests`);
    const verdicts = decide(requests);
    const outcomes = await match(requests);
    const over = [];
    const tally = { block: { both: 0, under: 0 }, strip: { both: 0, under: 0 } };
    for (const [index, request] of requests.entries()) {
      const { action, reason } = verdicts[index] ?? { action: 'allow', reason: {} };
      const rules = outcomes[index] ?? [];
      const blocks = rules.some(({ type }) => type === 'block');
      const strips = rules.some(({ type }) => type === 'modifyHeaders');
      const cleans = rules.some(
        ({ type, parameter }) => type === 'redirect' && carries(request.url, parameter),
      );
      const stops = action === 'block' || action === 'replace';
      if ((blocks && !stops) || (action === 'allow' && (strips || cleans)))
        over.push({ ...request, chrome: rules, core: action, reason });
      if (stops) tally.block[blocks ? 'both' : 'under']++;
      if (action === 'strip') tally.strip[strips ? 'both' : 'under']++;
    }
    const { block, strip } = tally;
    console.log(
      `${requests.length} requests: both block ${block.both} and strip ${strip.both}, ` +
        `the core alone ${block.under} and ${strip.under}, Chrome alone ${over.length}`,
    );
    assert.deepEqual(over, []);
    assert.ok(block.both > 500, `only ${block.both} were blocked by both`);
    assert.ok(block.under < block.both * 0.05, `${block.under} of ${block.both} get through in Chrome`);
    assert.ok(strip.both > 100, `only ${strip.both} were stripped by both`);
    assert.ok(
      strip.under < strip.both * 0.02,
      `${strip.under} of ${strip.both} keep their cookies in Chrome`,
    );
  });

  it('are all loaded, within the number that Chrome guarantees, with regular expressions it can hold', async () => {
    const enabled = await browser.inExtension(() => chrome.declarativeNetRequest.getEnabledRulesets());
    assert.deepEqual(enabled.toSorted(), RULESETS.toSorted());
    const gentle = JSON.parse(await readFile(join(folder, 'data/rulesets/gentle.json'), 'utf8'));
    const most = actions.size + gentle.length;
    assert.ok(most <= 30_000, `${most} rules; 30,000 are guaranteed`);
    const refused = await browser.inExtension(async (all) => {
      const answers = [];
      for (const options of all) {
        const { isSupported, reason } = await chrome.declarativeNetRequest.isRegexSupported(options);
        if (!isSupported) answers.push(`${reason}: ${options.regex}`);
      }
      return answers;
    }, regexes);
    assert.deepEqual(refused, []);
  });

  /** @param {Asked[]} asked */
  function decide(asked) {
    const input = asked.map((request) => `${JSON.stringify(request)}\n`).join('');
    const { status, stdout, stderr } = spawnSync(PROGRAM, ['verdict', '--ndjson'], {
      input,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    assert.equal(status, 0, `${stderr}\n${stdout.split('\n').filter((line) => line.includes('"error"'))}`);
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  /**
   * What the rules that win in Chrome do, for each request.
   * @param {Asked[]} asked
   */
  async function match(asked) {
    const matched = await browser.inExtension(async (all) => {
      const answers = [];
      for (const { url, frame, page, type, method } of all) {
        const asker = frame ?? page;
        // Chrome takes what has no initiator to come from an opaque origin.
        const initiator = type === 'main_frame' || asker === 'null' ? undefined : asker;
        const request = {
          url,
          type,
          tabId: -1,
          ...(method ? { method } : {}),
          ...(initiator ? { initiator } : {}),
          ...(type === 'main_frame' || !page.startsWith('http') ? {} : { topUrl: page }),
        };
        const outcome = await chrome.declarativeNetRequest.testMatchOutcome(
          /** @type {chrome.declarativeNetRequest.TestMatchRequestDetails} */ (request),
        );
        answers.push(outcome.matchedRules.map(({ rulesetId, ruleId }) => `${rulesetId} ${ruleId}`));
      }
      return answers;
    }, asked);
    return matched.map((rules) => rules.map((rule) => actions.get(rule) ?? { type: rule }));
  }
});

/** Rows of the corpus that Chrome's matcher can be asked about: web requests of web documents, in Chrome's types. */
async function corpus() {
  const folder = new URL('../corpus/', import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ndjson'));
  const texts = await Promise.all(
    [...names, 'catalogue/networks.ndjson'].map((name) => readFile(new URL(name, folder), 'utf8')),
  );
  const rows = texts.flatMap((text) => text.trim().split('\n')).map((line) => JSON.parse(line));
  const types = new Set([
    'main_frame',
    'sub_frame',
    'stylesheet',
    'script',
    'image',
    'font',
    'object',
    'xmlhttprequest',
    'ping',
    'csp_report',
    'media',
    'websocket',
    'webtransport',
    'webbundle',
    'other',
  ]);
  return rows
    .filter(({ url, page, frame, type, method, level }) => {
      const web = isWeb(url) && (frame === OPAQUE || isWeb(frame ?? page));
      const known = types.has(type) && (method === undefined || METHODS.has(method.toLowerCase()));
      return web && known && level === undefined;
    })
    .map(({ url, page, frame, type, method }) => ({
      url: new URL(url).href,
      page,
      type,
      ...(frame ? { frame } : {}),
      ...(method ? { method: method.toLowerCase() } : {}),
    }));
}

/**
 * Whether a parameter has a value to lose. Chrome also removes those without, which the core leaves alone.
 * @param {string} url
 * @param {string | undefined} parameter
 */
function carries(url, parameter = '') {
  return new URL(url).searchParams.getAll(parameter).some((value) => value !== '');
}

/** @param {string} url */
function isWeb(url) {
  return URL.canParse(url) && /^(https?|wss?):$/.test(new URL(url).protocol);
}
