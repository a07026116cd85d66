/**
 * @import { Report, ToPopup } from '../../extension/shared/protocol.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createConnection } from '../../extension/popup/connection.js';
import { report as reportWith } from './popup-support.js';
import { createEvent } from './support.js';

describe('the popup’s connection', () => {
  function open() {
    /** @type {{ sent: unknown[], onMessage: ReturnType<typeof createEvent<[ToPopup]>>, onDisconnect: ReturnType<typeof createEvent<[]>> }[]} */
    const ports = [];
    /** @type {(() => void)[]} */
    const postponed = [];
    /** @type {Report[]} */
    const reports = [];
    const connection = createConnection({
      connect: () => {
        /** @type {unknown[]} */
        const sent = [];
        /** @type {ReturnType<typeof createEvent<[ToPopup]>>} */
        const onMessage = createEvent();
        /** @type {ReturnType<typeof createEvent<[]>>} */
        const onDisconnect = createEvent();
        ports.push({ sent, onMessage, onDisconnect });
        return {
          postMessage: (message) => void sent.push(message),
          disconnect: () => {},
          onMessage,
          onDisconnect,
        };
      },
      tabId: 7,
      onReport: (report) => reports.push(report),
      later: (task) => void postponed.push(task),
    });
    return { connection, ports, postponed, reports };
  }

  test('watches its tab, and watches again when the background was stopped', () => {
    const { connection, ports, postponed, reports } = open();
    ports[0]?.onMessage.emit({ kind: 'report', report: reportWith(undefined, { tabId: 7 }) });
    ports[0]?.onDisconnect.emit();
    connection.send({ kind: 'except', site: 'news.example' });
    assert.deepEqual(
      ports.map(({ sent }) => sent),
      [
        [{ kind: 'watch', tabId: 7 }],
        [
          { kind: 'watch', tabId: 7 },
          { kind: 'except', site: 'news.example' },
        ],
      ],
    );
    assert.deepEqual([reports.length, postponed.length], [1, 0]);
  });

  test('does not hammer a background that never answers', () => {
    const { ports, postponed } = open();
    ports[0]?.onDisconnect.emit();
    assert.deepEqual([ports.length, postponed.length], [1, 1]);
    postponed[0]?.();
    assert.equal(ports.length, 2);
  });
});
