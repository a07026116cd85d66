/**
 * The core against uBlock Origin's engine, on the same rules and requests: where they do not agree, the difference is
 * of a kind that is named here. Lists alone: the catalogue is ours.
 *
 * @import { Asked } from '../browser/parity/matching.js'
 * @import { Judged } from '../browser/parity/core.js'
 * @import { Written } from '../browser/parity/written.js'
 * @import { Opinion } from './oracle.js'
 */

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { judge } from '../browser/parity/core.js';
import { groupsOf } from '../browser/parity/groups.js';
import { parametersMissing } from '../browser/parity/parameters.js';
import { readRule } from '../browser/parity/written.js';
import { consult } from './oracle.js';
import { oracleQuestions } from './oracle-questions.js';
import { hasKnownSuffix } from './suffixes.js';

/**
 * @typedef {object} Difference
 * @property {Asked} asked
 * @property {Judged} core
 * @property {Opinion} opinion
 * @property {Written | undefined} ours the core's rule
 * @property {Written | undefined} spared the exception that has the core's last word
 * @property {Written | undefined} theirs
 * @property {string[]} onlyTheyRemove parameters
 * @property {string[]} onlyWeRemove
 * @property {ReadonlySet<string | undefined>} ungrounded parameters of rules with `denyallow` and no asking documents
 */

/** Each with what both make of it, and how it is known. */
/** @type {Record<string, (difference: Difference) => boolean>} */
const KINDS = {
  'a parameter without a value: uBO removes it, we leave what says nothing': ({ onlyTheyRemove }) =>
    // Where a name stands there twice, the valueless one keeps the other here.
    onlyTheyRemove.length > 0 &&
    onlyTheyRemove.every((one) => one.endsWith('=') || onlyTheyRemove.includes(`${nameOf(one)}=`)),
  'a parameter where no type is named: uBO removes it from every request, we from documents and fetches': ({
    asked,
    onlyTheyRemove,
  }) => onlyTheyRemove.length > 0 && !['main_frame', 'sub_frame', 'xmlhttprequest'].includes(asked.type),
  'an address of more than 2,048 characters: uBO looks no further': ({ asked }) => asked.url.length > 2_048,
  'a pattern that is a host without anchors: to uBO it is that host, to us any address with it': ({ ours }) =>
    ours !== undefined && /^[\w-]+(?:\.[\w-]+)*$/.test(ours.pattern),
  'a host that nothing ends: to uBO it is whole, to us the beginning of one': ({ ours }) =>
    ours !== undefined && /^\|\|[\w.-]+$/.test(ours.pattern),
  'a pattern that ends in mid-word: uBO looks its last word up whole': ({ asked, ours }) =>
    ours !== undefined && endsInMidWord(ours, asked.url),
  'a host with a wildcard: uBO lets it stand for labels and parts of them, we do not read it': ({ theirs }) =>
    theirs !== undefined && /^(?:\|\|)?[\w.-]*\*[\w.*-]+[\^/]/.test(theirs.pattern),
  'an exception with redirect: uBO spares the request the redirect, as AdGuard does, we spare it altogether':
    ({ spared }) => spared?.options.includes('redirect') ?? false,
  'an exception with important: uBO reads no such thing, we spare the request': ({ spared }) =>
    spared?.options.includes('important') ?? false,
  'an exception with document: to uBO it spares the page alone, to us also what the page asks for, as in AdGuard':
    ({ spared }) => spared?.options.includes('document') ?? false,
  'a root dot, or a name before the host: uBO takes them for part of it': ({ asked }) =>
    [asked.url, asked.page].some((url) => /^[a-z]+:\/\/(?:[^/]*@|[^/:]*\.[/:])/i.test(url)),
  'a public suffix as page: to uBO it has no site, to us it is one': ({ asked }) =>
    asked.page === 'https://co.uk/',
  'name.* under a suffix that is none: uBO accepts any ending, we the known ones': ({ asked, theirs }) =>
    (theirs?.frames.named.some((name) => name.endsWith('.*')) ?? false) &&
    !hasKnownSuffix(new URL(asked.frame ?? asked.page).hostname),
  'denyallow without asking documents: uBO refuses the rule, we obey it as AdGuard does': ({
    onlyWeRemove,
    ungrounded,
  }) => onlyWeRemove.length > 0 && onlyWeRemove.every((one) => ungrounded.has(nameOf(one))),
  'match-case on a plain pattern with capitals: uBO compares it with the address in lower case': ({ ours }) =>
    ours?.matchCase === true && ours.regex === undefined && /[A-Z]/.test(ours.pattern),
  'types both named and negated: uBO holds to the named, we add all that are not negated': ({ ours }) =>
    ours !== undefined && ours.types.length > 0 && ours.otherTypes.length > 0,
};

/** Of all requests, as many may be judged differently. */
const MOST = 0.01;

describe('the core and uBlock Origin', () => {
  /** @type {Difference[]} */
  let differences;
  let asked = 0;

  before(async () => {
    const { rules, requests } = await oracleQuestions();
    const ask = await consult(rules);
    const written = rules.map(({ text }) => readRule(text));
    const loose = written.filter(({ denied, frames }) => denied.length > 0 && frames.named.length === 0);
    const ungrounded = new Set(loose.map(({ parameter }) => parameter));
    const judged = judge(requests, { catalogue: false });
    asked = requests.length;
    differences = requests.flatMap((request, index) => {
      const core = judged[index];
      if (!core) throw new Error(`request ${index + 1} was not judged`);
      return difference(request, core, ask(request)).map((one) => ({ ...one, ungrounded }));
    });
  });

  test('differ in ways that are all named', () => {
    const named = groupsOf(differences, (one) => Object.keys(KINDS).find((kind) => KINDS[kind]?.(one)) ?? '');
    for (const [kind, all] of named) console.log(`${all.length} of ${asked}: ${kind || 'unnamed'}`);
    const unnamed = (named.get('') ?? []).map(({ asked, core, opinion }) => ({ asked, core, opinion }));
    assert.equal(unnamed.length, 0, unnamed.map((one) => JSON.stringify(one)).join('\n'));
  });

  test('seldom differ', () => {
    assert.ok(asked > 10_000, `only ${asked} requests`);
    assert.ok(differences.length < asked * MOST, `${differences.length} of ${asked}`);
  });
});

/**
 * @param {Asked} asked
 * @param {Judged} core
 * @param {Opinion} opinion
 * @returns {Omit<Difference, 'ungrounded'>[]} one, or none
 */
function difference(asked, core, opinion) {
  const stops = core.action === 'block' || core.action === 'replace';
  const onlyTheyRemove = parametersMissing(core.url, opinion.url);
  const onlyWeRemove = parametersMissing(opinion.url, core.url);
  const sameAction = stops === (opinion.action === 'stop');
  if (sameAction && (stops || onlyTheyRemove.length + onlyWeRemove.length === 0)) return [];
  const reason = core.cleanedBy ?? core.reason;
  const ours = reason.text !== undefined ? readRule(reason.text) : undefined;
  const theirs = opinion.rule === undefined ? undefined : readRule(opinion.rule);
  const spared = core.reason.kind === 'exception-rule' ? readRule(core.reason.text ?? '') : undefined;
  return [{ asked, core, opinion, ours, spared, theirs, onlyTheyRemove, onlyWeRemove }];
}

/** @param {string} parameter */
function nameOf(parameter) {
  return parameter.split('=')[0] ?? '';
}

/**
 * @param {Written} rule
 * @param {string} url
 */
function endsInMidWord({ pattern }, url) {
  const [last = ''] = /[a-z0-9%]+$/i.exec(pattern) ?? [];
  const [, next = ''] = last === '' ? [] : url.toLowerCase().split(last.toLowerCase());
  return /^[a-z0-9%]/.test(next);
}
