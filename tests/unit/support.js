/**
 * Small honest stand-ins for the browser: a storage area that keeps copies as the real one does, events, the words of
 * _locales. No behaviour that the real ones lack.
 *
 * @import { Verdict } from '/core/bystander.js'
 * @import { Decide } from '../../extension/background/decide.js'
 * @import { Entry } from '../../extension/shared/protocol.js'
 */

import { readFileSync } from 'node:fs';

const MESSAGES = new URL('../../extension/_locales/en/messages.json', import.meta.url);
/** @type {Record<string, { message: string }>} */
export const messages = JSON.parse(readFileSync(MESSAGES, 'utf8'));

/** Gives shared/i18n.js the messages of _locales/en. */
export function speakEnglish() {
  const i18n = {
    getUILanguage: () => 'en',
    /** @type {(key: string, values?: string[]) => string} */
    getMessage: (key, values = []) =>
      (messages[key]?.message ?? '').replace(/\$(\d)/g, (_, place) => values[place - 1] ?? ''),
  };
  Object.assign(globalThis, { browser: { i18n } });
}

/**
 * A storage area. `held()` makes it answer only when told, to see what happens before.
 * @param {Record<string, unknown>} [content]
 */
export function createArea(content = {}) {
  /** @type {Record<string, unknown>} */
  const stored = structuredClone(content);
  /** @type {string[]} */
  const writes = [];
  /** @type {Promise<void>} */
  let gate = Promise.resolve();

  return {
    stored,
    writes,
    /** @returns {() => void} opens the gate */
    hold() {
      const { promise, resolve } = withResolvers();
      gate = promise;
      return () => resolve();
    },
    /** @param {string | null} key */
    async get(key) {
      await gate;
      const found = key === null ? stored : key in stored ? { [key]: stored[key] } : {};
      return structuredClone(found);
    },
    /** @param {Record<string, unknown>} items */
    async set(items) {
      writes.push(...Object.keys(items));
      Object.assign(stored, structuredClone(items));
      await gate;
    },
    /** @param {string} key */
    async remove(key) {
      writes.push(`-${key}`);
      delete stored[key];
      await gate;
    },
  };
}

/**
 * An event of a browser API.
 * @template {unknown[]} A
 * @template [R=void]
 */
export function createEvent() {
  /** @type {((...args: A) => R)[]} */
  const listeners = [];
  return {
    /** @param {(...args: A) => R} listener */
    addListener: (listener) => void listeners.push(listener),
    /** @param {A} args */
    emit: (...args) => listeners.map((listener) => listener(...args)),
  };
}

/** Promise.withResolvers, which Node has since 22. */
export function withResolvers() {
  /** @type {() => void} */
  let resolve = () => {};
  /** @type {Promise<void>} */
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Lets everything run that waits for nothing but promises. */
export const turn = () => new Promise((done) => setImmediate(done));

/** @param {unknown} problem */
export function noProblem(problem) {
  throw new Error('No problem was expected', { cause: problem });
}

/**
 * A core that always gives the same verdict, and knows no owner and no pixel unless told.
 * @param {() => Verdict} verdict
 * @param {Partial<Decide>} [differences]
 * @returns {Decide}
 */
export function createDecider(verdict, differences = {}) {
  return {
    verdict,
    responseHeaders: () => [],
    site: (url) => new URL(url).hostname,
    owner: () => undefined,
    decode: () => undefined,
    ...differences,
  };
}

/**
 * An entry of the ledger, three requests of which were all stopped unless said otherwise.
 * @param {string} site
 * @param {Partial<Entry>} [differences]
 * @returns {Entry}
 */
export function entry(site, differences = {}) {
  const count = differences.count ?? 3;
  return {
    site,
    action: 'block',
    reason: { kind: 'rule', list: 'tracking', line: 7 },
    types: ['script'],
    count,
    confirmed: count,
    contradicted: 0,
    example: `${site}/x.js`,
    ...differences,
  };
}
