// How smoothly the log scrolls with 50,000 rows: the time from frame to frame while it is scrolled from end to end, and
// while rows come in. The rows are made up, and go through the section's own code. Needs a build.
//
//     node tests/bench/log.js [rows]

import { browsers, openProtected } from '../browser/bystander.js';
import { startInternet } from '../browser/internet/index.js';

const [count = '50000'] = process.argv.slice(2);
const GOAL_MS = 50;

const internet = await startInternet({ sites: {} });
try {
  for (const name of browsers) {
    const browser = await openProtected(name, { internet });
    try {
      const page = await browser.extensionPage('dashboard/dashboard.html#data');
      await page.setViewport({ width: 1100, height: 900 });
      await page.bringToFront();
      const { idle, scrolling, coming } = await page.evaluate(scroll, Number(count));
      console.log(`${name}: frames of a page at rest: ${said(idle)}`);
      console.log(
        `${name}: frames while ${count} rows are scrolled: ${said(scrolling)} (goal: under ${GOAL_MS} ms)`,
      );
      console.log(`${name}: frames while 100 rows come every 100 ms: ${said(coming)}`);
    } finally {
      await browser.close();
    }
  }
} finally {
  await internet.close();
}

/** @param {number} count */
async function scroll(count) {
  const hosts = [
    'www.facebook.com',
    'bat.bing.com',
    'ad.doubleclick.net',
    'news.example',
    'analytics.tiktok.com',
  ];
  const row = (/** @type {number} */ number) => ({
    id: `made-${number}`,
    time: Date.now(),
    action: ['block', 'allow', 'strip', 'replace', 'clean'][number % 5],
    reason: { kind: 'none' },
    fate: number % 7 ? 'confirmed' : 'predicted',
    url: `https://${hosts[number % hosts.length]}/path/of/something/${number}?with=a&longer=query&n=${number}`,
    type: ['script', 'image', 'xmlhttprequest', 'sub_frame'][number % 4],
    method: 'GET',
    page: 'https://news.example/',
    site: `site-${number % 90}.example`,
    company: `Company ${number % 40}`,
  });
  // The port of the background, whose rows are made up here.
  /** @type {(message: unknown) => void} */
  let tell = () => {};
  const listen = (/** @type {typeof tell} */ listener) => {
    tell = listener;
  };
  const connect = chrome.runtime.connect;
  const port = {
    postMessage: () => {},
    disconnect: () => {},
    onMessage: { addListener: listen },
    onDisconnect: { addListener: () => {} },
  };
  Object.assign(chrome.runtime, { connect: () => port });
  location.hash = '#log';
  while (!document.querySelector('#log .table')) await new Promise(requestAnimationFrame);
  Object.assign(chrome.runtime, { connect });
  tell({ rows: Array.from({ length: count }, (_, number) => row(number)), fates: [] });
  const table = /** @type {HTMLElement} */ (document.querySelector('#log .table'));
  const idle = await frames(60, () => {});
  const end = table.scrollHeight;
  const scrolling = await frames(240, (step) => {
    table.scrollTop = (end * step) / 240;
  });
  let next = count;
  let last = 0;
  const coming = await frames(120, () => {
    if (performance.now() - last < 100) return;
    last = performance.now();
    tell({ rows: Array.from({ length: 100 }, () => row(next++)), fates: [] });
  });
  return { idle, scrolling, coming };

  /**
   * @param {number} many
   * @param {(step: number) => void} act
   */
  async function frames(many, act) {
    /** @type {number[]} */
    const times = [];
    let before = await new Promise(requestAnimationFrame);
    for (let step = 0; step < many; step += 1) {
      act(step);
      const now = await new Promise(requestAnimationFrame);
      times.push(now - before);
      before = now;
    }
    return times;
  }
}

/** @param {number[]} times */
function said(times) {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (/** @type {number} */ part) => sorted[Math.floor((sorted.length - 1) * part)]?.toFixed(1);
  return `median ${at(0.5)}, 99 of 100 under ${at(0.99)}, worst ${at(1)} ms`;
}
