// What placeholders cost a page: time on its main thread in Chromium, for 500 official Like buttons, as frames and as
// elements that a script would draw. The same extension without its placeholders, and none at all, are measured beside it,
// one after the other in every round, so that a busy machine is as busy for all. Without any extension the frames load,
// which takes half a minute, so that is left out. What placeholders look like is checked elsewhere.

import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dist, openProtected } from '../browser/bystander.js';
import { openBrowser } from '../browser/drivers/index.js';
import { makeTemporaryDirectory } from '../browser/drivers/temporary-directory.js';
import { html, script, startInternet } from '../browser/internet/index.js';

/** @typedef {import('../browser/drivers/index.js').TestBrowser} TestBrowser */
/** @typedef {{ total: number, script: number, layout: number, longest: number }} Cost in milliseconds of the thread's own time, the longest task by the clock */

const [rounds = '7', only, count = '500'] = process.argv.slice(2);
const WIDGETS = Number(count);
const ROUNDS = Number(rounds);
/** A page is done when it has done next to nothing for so long. */
const QUIET_MS = 1000;
const ENOUGH_MS = 20;
const SITE = 'https://news.example';

const pages = { frames: frames(), elements: elements() };
const chosen = Object.keys(pages).filter((name) => only === undefined || name === only);
const internet = await startInternet({
  sites: {
    'news.example': Object.fromEntries(Object.entries(pages).map(([name, page]) => [`/${name}`, page])),
    'www.facebook.com': { '/plugins/*': html`<!doctype html><title>Like</title><button>Like</button>` },
    'connect.facebook.net': { '/en_US/sdk.js': script(() => {}) },
  },
});
const home = await makeTemporaryDirectory('bystander-bench-');
/** @type {Record<string, TestBrowser>} */
const browsers = {};
try {
  await withoutPlaceholders(home.path);
  browsers['no extension'] = await openBrowser('chromium', { internet });
  browsers['no placeholders'] = await openProtected('chromium', { internet, extension: home.path });
  browsers.Bystander = await openProtected('chromium', { internet });
  for (const name of chosen) report(name, await measureAll(name));
} finally {
  await Promise.all(Object.values(browsers).map((browser) => browser.close()));
  await internet.close();
  await home.remove();
}

/** @param {string} name of the page */
async function measureAll(name) {
  /** @type {Record<string, Cost[]>} */
  const costs = Object.fromEntries(Object.keys(browsers).map((who) => [who, []]));
  // The first round warms up, and does not count.
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [who, browser] of Object.entries(browsers)) {
      if (who === 'no extension' && name === 'frames') continue;
      const cost = await measure(browser, `${SITE}/${name}`, who === 'Bystander');
      if (round > 0) costs[who]?.push(cost);
    }
  return costs;
}

/**
 * @param {TestBrowser} browser
 * @param {string} url
 * @param {boolean} hasPlaceholders
 * @returns {Promise<Cost>}
 */
async function measure(browser, url, hasPlaceholders) {
  const page = await browser.open('about:blank');
  const session = await page.createCDPSession();
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.evaluateOnNewDocument(() => {
    Reflect.set(window, 'longest', 0);
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        Reflect.set(window, 'longest', Math.max(duration, Reflect.get(window, 'longest')));
    }).observe({ type: 'longtask' });
  });
  // Five hundred frames that are blocked are five hundred error pages to Chromium.
  await page.goto(url, { timeout: 0 });
  if (hasPlaceholders)
    await page.waitForFunction(
      (count) => document.querySelectorAll('iframe + div, .fb-like + div').length === count,
      { polling: 200 },
      WIDGETS,
    );
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value * 1000]));
  };
  let before = await read();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    const now = await read();
    const did = Number(now.TaskDuration) - Number(before.TaskDuration);
    before = now;
    if (did < ENOUGH_MS) break;
  }
  const longest = Number(await page.evaluate(() => Reflect.get(window, 'longest')));
  await page.close();
  const { TaskDuration = 0, ScriptDuration = 0, LayoutDuration = 0, RecalcStyleDuration = 0 } = before;
  return {
    total: TaskDuration,
    script: ScriptDuration,
    layout: LayoutDuration + RecalcStyleDuration,
    longest,
  };
}

/**
 * @param {string} name
 * @param {Record<string, Cost[]>} costs
 */
function report(name, costs) {
  const measured = Object.entries(costs).filter(([, all]) => all.length > 0);
  const medians = Object.fromEntries(measured.map(([who, all]) => [who, medianOf(all)]));
  const base = medians['no placeholders'];
  console.log(`\n${WIDGETS} Like buttons as ${name}: main thread, medians of ${ROUNDS} rounds, ms`);
  console.table(
    Object.fromEntries(
      Object.entries(medians).map(([who, cost]) => [
        who,
        {
          total: cost.total.toFixed(1),
          range: rangeOf((costs[who] ?? []).map(({ total }) => total)),
          scripts: cost.script.toFixed(1),
          'style, layout': cost.layout.toFixed(1),
          'longest task': cost.longest.toFixed(0),
          ratio: base ? (cost.total / base.total).toFixed(2) : '',
        },
      ]),
    ),
  );
  const differences = (costs.Bystander ?? []).map(
    ({ total }, round) => total - (costs['no placeholders']?.[round]?.total ?? 0),
  );
  console.log(
    `placeholders cost ${median(differences).toFixed(1)} ms (${rangeOf(differences)}); goal: under 50 ms`,
  );
}

/** @param {Cost[]} costs @returns {Cost} */
function medianOf(costs) {
  return {
    total: median(costs.map(({ total }) => total)),
    script: median(costs.map((cost) => cost.script)),
    layout: median(costs.map(({ layout }) => layout)),
    longest: median(costs.map(({ longest }) => longest)),
  };
}

/** @param {number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** @param {number[]} values */
function rangeOf(values) {
  return `${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)}`;
}

/** @param {string} directory gets the extension, but for what draws placeholders */
async function withoutPlaceholders(directory) {
  await cp(dist('chromium'), directory, { recursive: true });
  const path = join(directory, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  manifest.content_scripts = manifest.content_scripts.filter(
    (/** @type {{ js: string[] }} */ { js }) => !js.some((file) => file.includes('placeholders')),
  );
  await writeFile(path, JSON.stringify(manifest));
}

function frames() {
  return manyStories(
    (number) => `<p>Story ${number} <iframe width="92" height="22" style="border: 0"
    src="https://www.facebook.com/plugins/like.php?href=https%3A%2F%2Fnews.example%2F${number}&layout=button"></iframe></p>`,
  );
}

function elements() {
  return manyStories(
    (number) =>
      `<p>Story ${number} <span class="fb-like" data-href="https://news.example/${number}" data-layout="button"></span></p>`,
    '<script async src="https://connect.facebook.net/en_US/sdk.js"></script>',
  );
}

/**
 * @param {(number: number) => string} story
 * @param {string} [end]
 */
function manyStories(story, end = '') {
  const stories = Array.from({ length: WIDGETS }, (_, number) => story(number)).join('\n');
  return html`<!doctype html><html lang="en"><meta charset="utf-8"><title>Many</title><link rel="icon" href="data:,">
    ${stories}${end}</html>`;
}
