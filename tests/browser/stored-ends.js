/**
 * When what a person let load ends, as it is stored; and how that end is moved, so that no test waits for an hour.
 */

import { stopped } from './bystander.js';

/** @typedef {import('./drivers/index.js').TestBrowser} TestBrowser */

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
 * @param {number} until
 */
export async function endAt(browser, site, until) {
  await stopped(browser);
  await browser.inExtension(
    async (site, until) => {
      const { policy } = await chrome.storage.local.get('policy');
      /** @type {{ permissions: { site: string, until: number }[] }} */
      const { permissions } = Object(policy);
      for (const one of permissions) if (one.site === site) one.until = until;
      await chrome.storage.local.set({ policy });
    },
    site,
    until,
  );
  await stopped(browser);
}

/**
 * Resolves when the browser will wake the background then.
 * @param {TestBrowser} browser
 * @param {number} when
 */
export async function alarmAt(browser, when) {
  const alarms = () =>
    browser.inExtension(async () => (await chrome.alarms.getAll()).map(({ scheduledTime }) => scheduledTime));
  while (!(await alarms()).includes(when));
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
  while ((await left()) > 0);
}

/** Resolves when no permission is stored. @param {TestBrowser} browser */
export function forgotten(browser) {
  return browser.inExtension(async () => {
    const isForgotten = async () => {
      const { policy } = await chrome.storage.local.get('policy');
      return Object(policy).permissions.length === 0;
    };
    await new Promise((done) => {
      const look = async () => (await isForgotten()) && done(undefined);
      chrome.storage.local.onChanged.addListener(look);
      look();
    });
  });
}
