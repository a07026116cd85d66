/**
 * How much memory extensions hold, while no page of theirs is open. Firefox tells it of the process that all extensions share,
 * code included; Chromium of the service worker's own objects alone. The two cannot be compared with each other.
 *
 * @import { TestBrowser } from '../../browser/drivers/index.js'
 * @import { Subject } from './subjects.js'
 */

import { awake } from '../../browser/bystander.js';
import { privilegedScope } from '../../browser/drivers/firefox-privileged.js';
import { BYSTANDER, NONE } from './subjects.js';

/** How long a process is given to let go of what it does not need. */
const SETTLING_MS = 3_000;

/** Bytes. @typedef {{ browser: string, extension: string, what: string, bytes: number }} MemoryResult */

/**
 * @param {readonly Subject[]} subjects
 * @returns {Promise<MemoryResult[]>}
 */
export async function measureMemory(subjects) {
  /** @type {MemoryResult[]} */
  const results = [];
  for (const { name, extension, browser } of subjects) {
    if (extension === BYSTANDER) await awake(browser);
    if (name === 'firefox') {
      const bytes = await processOfExtensions(browser);
      results.push({ browser: name, extension, what: 'the process of all extensions', bytes });
    } else if (extension !== NONE) {
      const { heap, wasm } = await serviceWorker(browser);
      results.push({ browser: name, extension, what: 'the service worker’s JavaScript', bytes: heap });
      results.push({
        browser: name,
        extension,
        what: 'the service worker’s wasm',
        bytes: wasm,
      });
    }
  }
  return results;
}

/**
 * What no other process shares of it, in Firefox, once its garbage is gone.
 * @param {TestBrowser} browser
 */
async function processOfExtensions(browser) {
  const page = await browser.open('about:blank');
  const { evaluate } = await privilegedScope(page.browser());
  // As the button of about:memory does it, which does not tell when it is done.
  await evaluate(`Services.obs.notifyObservers(null, 'child-mmu-request'), true`);
  await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
  const bytes = await evaluate(
    `ChromeUtils.requestProcInfo().then(({ children }) =>
      children.filter(({ type }) => type === 'extension').reduce((sum, { memory }) => sum + memory, 0))`,
  );
  return Number(bytes);
}

/** @param {TestBrowser} browser Chromium */
async function serviceWorker(browser) {
  const page = await browser.open('about:blank');
  const session = await page.browser().target().createCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  const target = targetInfos.find(({ type }) => type === 'service_worker');
  const connection = session.connection();
  if (!target || !connection) throw new Error('Chromium has no service worker.');
  const worker = await connection.createSession(target);
  await worker.send('HeapProfiler.collectGarbage');
  const { usedSize } = await worker.send('Runtime.getHeapUsage');
  const wasm = await linearMemory(worker);
  await worker.detach();
  return { heap: usedSize, wasm };
}

/**
 * Of all modules of wasm, which the heap does not show.
 * @param {import('puppeteer-core').CDPSession} worker
 */
async function linearMemory(worker) {
  const { result } = await worker.send('Runtime.evaluate', { expression: 'WebAssembly.Memory.prototype' });
  const { objects } = await worker.send('Runtime.queryObjects', {
    prototypeObjectId: String(result.objectId),
  });
  const { result: bytes } = await worker.send('Runtime.callFunctionOn', {
    objectId: String(objects.objectId),
    functionDeclaration: String(sumOf),
    returnByValue: true,
  });
  return Number(bytes.value);
}

/**
 * Runs in the worker.
 * @this {WebAssembly.Memory[]}
 */
function sumOf() {
  return this.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
}
