/**
 * Shows the extension at work to a person: opens a browser with it on the demo page, and tells in the terminal what
 * reached the trackers, until the browser is closed or Ctrl-C is pressed.
 *
 *     node tests/browser/run.js <firefox|chrome> [--url URL] [--headless]
 *
 * The test internet and the drivers do the work; this is their use from the command line.
 */

import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { dist, openProtected } from './bystander.js';
import { keepAccount } from './demo/account.js';
import { DEMO_URL } from './demo/site.js';
import { startInternet } from './internet/index.js';

const browsers = /** @type {const} */ ({
  firefox: { driver: 'firefox', title: 'Firefox' },
  chrome: { driver: 'chromium', title: 'Chromium' },
});

try {
  const wanted = readArguments(process.argv.slice(2));
  if (typeof wanted === 'string') {
    console.error(wanted);
    process.exitCode = 2;
  } else {
    await run(wanted);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/**
 * @typedef {object} Wanted
 * @property {keyof typeof browsers} browser
 * @property {string} url
 * @property {boolean} headless
 */

/**
 * @param {string[]} args
 * @returns {Wanted | string} what is wanted, or what is wrong with it
 */
function readArguments(args) {
  const usage = 'Usage: node tests/browser/run.js <firefox|chrome> [--url URL] [--headless]';
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { url: { type: 'string' }, headless: { type: 'boolean' } },
    });
    const [browser, ...rest] = positionals;
    if ((browser !== 'firefox' && browser !== 'chrome') || rest.length > 0) return usage;
    const { url = DEMO_URL, headless = false } = values;
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return `Not a web address: ${url}`;
    return { browser, url, headless };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // What follows the first sentence is advice for a rarer case.
    return `${message.split('. ')[0]}. ${usage}`;
  }
}

/** @param {Wanted} wanted */
async function run({ browser: name, url, headless }) {
  const { driver, title } = browsers[name];
  if (!existsSync(dist(driver))) throw new Error(`The extension is not built: there is no dist/${name}.`);

  const interrupted = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
  });
  const blind = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  if (blind && !headless) console.log('There is no display here, so the browser runs headless.');

  const internet = await startInternet();
  const real = !internet.knows(new URL(url).hostname);
  if (real) internet.passUnknown();
  const stopAccount = keepAccount(internet, (sentence) => console.log(sentence));
  try {
    const browser = await openProtected(driver, {
      internet,
      headless: headless || blind,
      handleSignals: false,
    });
    try {
      console.log(
        real
          ? `${title} is open with Bystander, on the real network. Well-known trackers are answered by stand-ins on this machine.`
          : `${title} is open with Bystander, on a small internet of its own. Nothing leaves this machine.`,
      );
      console.log(`The page is ${url}\nClose the browser or press Ctrl-C to end.\n`);
      const ended = Promise.race([interrupted, browser.closed()]);
      const opened = browser
        .open(url)
        .catch((error) => console.log(`The page did not open: ${error.message}`));
      await Promise.race([opened, ended]);
      await ended;
    } finally {
      await browser.close();
    }
  } finally {
    stopAccount();
    await internet.close();
  }
}
