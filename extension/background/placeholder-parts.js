/**
 * Puts together what belongs to placeholders in pages: who tells documents what was replaced, who answers them and the
 * page of a question, and when permissions for one page end. All listeners are registered before it returns.
 *
 * @import { Once } from './once.js'
 * @import { PolicyStore } from './policy.js'
 * @import { Marks } from './shown-widgets.js'
 */

import { isFirefox } from '../shared/browser.js';
import { readCatalogue } from '../shared/catalogue.js';
import { createGrants } from './grants.js';
import { followLeaving } from './leaving.js';
import { answerPlaceholders, CONFIRM_PAGE } from './placeholder-port.js';
import { createPlaceholders } from './placeholders.js';
import { createQuestions } from './questions.js';
import { runAgain } from './run-again.js';
import { createShownWidgets } from './shown-widgets.js';

/** The window of a question, in CSS pixels. */
const QUESTION = Object.freeze({ width: 460, height: 600 });

/**
 * @param {{
 *   policy: Pick<PolicyStore, 'permit'>,
 *   once: Pick<Once, 'permit' | 'leave'>,
 *   inForce: () => Promise<void>,
 *   siteOf: (url: string) => Promise<string | undefined>,
 *   companyOf: (url: string) => Promise<string | undefined>,
 *   onProblem: (error: unknown) => void,
 * }} needs
 */
export function startPlaceholders({ policy, once, inForce, siteOf, companyOf, onProblem }) {
  const knowledge = remembered(readKnowledge);
  const placeholders = createPlaceholders({
    send: (tabId, message, to) =>
      to ? browser.tabs.sendMessage(tabId, message, to) : browser.tabs.sendMessage(tabId, message),
    knowledge,
    onProblem,
  });
  for (const event of [browser.webNavigation.onDOMContentLoaded, browser.webNavigation.onCompleted])
    event.addListener(placeholders.arrived);
  const questions = createQuestions({
    session: browser.storage.session,
    newId: () => crypto.randomUUID(),
    show: (id, { isPrivate }) => showQuestion(id, isPrivate),
  });
  answerPlaceholders({
    runtime: browser.runtime,
    grants: createGrants({ policy, once, questions, placeholders, knowledge, inForce, now: Date.now }),
    questions,
    knowledge,
    siteOf,
    companyOf,
    open: (url, { windowId, index }) => browser.tabs.create({ url, windowId, index: index + 1 }),
    run: ({ tabId, frameId }, mark, missing) =>
      browser.scripting.executeScript({
        target: { tabId, frameIds: [frameId] },
        world: 'MAIN',
        injectImmediately: true,
        func: runAgain,
        args: [mark, missing],
      }),
  });
  followLeaving({
    webNavigation: browser.webNavigation,
    tabs: browser.tabs,
    onLeave: (tabId) => {
      Promise.all([once.leave(tabId), questions.leave(tabId)]).catch(onProblem);
    },
  });
  return placeholders;
}

/** What the catalogue says of widgets: read when one was replaced, since most pages have none. */
async function readKnowledge() {
  const [catalogue, marks] = await Promise.all([readCatalogue(fetch), fetch('/data/marks.json')]);
  return createShownWidgets(catalogue, /** @type {Marks} written by the build */ (await marks.json()));
}

/**
 * Done once, unless it fails.
 * @template T
 * @param {() => Promise<T>} read
 * @returns {() => Promise<T>}
 */
function remembered(read) {
  /** @type {Promise<T> | undefined} */
  let known;
  return async () => {
    known ??= read();
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
}

/**
 * In a window of its own where the browser has windows; of the same kind where it lets extensions into private ones.
 * @param {string} id
 * @param {boolean} isPrivate
 */
async function showQuestion(id, isPrivate) {
  const url = `${browser.runtime.getURL(CONFIRM_PAGE)}?id=${id}`;
  if (browser.windows)
    await browser.windows.create({ url, type: 'popup', incognito: isFirefox && isPrivate, ...QUESTION });
  else await browser.tabs.create({ url });
}
