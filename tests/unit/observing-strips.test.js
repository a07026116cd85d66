/**
 * What the ledger is told of a strip by the eye in Chrome, which sees headers before and after.
 *
 * @import { Details as ChromeDetails } from '../../extension/background/enforce/dnr.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ACTIONS, createDecide, details, url, verdict } from './enforcement-support.js';
import { observing as start } from './observing-support.js';
import { turn } from './support.js';

describe('observing a strip in Chrome', () => {
  const cookie = { name: 'Cookie', value: 'c_user=1; xs=2' };
  const setCookie = { name: 'Set-Cookie', value: 'fr=3; Secure' };
  const predicted = '3 t.example strip predicted';
  const confirmed = '3 t.example strip confirmed';
  const contradicted = '3 t.example strip contradicted';
  /** @typedef {[name: 'onBeforeRequest' | 'onBeforeSendHeaders' | 'onSendHeaders' | 'onHeadersReceived' | 'onBeforeRedirect' | 'onResponseStarted' | 'onErrorOccurred', more?: Partial<ChromeDetails>]} Step */
  /** @type {[name: string, steps: Step[], written: string[]][]} */
  const table = [
    [
      'whose Cookie is gone when it is sent, and Set-Cookie when it is answered',
      [
        ['onBeforeRequest'],
        ['onBeforeSendHeaders', { requestHeaders: [cookie] }],
        ['onSendHeaders', { requestHeaders: [] }],
        ['onHeadersReceived', { responseHeaders: [setCookie] }],
        ['onResponseStarted', { responseHeaders: [] }],
      ],
      [
        predicted,
        confirmed,
        '3 t.example withheld {"sent":["c_user","xs"]}',
        '3 t.example withheld {"set":["fr"]}',
      ],
    ],
    [
      'that had no cookies at all',
      [
        ['onBeforeRequest'],
        ['onBeforeSendHeaders', { requestHeaders: [] }],
        ['onSendHeaders', { requestHeaders: [] }],
        ['onResponseStarted', { responseHeaders: [] }],
      ],
      [predicted, confirmed, '3 t.example withheld {"sent":[]}', '3 t.example withheld {"set":[]}'],
    ],
    [
      'that went out with its Cookie',
      [
        ['onBeforeRequest'],
        ['onBeforeSendHeaders', { requestHeaders: [cookie] }],
        ['onSendHeaders', { requestHeaders: [cookie] }],
        ['onHeadersReceived', { responseHeaders: [setCookie] }],
        ['onResponseStarted', { responseHeaders: [setCookie] }],
      ],
      [predicted, contradicted],
    ],
    [
      'whose answer kept its Set-Cookie',
      [
        ['onBeforeRequest'],
        ['onSendHeaders', { requestHeaders: [] }],
        ['onHeadersReceived', { responseHeaders: [setCookie] }],
        ['onResponseStarted', { responseHeaders: [setCookie] }],
      ],
      [predicted, confirmed, '3 t.example withheld {"sent":[]}', '3 t.example strip revoked'],
    ],
    [
      'of a redirect, each step for itself',
      [
        ['onBeforeSendHeaders', { requestHeaders: [cookie] }],
        ['onSendHeaders', { requestHeaders: [] }],
        ['onHeadersReceived', { responseHeaders: [setCookie] }],
        ['onBeforeRedirect', { responseHeaders: [], redirectUrl: 'https://t.example/next', ip: '192.0.2.1' }],
        ['onSendHeaders', { requestHeaders: [] }],
      ],
      [
        confirmed,
        '3 t.example withheld {"sent":["c_user","xs"]}',
        '3 t.example withheld {"set":["fr"]}',
        confirmed,
        '3 t.example withheld {"sent":[]}',
      ],
    ],
    [
      'that a new worker sees sent: the count stands, the names are lost',
      [
        ['onSendHeaders', { requestHeaders: [] }],
        ['onResponseStarted', { responseHeaders: [] }],
      ],
      [confirmed, '3 t.example withheld {"sent":[]}', '3 t.example withheld {"set":[]}'],
    ],
    [
      'that a new worker sees answered: nothing is claimed',
      [['onResponseStarted', { responseHeaders: [] }]],
      [],
    ],
    [
      'that failed before it was sent',
      [['onBeforeRequest'], ['onErrorOccurred', { error: 'net::ERR_ABORTED' }]],
      [predicted],
    ],
    [
      'that another extension blocked',
      [['onBeforeRequest'], ['onErrorOccurred', { error: 'net::ERR_BLOCKED_BY_CLIENT' }]],
      [predicted],
    ],
    [
      'that the browser sent on from http to https',
      [
        ['onBeforeRequest', { url: url.replace('https', 'http') }],
        ['onBeforeRedirect', { url: url.replace('https', 'http'), redirectUrl: url }],
        ['onBeforeRequest'],
        ['onSendHeaders', { requestHeaders: [] }],
      ],
      [predicted, '3 t.example strip moved', predicted, confirmed, '3 t.example withheld {"sent":[]}'],
    ],
  ];
  for (const [name, steps, written] of table)
    test(name, async () => {
      const { events, notes } = start(Promise.resolve(createDecide(verdict('strip'))));
      for (const [event, more] of steps) events[event].emit({ ...details, ...more });
      await turn();
      assert.deepEqual(notes, written);
    });

  for (const action of ACTIONS.filter((other) => other !== 'strip'))
    test(`is not read into headers of what is to ${action}`, async () => {
      const { events, notes } = start(Promise.resolve(createDecide(verdict(action))));
      events.onBeforeSendHeaders.emit({ ...details, requestHeaders: [cookie] });
      events.onSendHeaders.emit({ ...details, requestHeaders: [] });
      events.onHeadersReceived.emit({ ...details, responseHeaders: [setCookie] });
      await turn();
      assert.deepEqual(notes, []);
    });
});
