/**
 * Installs an extension in Chromium for good, as administrators do: packed, and named in a policy that says where to
 * fetch it. Only so does it survive a restart; what a driver loads unpacked is gone then.
 *
 * `normal_installed` unless the test is about forced copies: Chromium lets these alone use blocking webRequest, and
 * keeps drivers out of their pages until it is told that developer tools are fine.
 */

import { execFile } from 'node:child_process';
import { createHash, createPublicKey } from 'node:crypto';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { POLICIES, putPolicy } from './chromium-policy-file.js';

const UPDATES = 'extension-updates.example';

/** DeveloperToolsAvailability: for all extensions, forced ones too. */
const ALWAYS = 1;

/**
 * @typedef {object} PolicyInstall
 * @property {string} id the id that the extension will have
 * @property {(browser: import('puppeteer-core').Browser) => Promise<void>} arrived resolves when a browser, just
 *   started for the first time, has installed the extension
 * @property {() => void} remove takes the policy away
 */

/**
 * @param {object} options
 * @param {string} options.executablePath
 * @param {string} options.extension
 * @param {string} options.home a directory to work in
 * @param {boolean} options.forced
 * @param {import('../internet/index.js').Internet} options.internet serves the package to the browser
 * @returns {Promise<PolicyInstall>}
 */
export async function installByPolicy({ executablePath, extension, home, forced, internet }) {
  const { id, crx, version } = await pack({ executablePath, extension, home });
  internet.serve(UPDATES, {
    '/extension.crx': { headers: { 'content-type': 'application/x-chrome-extension' }, body: crx },
    '/update.xml': {
      headers: { 'content-type': 'text/xml' },
      body: `<?xml version="1.0"?>
        <gupdate xmlns="http://www.google.com/update2/response" protocol="2.0"><app appid="${id}">
        <updatecheck codebase="https://${UPDATES}/extension.crx" version="${version}"/></app></gupdate>`,
    },
  });
  const remove = await putPolicy({
    ExtensionSettings: {
      [id]: {
        installation_mode: forced ? 'force_installed' : 'normal_installed',
        update_url: `https://${UPDATES}/update.xml`,
      },
    },
    DeveloperToolsAvailability: ALWAYS,
  });
  return { id, remove, arrived: (browser) => arrival(browser, id) };
}

/**
 * @param {object} options
 * @param {string} options.executablePath
 * @param {string} options.extension
 * @param {string} options.home
 */
async function pack({ executablePath, extension, home }) {
  // Chromium writes the package and its key beside the directory it packs.
  const source = join(home, 'extension');
  await cp(extension, source, { recursive: true });
  await promisify(execFile)(executablePath, [
    '--headless=new',
    `--user-data-dir=${join(home, 'packing')}`,
    `--pack-extension=${source}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]);
  const { version } = JSON.parse(await readFile(join(source, 'manifest.json'), 'utf8'));
  return {
    crx: await readFile(`${source}.crx`),
    id: idOf(await readFile(`${source}.pem`)),
    version: String(version),
  };
}

/**
 * An extension's id is the beginning of its public key's hash, in hexadecimal digits from `a` to `p`.
 * @param {Buffer} key PEM
 */
function idOf(key) {
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const digits = createHash('sha256').update(der).digest('hex').slice(0, 32);
  return Array.from(digits, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} id
 */
async function arrival(browser, id) {
  const session = await browser.target().createCDPSession();
  const arrived = new Promise((resolve, reject) => {
    const deadline = setTimeout(
      () => reject(new Error(`Chromium did not install the extension that ${POLICIES} names.`)),
      60_000,
    );
    session.on('Target.targetCreated', ({ targetInfo }) => {
      if (!targetInfo.url.startsWith(`chrome-extension://${id}/`)) return;
      clearTimeout(deadline);
      resolve(undefined);
    });
  });
  await session.send('Target.setDiscoverTargets', { discover: true });
  await arrived;
  await session.detach();
}
