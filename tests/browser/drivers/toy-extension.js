/**
 * The smallest extension that shows whether the drivers work: it blocks one address, answers messages, counts its
 * background's starts, and has a popup with a button. It has nothing to do with the real one.
 */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the toy blocks. */
export const BLOCKED = 'https://tracker.example/pixel';

/**
 * Writes the toy into a directory.
 * @param {string} directory
 * @param {import('./index.js').BrowserName} browser
 */
export async function writeToyExtension(directory, browser) {
  await mkdir(directory);
  const files = { ...shared, ...(browser === 'firefox' ? forFirefox : forChromium) };
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(directory, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

const manifest = {
  manifest_version: 3,
  name: 'Toy',
  version: '1.0',
  action: { default_popup: 'popup.html' },
  host_permissions: ['<all_urls>'],
};

const shared = {
  'popup.html': `<!doctype html><html><meta charset="utf-8"><title>Toy</title>
    <style>body { width: 300px; color-scheme: light dark }</style>
    <button id="press">Press</button> <button id="leave">Leave</button> <p id="state">Waiting.</p> <p hidden>Unseen.</p>
    <script type="module" src="popup.js"></script></html>`,
  'popup.js': `
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    const state = document.querySelector('#state');
    document.querySelector('#press').addEventListener('click', ({ isTrusted }) => {
      state.textContent = isTrusted ? 'Pressed over ' + tab.url : 'Pressed by a script.';
    });
    document.querySelector('#leave').addEventListener('click', () => window.close());
    state.textContent = 'Ready.';`,
  'started.js': `
    export const started = chrome.storage.local.get({ starts: 0 }).then(async ({ starts }) => {
      await chrome.storage.local.set({ starts: starts + 1 });
      return starts + 1;
    });
    chrome.runtime.onMessage.addListener((message, sender, answer) => {
      started.then(answer);
      return true;
    });`,
};

const forFirefox = {
  'manifest.json': {
    ...manifest,
    permissions: ['storage', 'tabs', 'webRequest', 'webRequestBlocking'],
    background: { scripts: ['background.js'], type: 'module' },
    browser_specific_settings: {
      gecko: { id: 'toy@bystander.example', data_collection_permissions: { required: ['none'] } },
    },
  },
  'background.js': `
    import { started } from './started.js';
    browser.webRequest.onBeforeRequest.addListener(
      async () => { await started; return { cancel: true }; },
      { urls: ['${BLOCKED}*'] }, ['blocking']);`,
};

const forChromium = {
  'manifest.json': {
    ...manifest,
    permissions: ['storage', 'tabs', 'declarativeNetRequest'],
    background: { service_worker: 'started.js', type: 'module' },
    declarative_net_request: { rule_resources: [{ id: 'toy', enabled: true, path: 'rules.json' }] },
  },
  'rules.json': [
    { id: 1, action: { type: 'block' }, condition: { urlFilter: `|${BLOCKED}`, resourceTypes: ['image'] } },
  ],
};
