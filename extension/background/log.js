/**
 * The live log: every request that is decided about, told to the dashboards that have their log open, and what became of
 * it. While none is open it listens to nothing; it keeps nothing but what waits to be told, and what rows wait for.
 * It decides nothing and it interferes with nothing.
 *
 * @import { Request, Verdict } from '/core/bystander.js'
 * @import { Fate, FromLog, LogRow, ToLog } from '../shared/log-protocol.js'
 * @import { Decide } from './decide.js'
 * @import { Happening } from './ledger-page.js'
 * @import { Ledger } from './ledger.js'
 */

import { LOG_PORT, readFromLog } from '../shared/log-protocol.js';
import { isFromPage } from '../shared/protocol.js';

const PAGE = '/dashboard/dashboard.html';
const PACE_MS = 100;
/** Rows that may wait for their fate, and fates that may wait for their row. */
const MAX_WAITING = 2000;

/**
 * @typedef {{
 *   name: string,
 *   sender?: { id?: string | undefined, url?: string | undefined, tab?: { incognito: boolean } | undefined } | undefined,
 *   postMessage(message: ToLog): void, disconnect(): void,
 *   onMessage: { addListener(listener: (message: unknown) => void): void },
 *   onDisconnect: { addListener(listener: () => void): void },
 * }} Port
 */
/**
 * @typedef {{
 *   id: string, getURL: (path: string) => string,
 *   onConnect: { addListener(listener: (port: Port) => void): void },
 * }} Runtime
 */
/**
 * @template Details
 * @typedef {{
 *   addListener(listener: (details: Details) => undefined, filter: { urls: string[] }): void,
 *   removeListener(listener: (details: Details) => undefined): void,
 * }} BeforeRequest
 */
/** @typedef {{ facts: Request, verdict: Verdict, isPrivate: boolean }} Judged */
/** @typedef {{ url: string, requestId: string }} Asked */

/**
 * @template {Asked} Details
 * @param {{
 *   runtime: Runtime,
 *   onBeforeRequest: BeforeRequest<Details>,
 *   ready: Promise<{ decide: Decide | undefined }>,
 *   judge: (decide: Decide, details: Details) => Judged | undefined,
 *   now: () => number,
 *   later: (task: () => void, ms: number) => void,
 * }} needs `judge` gives nothing where it is not known whether a request is of a private window: nobody is told of it
 */
export function createLog({ runtime, onBeforeRequest, ready, judge, now, later }) {
  const life = crypto.randomUUID().slice(0, 8);
  let count = 0;
  /** Logs that are open, and whether they are in a private window. @type {Map<Port, boolean>} */
  const open = new Map();
  /** @type {{ row: LogRow, isPrivate: boolean }[]} */
  let rows = [];
  /** @type {{ became: [id: string, fate: Fate], isPrivate: boolean }[]} */
  let fates = [];
  /** Rows whose fate is not known, by request and address. @type {Map<string, { id: string, isPrivate: boolean }>} */
  const waiting = new Map();
  /** What became of requests whose row comes in a moment, since whoever notes it heard of them first. @type {Map<string, Fate>} */
  const early = new Map();
  let isPaced = false;

  runtime.onConnect.addListener((port) => {
    if (port.name !== LOG_PORT) return;
    if (!isFromPage(port.sender, runtime, PAGE)) {
      port.disconnect();
      return;
    }
    port.onDisconnect.addListener(() => close(port));
    port.onMessage.addListener((received) => {
      /** @type {FromLog | undefined} */
      const message = readFromLog(received);
      if (!message || open.has(port)) return;
      if (open.size === 0) onBeforeRequest.addListener(decided, { urls: ['<all_urls>'] });
      open.set(port, port.sender?.tab?.incognito === true);
      // So that it knows that there is somebody.
      port.postMessage({ kind: 'log', rows: [], fates: [] });
    });
  });

  return {
    /**
     * The ledger, with the log hearing what is noted.
     * @template {Pick<Ledger, 'note'>} Noting
     * @param {Noting} ledger
     * @returns {Noting}
     */
    hearing: (ledger) => ({
      ...ledger,
      note(place, happening, outcome) {
        ledger.note(place, happening, outcome);
        if (open.size > 0 && outcome !== 'predicted') hear(happening, outcome);
      },
    }),
  };

  /**
   * @param {Details} details
   * @returns {undefined}
   */
  function decided(details) {
    void write(details, now());
  }

  /**
   * @param {Details} details
   * @param {number} time
   */
  async function write(details, time) {
    const { decide } = await ready;
    if (!decide) return;
    const judged = judge(decide, details);
    if (!judged) return;
    const { facts, verdict, isPrivate } = judged;
    const { url, type, method = 'GET', page, frame } = facts;
    const { action, reason } = verdict;
    const site = decide.site(page);
    // The browser's own requests, and extensions' pages.
    if (site === undefined) return;
    count += 1;
    const id = `${life}-${count}`;
    const { company, kind } = decide.owner(url) ?? {};
    const key = keyOf(details);
    const fate = early.get(key) ?? 'predicted';
    early.delete(key);
    rows.push({
      isPrivate,
      row: {
        ...{ id, time, action, reason, fate, url, type, method, page, site },
        ...(frame !== undefined && { frame }),
        ...(company !== undefined && { company }),
        ...(kind !== undefined && { kind }),
      },
    });
    if (action === 'strip' || (action !== 'allow' && fate === 'predicted'))
      keep(waiting, key, { id, isPrivate });
    pace();
  }

  /**
   * @param {Happening} happening
   * @param {'confirmed' | 'contradicted' | 'revoked' | 'moved'} outcome
   */
  function hear(happening, outcome) {
    const key = keyOf(happening);
    const row = waiting.get(key);
    if (outcome === 'moved') return;
    const fate = outcome === 'revoked' ? 'predicted' : outcome;
    if (row) fates.push({ became: [row.id, fate], isPrivate: row.isPrivate });
    else keep(early, key, fate);
    // Whether a strip lasts shows later.
    if (happening.action !== 'strip') waiting.delete(key);
    pace();
  }

  function pace() {
    if (isPaced) return;
    isPaced = true;
    later(tell, PACE_MS);
  }

  function tell() {
    isPaced = false;
    const [told, ended] = [rows, fates];
    rows = [];
    fates = [];
    for (const [port, isPrivate] of open) {
      const itsRows = told.filter((one) => one.isPrivate === isPrivate).map(({ row }) => row);
      const itsFates = ended.filter((one) => one.isPrivate === isPrivate).map(({ became }) => became);
      try {
        port.postMessage({ kind: 'log', rows: itsRows, fates: itsFates });
      } catch {
        close(port);
      }
    }
  }

  /** @param {Port} port */
  function close(port) {
    if (!open.delete(port) || open.size > 0) return;
    onBeforeRequest.removeListener(decided);
    rows = [];
    fates = [];
    waiting.clear();
    early.clear();
  }
}

/**
 * @template V
 * @param {Map<string, V>} kept of which the oldest goes where there are too many
 * @param {string} key
 * @param {V} value
 */
function keep(kept, key, value) {
  kept.delete(key);
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > MAX_WAITING && oldest !== undefined) kept.delete(oldest);
}

/**
 * What is redirected stays the same request, under another address.
 * @param {{ url: string, requestId: string }} asked
 */
function keyOf({ url, requestId }) {
  return `${requestId} ${url}`;
}
