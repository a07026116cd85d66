/**
 * The small evaluator of Chrome's rules that properties are tested by (tests/core/dnr_evaluator.rs), against Chromium: of
 * every row of its table, the rules that decide are those that Chromium's own matcher names.
 */

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { dist, openProtected } from './bystander.js';
import { startInternet } from './internet/index.js';

/** @typedef {{ url: string, type: string, initiator?: string, method?: string, topUrl?: string }} Asked */
/** @typedef {{ rules: chrome.declarativeNetRequest.Rule[], request: Asked, actions: object[] }} Row */

const TABLE = new URL('../core/dnr-evaluator.ndjson', import.meta.url);

describe('the evaluator of Chrome’s rules', () => {
  /** @type {import('./internet/index.js').Internet} */
  let internet;
  /** @type {import('./drivers/index.js').TestBrowser} */
  let browser;
  /** @type {string} */
  let folder;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bystander-evaluator-'));
    await cp(dist('chromium'), folder, { recursive: true });
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    manifest.permissions.push('declarativeNetRequestFeedback');
    // No rules but those of the row.
    manifest.declarative_net_request.rule_resources = [];
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
    internet = await startInternet();
    browser = await openProtected('chromium', { internet, extension: folder });
  });
  after(async () => {
    await browser?.close();
    await internet?.close();
    await rm(folder, { recursive: true });
  });

  it('says what Chromium says', async () => {
    /** @type {Row[]} */
    const rows = (await readFile(TABLE, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.ok(rows.length >= 400, `${rows.length} rows`);
    const found = await browser.inExtension(async (all) => {
      const { declarativeNetRequest: dnr } = chrome;
      const answers = [];
      for (const { rules, request } of all) {
        const present = await dnr.getSessionRules();
        await dnr.updateSessionRules({ removeRuleIds: present.map(({ id }) => id), addRules: rules });
        const details = /** @type {chrome.declarativeNetRequest.TestMatchRequestDetails} */ ({
          ...request,
          tabId: -1,
        });
        const { matchedRules } = await dnr.testMatchOutcome(details);
        const decided = new Set(matchedRules.map(({ ruleId }) => ruleId));
        answers.push(rules.filter(({ id }) => decided.has(id)).map(({ action }) => action));
      }
      return answers;
    }, rows);
    const wrong = rows.flatMap((row, at) =>
      JSON.stringify(found[at]) === JSON.stringify(row.actions) ? [] : [{ ...row, chromium: found[at] }],
    );
    assert.equal(
      wrong.length,
      0,
      `${wrong.length} rows:\n${wrong
        .slice(0, 5)
        .map((row) => JSON.stringify(row))
        .join('\n')}`,
    );
  });
});
