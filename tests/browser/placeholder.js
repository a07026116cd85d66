/**
 * Placeholders as a person meets them: what stands on a page, and presses on it. They hide from pages, so they are read
 * from the extension's own world; presses are the browser's own, at the places where the buttons are seen.
 */

import { PATIENCE_MS } from './waiting.js';

/** @typedef {import('./drivers/index.js').TestBrowser} TestBrowser */
/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {{ name: string, text: string, does: string, value: string, x: number, y: number, seen: boolean, disabled: boolean }} Button */
/** @typedef {{ frame: string, label: string, text: string, classes: string, scheme: string, box: { x: number, y: number, width: number, height: number }, buttons: Button[], cut: string[] }} Seen `cut`: what of the menu is wider than its place */

/** What is nearer to the edge of the window may be cut off. */
const EDGE = 17;

/**
 * Waits until a page's placeholders are as wanted, drawn and all; without `wanted` it tells what there is.
 * @param {TestBrowser} browser
 * @param {Page} page
 * @param {(seen: Seen[]) => boolean} [wanted]
 * @returns {Promise<Seen[]>}
 */
export async function placeholdersOn(browser, page, wanted = () => true) {
  const tabId = await browser.tabId(page);
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await read(browser, tabId);
    if (wanted(seen)) return seen;
    if (Date.now() > end)
      throw new Error(`On ${page.url()} the placeholders never were as wanted. They are:\n${describe(seen)}`);
  }
}

/**
 * The placeholder whose label begins so, waited for.
 * @param {TestBrowser} browser
 * @param {Page} page
 * @param {string} label
 */
export async function placeholder(browser, page, label) {
  const seen = await placeholdersOn(browser, page, (all) => all.some((one) => one.label.startsWith(label)));
  return /** @type {Seen} */ (seen.find((one) => one.label.startsWith(label)));
}

/**
 * Presses a button as a person does: goes there, sees it, and clicks.
 * @param {TestBrowser} browser
 * @param {Page} page whose outermost document has the placeholder
 * @param {string} label
 * @param {{ does: string, value?: string }} wanted
 */
export async function press(browser, page, label, { does, value }) {
  const isWanted = (/** @type {Button} */ button) =>
    button.does === does && !button.disabled && (value === undefined || button.value === value);
  const find = (/** @type {Seen[]} */ all) =>
    all
      .filter((one) => one.label.startsWith(label))
      .flatMap(({ buttons }) => buttons.find(isWanted) ?? [])[0];
  const height = await page.evaluate(() => innerHeight);
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    // A page may move while it loads: the person follows.
    const seen = await placeholdersOn(browser, page, (all) => find(all) !== undefined);
    const button = /** @type {Button} */ (find(seen));
    const isInView = button.y > EDGE && button.y < height - EDGE;
    if (button.seen && isInView) return page.mouse.click(button.x, button.y);
    if (Date.now() > end)
      throw new Error(`${label} on ${page.url()} never came in sight:\n${describe(seen)}`);
    if (isInView) {
      await page.mouse.move(button.x - 1, button.y - 1);
      await page.mouse.move(button.x, button.y);
    } else await page.evaluate((y) => scrollBy({ top: y - innerHeight / 2, behavior: 'instant' }), button.y);
  }
}

/**
 * Chooses in the menu of a placeholder.
 * @param {TestBrowser} browser
 * @param {Page} page
 * @param {string} label
 * @param {{ identity: 'with' | 'without', lasting: string }} wanted
 */
export async function chooseIn(browser, page, label, { identity, lasting }) {
  const isOpen = (/** @type {Seen[]} */ all) =>
    all.some((one) => one.label.startsWith(label) && one.buttons.some(({ does }) => does === identity));
  // A page that moves while it loads takes a press for itself, and the person presses again.
  const end = Date.now() + PATIENCE_MS;
  do await press(browser, page, label, { does: 'menu' });
  while (!isOpen(await placeholdersOn(browser, page)) && Date.now() < end);
  await press(browser, page, label, { does: identity, value: lasting });
}

/** @param {Seen[]} seen */
function describe(seen) {
  return seen.map(({ frame, label, text }) => `${frame} ${label}: ${text}`).join('\n') || 'none';
}

/**
 * @param {TestBrowser} browser
 * @param {number} tabId
 * @returns {Promise<Seen[]>}
 */
async function read(browser, tabId) {
  return browser.inExtension(async (id) => {
    const results = await chrome.scripting.executeScript({
      target: { tabId: id, allFrames: true },
      injectImmediately: true,
      func: () => {
        /** @param {Element} element */
        const rootOf = (element) =>
          /** @type {ShadowRoot | null | undefined} */ (
            Reflect.get(element, 'openOrClosedShadowRoot') ??
              chrome.dom?.openOrClosedShadowRoot(/** @type {HTMLElement} */ (element))
          );
        /** @param {ParentNode} within @returns {Element[]} */
        const hosts = (within) =>
          [...within.querySelectorAll('*')].flatMap((element) => {
            const root = rootOf(element);
            if (!root) return [];
            return root.querySelector('.box[role=group]') ? [element] : hosts(root);
          });
        return hosts(document).map((host) => {
          const root = /** @type {ShadowRoot} */ (rootOf(host));
          const box = /** @type {HTMLElement} */ (root.querySelector('.box'));
          const { x, y, width, height } = host.getBoundingClientRect();
          return {
            frame: location.href,
            label: box.getAttribute('aria-label') ?? '',
            text: [...root.querySelectorAll('.box, .menu')]
              .map((part) => /** @type {HTMLElement} */ (part).innerText)
              .join('\n'),
            classes: box.className,
            scheme: getComputedStyle(host).colorScheme,
            box: { x, y, width, height },
            cut: [...root.querySelectorAll('.menu, .menu *')]
              .filter(({ clientWidth, scrollWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
              .map(({ outerHTML }) => outerHTML),
            buttons: [...root.querySelectorAll('button')].map((button) => {
              const place = button.getBoundingClientRect();
              return {
                name: button.getAttribute('aria-label') ?? button.innerText,
                text: button.innerText,
                does: button.dataset.do ?? '',
                value: button.dataset.value ?? '',
                x: place.x + place.width / 2,
                y: place.y + place.height / 2,
                seen: button.hasAttribute('data-seen'),
                disabled: button.disabled,
              };
            }),
          };
        });
      },
    });
    return results.flatMap(({ result }) => result ?? []);
  }, tabId);
}
