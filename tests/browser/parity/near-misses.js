/**
 * Requests that violate a single condition of a rule, made from one that meets them all. Most such requests it does not
 * match, some it does after all; what becomes of them, others say.
 *
 * @import { Chance } from './chance.js'
 * @import { Asked } from './matching.js'
 * @import { Written } from './written.js'
 */

import { asBrowsersWrite } from './addresses.js';
import { covers, staysAtHome } from './conditions.js';
import { cameFrom, entity, OPAQUE } from './matching.js';
import { REQUEST_TYPES } from './written.js';

/** @typedef {{ variant: string, asked: Asked }} Made */
/** @typedef {[variant: string, requests: Asked[]]} Way */

/**
 * Every way to violate one condition that a matching request met.
 * @param {Written} rule
 * @param {Asked} asked
 * @param {Chance} chance
 * @returns {Made[]}
 */
export function nearMisses(rule, asked, chance) {
  const byDocument = asked.type === 'main_frame' ? [] : otherDocuments(rule, asked, chance);
  const ways = [...byDocument, ...otherAddresses(rule, asked, chance), ...otherKinds(rule, asked, chance)];
  return ways.flatMap(([variant, requests]) => requests.map((asked) => ({ variant, asked })));
}

/**
 * The same request from another document.
 * @param {Written} rule
 * @param {Asked} asked
 * @param {Chance} chance
 * @returns {Way[]}
 */
function otherDocuments(rule, asked, chance) {
  const { frame: _, ...unframed } = asked;
  const { frames } = rule;
  const named = chance.sample(frames.named, 1);
  const from = (/** @type {string} */ frame) => ({ ...asked, frame });
  const own = { ...unframed, page: `https://${new URL(asked.url).hostname}/` };
  const away = { ...unframed, page: 'https://news.example/' };
  const within = (/** @type {string} */ name) =>
    `https://${chance.happens(0.5) ? 'sub.' : ''}${entity(name, chance)}/`;
  return [
    ['on its own page', [own]],
    ['opaque frame', [from(OPAQUE)]],
    ['other party', when(rule.party !== undefined, [staysAtHome(rule) ? away : own])],
    ['other frame', when(named.length > 0, [from('https://elsewhere.example/')])],
    [
      'look-alike frame',
      named.flatMap((name) => asBrowsersWrite(`https://not${entity(name, chance)}/`)).map(from),
    ],
    ['frame not meant', chance.sample(frames.not, 1).map(within).map(from)],
  ];
}

/**
 * The same request for another address.
 * @param {Written} rule
 * @param {Asked} asked
 * @param {Chance} chance
 * @returns {Way[]}
 */
function otherAddresses(rule, asked, chance) {
  const { origin, pathname, search, hostname } = new URL(asked.url);
  const to = (/** @type {string[]} */ ...urls) =>
    urls.flatMap(asBrowsersWrite).map((url) => ({ ...asked, url }));
  const at = (/** @type {string} */ host) => asked.url.replace(hostname, host);
  const notMeant = chance.sample([...rule.hosts.not, ...rule.denied], 1);
  return [
    ['look-alike host', to(at(lookAlike(rule, hostname)), at(`${hostname}.example`))],
    ['host not meant', to(...notMeant.map((name) => at(`x.${entity(name, chance)}`)))],
    ['with a port', to(at(`${hostname}:8443`))],
    ['other path', to(`${origin}/q/other`)],
    ['path changed', to(`${origin}${pathname.slice(0, -1)}${search}`, `${origin}/q${pathname}${search}`)],
    ['letters changed', to(origin + swapCase(pathname + search))],
    ['other parameter', when(rule.parameter !== undefined, to(`${origin}${pathname}?other=1`))],
    ['parameter without value', when(rule.parameter !== undefined, to(asked.url.replace(/=[^&]*$/, '=')))],
  ];
}

/**
 * Another kind of request for the same address.
 * @param {Written} rule
 * @param {Asked} asked
 * @param {Chance} chance
 * @returns {Way[]}
 */
function otherKinds(rule, asked, chance) {
  // The address of a WebSocket serves nothing else.
  const isSocket = asked.type === 'websocket';
  const types = REQUEST_TYPES.filter((type) => !covers(rule, type) && type !== 'websocket');
  const { named, not } = rule.methods;
  return [
    [
      'other type',
      when(
        !isSocket,
        chance.sample(types, 1).map((type) => ({ ...asked, type })),
      ),
    ],
    [
      'as a page',
      when(!isSocket, [{ url: asked.url, page: cameFrom(rule, asked.url, chance), type: 'main_frame' }]),
    ],
    ['other method', when(named.length > 0, [{ ...asked, method: named.includes('post') ? 'get' : 'post' }])],
    ['method not meant', chance.sample(not, 1).map((method) => ({ ...asked, method }))],
  ];
}

/**
 * @param {boolean} applies
 * @param {Asked[]} requests
 */
function when(applies, requests) {
  return applies ? requests : [];
}

/**
 * A host that ends in the letters that the rule names, but not in its labels.
 * @param {Written} rule
 * @param {string} host
 */
function lookAlike({ pattern }, host) {
  const [, name = ''] = /^\|\|([\w.-]+)/.exec(pattern) ?? [];
  return name !== '' && host.endsWith(name)
    ? `${host.slice(0, host.length - name.length)}not${name}`
    : `not${host}`;
}

/** @param {string} text */
function swapCase(text) {
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
}
