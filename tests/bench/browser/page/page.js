/**
 * The page that engines are measured in: it starts a worker for each, and passes on what it is asked. It measures nothing.
 *
 * @import { Answer, Question } from './worker.js'
 */

/** @type {Map<string, Worker>} */
const workers = new Map();

/**
 * @param {string} engine
 * @param {Question} question
 * @returns {Promise<Answer>}
 */
function ask(engine, question) {
  const worker =
    workers.get(engine) ??
    new Worker(new URL(`worker.js?engine=${engine}`, import.meta.url), { type: 'module' });
  workers.set(engine, worker);
  return new Promise((resolve, reject) => {
    const fail = (/** @type {unknown} */ why) => reject(new Error(`${engine}: ${why}`));
    worker.onerror = ({ message }) => fail(message || 'its worker did not start.');
    worker.onmessage = ({ data }) => (data.error === undefined ? resolve(data.answer) : fail(data.error));
    worker.postMessage(question);
  });
}

/** @param {string} engine whose next question starts it anew */
function end(engine) {
  workers.get(engine)?.terminate();
  workers.delete(engine);
}

/** @typedef {{ ask: typeof ask, end: typeof end }} Bench what the driver finds in the page's globals, as `bench` */
Object.assign(globalThis, { bench: { ask, end } });
