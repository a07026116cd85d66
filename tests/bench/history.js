// What 90 days of history with 1,000 pages a day take on Chromium's disk, twice, since it has a copy there; and how long it
// takes to read them all, as the dashboard does. Needs a build.
//
//     node tests/bench/history.js [sites a day] [companies a site]

import { openProtected } from '../browser/bystander.js';
import { startInternet } from '../browser/internet/index.js';

const [sites = '200', companies = '15'] = process.argv.slice(2);
const GOAL_BYTES = 20_000_000;
const GOAL_MS = 150;

const internet = await startInternet({ sites: {} });
const browser = await openProtected('chromium', { internet });
try {
  const page = await browser.extensionPage('manifest.json');
  const { bytes, packed, times, cells } = await page.evaluate(fillAndRead, {
    days: 90,
    pages: 1000,
    sites: Number(sites),
    companies: Number(companies),
  });
  const million = (/** @type {number} */ number) => (number / 1e6).toFixed(1);
  console.log(`90 days, 1,000 pages a day on ${sites} sites, ${companies} companies on each; ${cells} cells`);
  console.log(
    `packed ${million(packed)} MB; on the disk, with the copy, ${million(2 * bytes)} MB; goal: under ${million(GOAL_BYTES)} MB`,
  );
  console.log(`read in ${times.map((time) => time.toFixed(0)).join(', ')} ms; goal: under ${GOAL_MS} ms`);
  process.exitCode = 2 * bytes < GOAL_BYTES && Math.max(...times) < GOAL_MS ? 0 : 1;
} finally {
  await browser.close();
  await internet.close();
}

/** @param {{ days: number, pages: number, sites: number, companies: number }} what */
async function fillAndRead({ days, pages, sites, companies }) {
  const modules = [
    '/shared/history-days.js',
    '/shared/history-store.js',
    '/shared/history.js',
    '/vendor/idb/index.js',
  ];
  const [history, { openDatabase }, { openHistory }, { openDB }] = await Promise.all(
    modules.map((module) => import(module)),
  );
  const database = await openDatabase(openDB);
  const before = (await navigator.storage.estimate()).usage ?? 0;
  let packed = 0;
  let cells = 0;
  for (let number = 0; number < days; number += 1) {
    const sums = history.emptyDay(history.dayOf(Date.now(), number));
    for (let site = 0; site < sites; site += 1) {
      // Most sites are other ones every day.
      const name = `www-number-${site < 40 ? site : site + number * 13}.example`;
      history.addPages(sums, name, Math.ceil(pages / sites));
      for (let company = 0; company < companies; company += 1) {
        const who = Math.floor(Math.random() ** 3 * 400);
        const many = (/** @type {number} */ most) => Math.floor(Math.random() ** 2 * most);
        const kind = ['advertising', 'analytics', 'social'][who % 3];
        const numbers = [1 + many(pages / sites), many(60), many(9), many(3), many(2), 0];
        history.addCell(sums, { site: name, company: `Company of number ${who}`, kind, sums: numbers });
      }
    }
    const record = history.pack(history.dayFrom(sums));
    packed += record.bytes.length + record.sites.length + record.companies.length + record.kinds.length;
    await database.put('days', record);
  }
  const { days: read } = await openHistory();
  /** @type {number[]} */
  const times = [];
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now();
    const all = await read();
    times.push(performance.now() - start);
    cells = all.reduce(
      (/** @type {number} */ sum, /** @type {{ cells: Uint32Array }} */ day) =>
        sum + day.cells.length / history.CELL,
      0,
    );
  }
  return { bytes: ((await navigator.storage.estimate()).usage ?? 0) - before, packed, times, cells };
}
