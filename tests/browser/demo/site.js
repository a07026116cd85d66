/**
 * The Harbour Courier at https://news.example/: a local newspaper that carries the trackers such pages carry. The
 * article is in article.html, the trackers' install snippets in snippets.js; this module says what is served where.
 */

import { readFileSync } from 'node:fs';
import { json, text } from '../internet/responses.js';
import { bodySnippets, headSnippets } from './snippets.js';

/** Where the demo page is. */
export const DEMO_URL = 'https://news.example/';

/**
 * What the page needs from its own servers; all of it must keep working under any protection.
 * @type {readonly {host: string, path: string}[]}
 */
export const ownParts = [
  { host: 'news.example', path: '/' },
  { host: 'news.example', path: '/paper.css' },
  { host: 'news.example', path: '/reader.js' },
  { host: 'news.example', path: '/images/ferry.svg' },
  { host: 'news.example', path: '/api/most-read' },
  { host: 'api.news.example', path: '/weather' },
];

/** @type {Record<string, import('../internet/sites.js').Routes>} */
export const newspaper = {
  'news.example': {
    '/': text('text/html', article()),
    '/paper.css': text('text/css', file('paper.css')),
    '/reader.js': text('text/javascript', file('reader.js')),
    '/images/ferry.svg': text('image/svg+xml', file('ferry.svg')),
    '/images/mark.svg': text('image/svg+xml', file('mark.svg')),
    '/api/most-read': json([
      'Council finds the missing statue in its own cellar',
      'Swimming bath to open an hour earlier for the bakers',
      'Who painted the 14 tram? A history in four colours',
      'School bell rings in F sharp after repair',
      'Letters: in defence of the gulls',
    ]),
  },
  'api.news.example': {
    '/weather': json({ place: 'Harbour', degrees: 9, sky: 'light wind' }),
  },
};

/** The article with its trackers. A replacer function, because snippets are full of `$`. */
function article() {
  return file('article.html')
    .replace('<!-- trackers of the head -->', () => headSnippets)
    .replace('<!-- trackers of the body -->', () => bodySnippets);
}

/** @param {string} name */
function file(name) {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}
