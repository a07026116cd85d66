// How soon the overview shows 90 days of history: from the address that asks for it to the picture, bars and tables drawn,
// reading the database included. And the longest its thread is busy while somebody runs the pointer over the picture.
// Needs a build.
//
//     node tests/bench/overview.js [rounds] [sites] [companies]

import { browsers, openProtected, says } from '../browser/bystander.js';
import { startInternet } from '../browser/internet/index.js';
import { makeHistory } from '../browser/made-history.js';

const [rounds = '9', sites = '200', companies = '200'] = process.argv.slice(2);
const GOAL_MS = 300;
const FRAME_MS = 50;

const internet = await startInternet({ sites: {} });
try {
  for (const name of browsers) {
    const browser = await openProtected(name, { internet });
    try {
      const maker = await browser.extensionPage('manifest.json');
      await makeHistory(maker, { days: 90, sites: Number(sites), companies: Number(companies) });
      await maker.close();
      const dashboard = await browser.extensionPage('dashboard/dashboard.html#permissions');
      await says(dashboard, 'Nothing is allowed');
      const times = await dashboard.evaluate(open, Number(rounds));
      console.log(`${name}: 90 days of ${sites} sites open in ${said(times)} ms (goal: under ${GOAL_MS})`);
      const frames = await dashboard.evaluate(pointAround);
      console.log(`${name}: pointing around takes ${said(frames)} ms a move (goal: under ${FRAME_MS})`);
    } finally {
      await browser.close();
    }
  }
} finally {
  await internet.close();
}

/** @param {number} rounds */
async function open(rounds) {
  /** @type {number[]} */
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    location.hash = '#permissions';
    await until(() => document.querySelector('#permissions') !== null);
    const start = performance.now();
    location.hash = '#overview?days=0';
    await until(() => document.querySelector('#overview svg.bars') !== null);
    // Laid out too.
    document.body.getBoundingClientRect();
    times.push(performance.now() - start);
  }
  return times;

  /** @param {() => boolean} isSo */
  function until(isSo) {
    return new Promise((/** @type {(value?: undefined) => void} */ resolve) => {
      const observer = new MutationObserver(look);
      observer.observe(document.body, { childList: true, subtree: true });
      look();
      function look() {
        if (!isSo()) return;
        observer.disconnect();
        resolve();
      }
    });
  }
}

async function pointAround() {
  const picture = document.querySelector('.picture[role=application]');
  if (!picture) throw new Error('There is no picture.');
  const box = picture.getBoundingClientRect();
  /** @type {number[]} */
  const times = [];
  for (let step = 0; step < 60; step += 1) {
    const start = performance.now();
    const at = { clientX: box.left + 200 + step * 9, clientY: box.top + 40 + step * 6, bubbles: true };
    picture.dispatchEvent(new PointerEvent('pointermove', at));
    await Promise.resolve();
    document.body.getBoundingClientRect();
    times.push(performance.now() - start);
  }
  return times;
}

/** @param {number[]} times */
function said(times) {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (/** @type {number} */ part) => sorted[Math.floor((sorted.length - 1) * part)]?.toFixed(1);
  return `median ${at(0.5)}, fastest ${at(0)}, slowest ${at(1)}`;
}
