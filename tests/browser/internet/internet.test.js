/** The test internet itself, asked through its proxy as a browser would ask, but without one. */

import assert from 'node:assert/strict';
import { createServer, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { after, afterEach, before, describe, it } from 'node:test';
import { html, startInternet } from './index.js';
import { portOf } from './sockets.js';

/** @type {import('./index.js').Internet} */
let internet;

before(async () => {
  internet = await startInternet({ sites: { 'news.example': { '/shelf/*': 'any', '/shelf/top/*': 'top' } } });
});
afterEach(() => internet.forget());
after(() => internet.close());

describe('the test internet', () => {
  it('serves a host that was added, under its own certificate', async () => {
    internet.serve('deep.down.shop.example', { '/': html`<p>${'Welcome'}</p>` });
    assert.deepEqual(await ask('https://deep.down.shop.example/'), { status: 200, body: '<p>Welcome</p>' });
  });

  it('answers with functions of the request, and with the most exact path', async () => {
    internet.serve('news.example', { '/echo': ({ query, body }) => ({ body: `${query.get('a')} ${body}` }) });
    assert.equal((await ask('https://news.example/echo?a=1', { method: 'POST', body: 'two' })).body, '1 two');
    assert.equal((await ask('https://news.example/shelf/low')).body, 'any');
    assert.equal((await ask('https://news.example/shelf/top/left')).body, 'top');
    assert.equal((await ask('https://news.example/nowhere')).status, 404);
  });

  it('logs what was asked, by TLS and in the clear', async () => {
    await ask('https://www.facebook.com/tr/?id=1&ev=PageView', { headers: { cookie: 'c_user=1' } });
    await ask('http://news.example/plain', { method: 'POST', body: 'words' });
    const [pixel, plain] = internet.log;
    assert.equal(pixel?.url, 'https://www.facebook.com/tr/?id=1&ev=PageView');
    assert.equal(pixel?.query.get('ev'), 'PageView');
    assert.equal(pixel?.headers.cookie, 'c_user=1');
    assert.deepEqual(internet.requestsTo('www.facebook.com', '/tr'), [pixel]);
    assert.equal(plain?.method, 'POST');
    assert.equal(plain?.url, 'http://news.example/plain');
    assert.equal(plain?.body, 'words');
  });

  it('refuses hosts that it does not know, and keeps them out of the log', async () => {
    assert.equal((await ask('http://telemetry.test/')).status, 403);
    await assert.rejects(ask('https://telemetry.test/'), /403/);
    assert.deepEqual(internet.log, []);
    assert.deepEqual(
      internet.refused.map(({ host, port }) => `${host}:${port}`),
      ['telemetry.test:80', 'telemetry.test:443'],
    );
  });

  it('waits for a request that is still to come', async () => {
    const waiting = internet.seen(({ path }) => path === '/later');
    await ask('https://news.example/later');
    assert.equal((await waiting).host, 'news.example');
  });

  it('says what was seen when the request that was waited for does not come', async () => {
    await ask('https://news.example/other');
    await assert.rejects(
      internet.seen(({ path }) => path === '/never', { within: 20 }),
      /GET https:\/\/news\.example\/other/,
    );
  });
});

describe('the test internet, told to pass unknown hosts', () => {
  it('leads them to where they really are', async () => {
    const elsewhere = createServer((_, response) => void response.end('the real one'));
    await new Promise((resolve) => elsewhere.listen(0, '127.0.0.1', () => resolve(undefined)));
    const open = await startInternet();
    try {
      const url = `http://127.0.0.1:${portOf(elsewhere)}/`;
      assert.equal((await ask(url, {}, open)).status, 403);
      open.passUnknown();
      assert.equal((await ask(url, {}, open)).body, 'the real one');
      assert.equal(open.passed[0]?.host, '127.0.0.1');
      assert.deepEqual(open.log, []);
    } finally {
      await open.close();
      elsewhere.close();
    }
  });
});

/**
 * Asks through the proxy.
 * @param {string} url
 * @param {{method?: string, headers?: Record<string, string>, body?: string}} [options]
 * @param {import('./index.js').Internet} [through]
 * @returns {Promise<{status: number, body: string}>}
 */
async function ask(url, { method = 'GET', headers = {}, body = '' } = {}, through = internet) {
  const { protocol, hostname } = new URL(url);
  const road = { host: '127.0.0.1', port: through.proxyPort };
  const request =
    protocol === 'http:'
      ? httpRequest({ ...road, path: url, method, headers: { ...headers, host: hostname } })
      : httpsRequest(url, {
          method,
          headers,
          ca: through.authority,
          agent: false,
          ...(await tunnel(road, hostname)),
        });
  return new Promise((resolve, reject) => {
    request.on('error', reject).on('response', async (response) => {
      const chunks = await response.setEncoding('utf8').toArray();
      resolve({ status: response.statusCode ?? 0, body: chunks.join('') });
    });
    request.end(body);
  });
}

/**
 * @param {{host: string, port: number}} road
 * @param {string} hostname
 * @returns {Promise<{socket: import('node:net').Socket}>}
 */
function tunnel(road, hostname) {
  return new Promise((resolve, reject) => {
    httpRequest({ ...road, method: 'CONNECT', path: `${hostname}:443` })
      .on('error', reject)
      .on('connect', ({ statusCode }, socket) => {
        if (statusCode === 200) resolve({ socket });
        else reject(new Error(`The proxy answered ${statusCode}.`));
      })
      .end();
  });
}
