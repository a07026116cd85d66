/** Which site a person means by what they wrote or pasted. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { siteNamed } from '../../extension/background/site-named.js';

const SUFFIXES = ['co.uk', 'github.io', 'example', 'com', 'localhost'];

/**
 * As the core does, with a few public suffixes.
 * @param {string} url
 */
function siteOf(url) {
  const { hostname } = new URL(url);
  if (/^[\d.]+$|^\[/.test(hostname)) return hostname;
  const labels = hostname.split('.');
  const at = labels.findIndex((_, index) => SUFFIXES.includes(labels.slice(index).join('.')));
  return labels.slice(Math.max(0, at - 1)).join('.');
}

describe('a site that a person names', () => {
  for (const [named, site] of /** @type {const} */ ([
    ['news.example', 'news.example'],
    ['  News.Example ', 'news.example'],
    ['www.news.co.uk', 'news.co.uk'],
    ['https://www.news.example/a/b?c=d#e', 'news.example'],
    ['http://news.example:8080/', 'news.example'],
    ['news.example/story', 'news.example'],
    ['news.example:8443', 'news.example'],
    ['me.github.io', 'me.github.io'],
    ['münchen.example', 'xn--mnchen-3ya.example'],
    ['192.0.2.7', '192.0.2.7'],
    ['http://[2001:db8::1]/', '[2001:db8::1]'],
    ['localhost', 'localhost'],
    ['http://intranet/page', 'intranet'],
  ]))
    test(`“${named}” is ${site}`, () => assert.deepEqual(siteNamed(named, siteOf), { site }));

  for (const [named, why] of /** @type {const} */ ([
    ['', 'empty'],
    ['   ', 'empty'],
    ['facebook', 'not-site'],
    ['two words.example', 'not-site'],
    ['https://', 'not-site'],
    ['http://a b/', 'not-site'],
    ['no/such.thing', 'not-site'],
    ['about:blank', 'not-site'],
    ['ftp://news.example/', 'not-web'],
    ['moz-extension://1234/page.html', 'not-web'],
    ['co.uk', 'suffix'],
    ['https://github.io/', 'suffix'],
  ]))
    test(`“${named}” is none: ${why}`, () => assert.deepEqual(siteNamed(named, siteOf), { why }));
});
