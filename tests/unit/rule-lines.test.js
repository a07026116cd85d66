/** The text of rules that verdicts name by list and line. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readRuleLines, ruleOf } from '../../extension/shared/rule-lines.js';

const EMBEDDED = { tracking: ['', '||t.example^$image', '', 8, 13] };
const URL = 'https://a.b.t.example./x';
const fetching = async () => new Response(gzipSync(JSON.stringify(EMBEDDED)));
const local = {
  get: async () => ({ 'own-lists': { lists: [{ id: 'own', text: '! mine\n ||a.example^ \n' }] } }),
};

describe('the line of a rule', () => {
  for (const [what, list, line, expected] of /** @type {[string, string, number, string | undefined][]} */ ([
    ['of an embedded list', 'tracking', 2, '||t.example^$image'],
    ['of nothing but a host, which the request tells', 'tracking', 4, '||t.example^'],
    ['of a host for third parties', 'tracking', 5, '||b.t.example^$third-party'],
    ["of a person's own list, without the white space around it", 'own', 2, '||a.example^'],
    ['that holds no rule is none', 'tracking', 1, undefined],
    ['behind the last is none', 'tracking', 9, undefined],
    ['of a list that is not known is none', 'another', 1, undefined],
  ]))
    test(what, async () => {
      const ruleLine = await readRuleLines({ fetch: fetching, local });
      for (const url of [URL, 'a.b.t.example/x', 'http://a.b.t.example:8080?x'])
        assert.equal(ruleLine({ list, line }, url), expected, url);
    });

  test('is not known where nothing can be read, and nothing else goes wrong', async () => {
    const failing = async () => assert.fail();
    const ruleLine = await readRuleLines({ fetch: failing, local: { get: failing } });
    assert.equal(ruleLine({ list: 'tracking', line: 2 }, URL), undefined);
  });
});

test('reasons that name a rule are those of rules and of exception rules', () => {
  const rule = { list: 'tracking', line: 2 };
  assert.deepEqual(ruleOf({ kind: 'rule', ...rule }), { kind: 'rule', ...rule });
  assert.deepEqual(ruleOf({ kind: 'exception-rule', ...rule }), { kind: 'exception-rule', ...rule });
  assert.equal(ruleOf({ kind: 'strict' }), undefined);
});
