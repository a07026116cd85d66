/**
 * When what a person let load ends, as it is stored; and how that end is moved, so that no test waits for an hour.
 */

import assert from 'node:assert/strict';
import { stopped } from './bystander.js';
import { until } from './waiting.js';

/** @typedef {import('./drivers/index.js').TestBrowser} TestBrowser */

/** Later than the moment in which it is set, which is all that it must be. */
const SOON_MS = 1_000;

/**
 * When the stored permissions of a site end.
 * @param {TestBrowser} browser
 * @param {string} site
 * @returns {Promise<number[]>}
 */
export function ends(browser, site) {
  return browser.inExtension(async (site) => {
    const { policy } = await chrome.storage.local.get('policy');
    /** @type {{ site: string, until: number }[]} */
    const permissions = Object(policy).permissions ?? [];
    return permissions.filter((one) => one.site === site).map(({ until }) => until);
  }, site);
}

/**
 * Moves that end, as if the time until then had passed. The background is stopped before, so that it overwrites nothing,
 * and after, since it reads storage when it wakes.
 * @param {TestBrowser} browser
 * @param {string} site
 * @param {number} end
 */
export async function endAt(browser, site, end) {
  await stopped(browser);
  await browser.inExtension(moveEnds, site, end);
  await stopped(browser);
}

/**
 * What was chosen for a site, which must have an end, ends while the background is stopped: its end and the alarm that the
 * background set for it are both moved to a moment that is soon. Resolves when it is gone from storage.
 * @param {TestBrowser} browser
 * @param {string} site
 * @param {number} was when it would have ended
 */
export async function endsWhileStopped(browser, site, was) {
  const alarms = () => browser.inExtension(() => chrome.alarms.getAll());
  const [alarm] = await until(`an alarm at ${was}`, alarms, (all) => all[0]?.scheduledTime === was);
  await stopped(browser);
  const end = Date.now() + SOON_MS;
  await browser.inExtension(moveEnds, site, end);
  await browser.inExtension((name, when) => chrome.alarms.create(name, { when }), alarm?.name ?? '', end);
  const left = () => browser.inExtension(chosenFor, site);
  await until('nothing that was chosen is stored', left, (count) => count === 0);
  assert.ok(Date.now() >= end, 'it was forgotten before its end');
}

/**
 * Resolves when the last private window is closed and what was chosen there is gone, from memory too.
 * @param {TestBrowser} browser
 */
export async function noneIsPrivate(browser) {
  const left = () =>
    browser.inExtension(async () => {
      const tabs = await chrome.tabs.query({});
      const { once, 'policy:private': chosen } = await chrome.storage.session.get(null);
      const kept = [once, ...Object.values(Object(chosen))].filter(Array.isArray).flat();
      return tabs.filter(({ incognito }) => incognito).length + kept.length;
    });
  await until('no private window, and nothing of one kept', left, (count) => count === 0);
}

/**
 * In a page of the extension.
 * @param {string} site
 * @param {number} end
 */
async function moveEnds(site, end) {
  const { policy } = await chrome.storage.local.get('policy');
  /** @type {Record<string, { site: string, until: number }[]>} */
  const { levels = [], exceptions = [], permissions = [] } = Object(policy);
  for (const one of [...levels, ...exceptions, ...permissions]) if (one.site === site) one.until = end;
  await chrome.storage.local.set({ policy });
}

/**
 * How many choices are stored for a site. In a page of the extension.
 * @param {string} site
 */
async function chosenFor(site) {
  const { policy } = await chrome.storage.local.get('policy');
  /** @type {Record<string, { site: string }[]>} */
  const { levels = [], exceptions = [], permissions = [] } = Object(policy);
  return [...levels, ...exceptions, ...permissions].filter((one) => one.site === site).length;
}
