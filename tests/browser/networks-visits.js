/**
 * The table of networks as pages: every request of it that a page can make, made by the page it is said to come from,
 * in a browser that every host of it knows. It tells what arrived and which cookies stayed, and judges neither.
 */

import { readNetworks } from '../core/catalogue-tables.js';
import { askInLines } from '../core/native.js';
import * as by from './asking.js';
import { STAND_IN, standIn } from './internet/trackers/stand-in.js';

/** @typedef {import('../core/catalogue-tables.js').NetworkRow} NetworkRow */
/** @typedef {import('./internet/index.js').Internet} Internet */
/** @typedef {import('./internet/index.js').Entry} Entry */

/** By type and method. Pages are not asked for by pages, and fonts bring no cookies to other sites. */
/** @type {Record<string, by.Way>} */
const WAYS = {
  'script GET': by.script,
  'image GET': by.image,
  'stylesheet GET': by.sheet,
  'sub_frame GET': by.frame,
  'sub_frame POST': by.form,
  'xmlhttprequest GET': by.fetched,
  'xmlhttprequest POST': by.posted,
  'beacon POST': by.beacon,
  'websocket GET': by.socket,
};

/** The cookie by which every host knows the browser. */
export const MEMBER = 'member';

/** The rows of the table that a page can make, without those of which nothing can be seen because a list stops them. */
export const rows = withoutListed(readNetworks().filter((row) => wayOf(row) !== undefined));

/**
 * Requests that the network's own pages make, or those of its company. They are made after all others, so that a cookie
 * found before was left by none of them.
 * @param {NetworkRow} row
 */
export const isAtHome = ({ page }) => !new URL(page).hostname.endsWith('.example');

/**
 * What only looks like a network's may be stopped by a list all the same, and then does not show what the catalogue does.
 * @param {readonly NetworkRow[]} some
 */
function withoutListed(some) {
  const questions = some.map(({ url, page, type, method = 'GET' }) => ({ url, page, type, method }));
  const { answers, stderr } = askInLines(questions, ['--no-catalogue']);
  if (answers.length !== some.length) throw new Error(stderr);
  return some.filter(({ is }, at) => is !== 'miss' || answers[at].action === 'allow');
}

/**
 * One visit a network and page.
 * @param {readonly NetworkRow[]} some
 */
function visitsOf(some) {
  /** @type {Map<string, { page: string, rows: NetworkRow[] }>} */
  const visits = new Map();
  for (const row of some) {
    const key = `${row.network} ${row.page}`;
    visits.set(key, { page: row.page, rows: [...(visits.get(key)?.rows ?? []), row] });
  }
  return [...visits.values()];
}

/**
 * Makes all requests of the table.
 * @param {import('./drivers/index.js').TestBrowser} browser
 * @param {Internet} internet
 * @param {(row: NetworkRow) => boolean} awaited whether a request is waited for beyond its page's last words
 */
export async function browse(browser, internet, awaited) {
  const hosts = new Set(rows.map(({ url }) => new URL(url).hostname));
  for (const host of hosts) internet.serve(host, { '*': standIn });
  // Some have a stand-in of their own, which serves these very paths.
  for (const { hostname, pathname } of rows.map(({ url }) => new URL(url))) {
    internet.serve(hostname, { [pathname]: standIn });
  }
  const page = await browser.open('about:blank');
  const jar = page.browserContext();
  await jar.setCookie(
    ...Array.from(hosts, (domain) => ({
      name: MEMBER,
      value: '1',
      domain,
      path: '/',
      secure: true,
      sameSite: /** @type {const} */ ('None'),
    })),
  );

  /** @type {Map<NetworkRow, Entry[]>} */
  const arrived = new Map();
  for (const visit of visitsOf(rows.filter((row) => !isAtHome(row)))) await make(visit);
  const left = (await jar.cookies()).filter(({ name }) => name === STAND_IN).map(({ domain }) => domain);
  for (const visit of visitsOf(rows.filter(isAtHome))) await make(visit);

  return {
    /** @param {NetworkRow} row */
    arrived: (row) => arrived.get(row) ?? [],
    /** Whether a host's answers left their cookie, asked for by pages of others. @param {NetworkRow} row */
    leftCookie: ({ url }) => left.includes(new URL(url).hostname),
  };

  /** @param {ReturnType<typeof visitsOf>[number]} visit */
  async function make({ page: address, rows: ofVisit }) {
    const { hostname, pathname } = new URL(address);
    internet.serve(hostname, { [pathname]: by.askingPage(ofVisit.map(piece)) });
    internet.serve(`last-words.${hostname}`, {});
    internet.forget();
    await page.goto(address);
    await internet.done(address);
    await Promise.allSettled(
      ofVisit.filter(awaited).map((row) => internet.seen((entry) => isOf(row, entry), { within: 2_000 })),
    );
    for (const row of ofVisit) {
      arrived.set(
        row,
        internet.log.filter((entry) => isOf(row, entry)),
      );
    }
  }
}

/** @param {NetworkRow} row */
function wayOf({ type, method = 'GET' }) {
  return WAYS[`${type} ${method}`];
}

/** @param {NetworkRow} row */
function piece(row) {
  return wayOf(row)?.(asServed(row.url)) ?? '';
}

/**
 * Whether a request is that of a row; of the same address, frames are told from all else.
 * @param {NetworkRow} row
 * @param {Entry} entry
 */
function isOf({ url, method = 'GET', type }, entry) {
  const inFrame = entry.headers['sec-fetch-dest'] === 'iframe';
  return entry.url === asServed(url) && entry.method === method && inFrame === (type === 'sub_frame');
}

/**
 * An address as servers see it.
 * @param {string} url
 */
function asServed(url) {
  const { href, hash } = new URL(url.replace(/^wss:/, 'https:'));
  return href.slice(0, href.length - hash.length);
}
