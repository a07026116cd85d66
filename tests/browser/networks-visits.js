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

/** The rows of the table that a page can make, and have its last words after them. */
export const rows = ofSpeakers(readNetworks().filter((row) => wayOf(row) !== undefined));

/** Its last words come after whatever the pages before it sent. */
const CLOSING = 'https://closing.example/';

/**
 * Requests that the network's own pages make, or those of its company. They are made after all others, so that a cookie
 * found before was left by none of them.
 * @param {NetworkRow} row
 */
export const isAtHome = ({ page }) => !new URL(page).hostname.endsWith('.example');

/**
 * Lists stop all that some sites ask for, at home too: `ads.reddit.com`.
 * @param {readonly NetworkRow[]} some
 */
function ofSpeakers(some) {
  const pages = [...new Set(some.map(({ page }) => page))];
  const { answers } = askInLines(
    pages.map((page) => ({ url: new URL('/last-words.js', page).href, page, type: 'script' })),
  );
  const speakers = pages.filter((_, at) => answers[at].action === 'allow');
  return some.filter(({ page }) => speakers.includes(page));
}

/**
 * What the core says is to become of each row, by lists, catalogue and level.
 * @param {'gentle' | 'standard'} level
 * @returns {(row: NetworkRow) => string} the verdict's action
 */
export function verdictsAt(level) {
  const questions = rows.map(({ url, page, type, method = 'GET' }) => ({ url, page, type, method }));
  const { answers, stderr } = askInLines(questions, ['--level', level]);
  if (answers.length !== rows.length) throw new Error(stderr);
  const actions = new Map(rows.map((row, at) => [row, answers[at].action]));
  return (row) => actions.get(row);
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
 * Makes requests of the table.
 * @param {import('./drivers/index.js').TestBrowser} browser
 * @param {Internet} internet
 * @param {readonly NetworkRow[]} asked
 * @param {(row: NetworkRow) => boolean} awaited what should arrive: it is waited for beyond its page's last words, and
 *   its absence is left to be seen by the caller
 */
export async function browse(browser, internet, asked, awaited) {
  const hosts = new Set(asked.map(({ url }) => new URL(url).hostname));
  // No more than these paths: a browser asks some of these hosts for things of its own, and keeps their cookies.
  for (const { hostname, pathname } of asked.map(({ url }) => new URL(url))) {
    internet.serve(hostname, { [pathname]: standIn });
  }
  internet.serve(new URL(CLOSING).hostname, { '/': by.askingPage([]) });
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
  const arrived = new Map(asked.map((row) => [row, []]));
  /** Whose a request is, until another page asks for the same: so those count that come late. */
  /** @type {Map<string, NetworkRow[]>} */
  const askers = new Map();
  const stop = internet.listen((entry) => {
    for (const row of askers.get(signOfEntry(entry)) ?? []) arrived.get(row)?.push(entry);
  });
  for (const visit of visitsOf(asked.filter((row) => !isAtHome(row)))) await make(visit);
  await close();
  // What was asked for by others may be a page at home.
  askers.clear();
  const left = (await jar.cookies()).filter(({ name }) => name === STAND_IN).map(({ domain }) => domain);
  for (const visit of visitsOf(asked.filter(isAtHome))) await make(visit);
  await close();
  stop();

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
    for (const row of ofVisit) askers.set(signOf(row), []);
    for (const row of ofVisit) askers.get(signOf(row))?.push(row);
    internet.forget();
    await page.goto(address);
    await internet.done(address);
    const signs = ofVisit.filter(awaited).map(signOf);
    await Promise.allSettled(signs.map((sign) => internet.seen((entry) => signOfEntry(entry) === sign)));
  }

  async function close() {
    internet.forget();
    await page.goto(CLOSING);
    await internet.done(CLOSING);
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
 * By what a row's request is told from others on its page; frames from all else of the same address.
 * @param {NetworkRow} row
 */
function signOf({ url, method = 'GET', type }) {
  return `${method} ${asServed(url)} ${type === 'sub_frame'}`;
}

/** @param {Entry} entry */
function signOfEntry({ url, method, headers }) {
  return `${method} ${url} ${headers['sec-fetch-dest'] === 'iframe'}`;
}

/**
 * An address as servers see it.
 * @param {string} url
 */
function asServed(url) {
  const { href, hash } = new URL(url.replace(/^wss:/, 'https:'));
  return href.slice(0, href.length - hash.length);
}
