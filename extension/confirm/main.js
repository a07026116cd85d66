/**
 * Puts the page of a question together: reads the question that its address names, draws it, and brings the answer to the
 * background. An answer counts only after the page has been in sight for a while, so that a press that was meant for the
 * page beneath is not taken for one.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { Identity } from '/core/bystander.js'
 * @import { Catalogue } from '../shared/catalogue.js'
 * @import { ConfirmAnswer, FromConfirm } from '../shared/placeholder-protocol.js'
 * @import { Shown } from './model.js'
 */

import { init } from '/vendor/snabbdom/init.js';
import { attributesModule } from '/vendor/snabbdom/modules/attributes.js';
import { eventListenersModule } from '/vendor/snabbdom/modules/eventlisteners.js';
import { propsModule } from '/vendor/snabbdom/modules/props.js';
import { readCatalogue } from '../shared/catalogue.js';
import { sayLanguage, text } from '../shared/i18n.js';
import { model } from './model.js';
import { view } from './view.js';

/** Longer than a double click. */
const IN_SIGHT_MS = 600;

const patch = init([attributesModule, eventListenersModule, propsModule]);
/** @type {Element | VNode} */
let drawn = /** @type {HTMLElement} */ (document.querySelector('main'));
/** @type {Shown} */
let shown = { question: undefined, lasting: 'once', isReady: false, end: undefined };
/** @type {Catalogue} */
let catalogue = [];
const id = new URLSearchParams(location.search).get('id') ?? '';

document.title = text('confirm_page_title');
sayLanguage(document.documentElement);
addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') void answer(undefined);
});
draw({});
catalogue = await readCatalogue(fetch);
take(await ask({ kind: 'get-question', id }));
awaitSight();

/** @param {Partial<Shown>} change */
function draw(change) {
  shown = { ...shown, ...change };
  drawn = patch(drawn, view(model(shown, catalogue), { setLasting: (lasting) => draw({ lasting }), answer }));
}

/** @param {ConfirmAnswer} received */
function take(received) {
  if ('question' in received) draw({ question: received.question, lasting: received.question.lasting });
  else if ('error' in received)
    draw({ end: received.outcome === 'failed' ? 'failed' : 'gone', error: received.error });
  // The person logs in with the site's own button, which this cannot press.
  else if (shown.question?.widgetKind === 'login') draw({ end: 'login' });
  else void close();
}

/** @param {Identity | undefined} identity */
async function answer(identity) {
  if (shown.end !== undefined) return close();
  if (identity === undefined) {
    await ask({ kind: 'decline', id });
    return close();
  }
  if (!shown.isReady) return;
  draw({ isReady: false });
  take(await ask({ kind: 'answer', id, identity, lasting: shown.lasting }));
}

/**
 * @param {FromConfirm} message
 * @returns {Promise<ConfirmAnswer>}
 */
function ask(message) {
  return browser.runtime.sendMessage(message);
}

function awaitSight() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const look = () => {
    clearTimeout(timer);
    if (document.visibilityState === 'visible')
      timer = setTimeout(() => draw({ isReady: true }), IN_SIGHT_MS);
    else draw({ isReady: false });
  };
  document.addEventListener('visibilitychange', look);
  look();
}

async function close() {
  const tab = await browser.tabs.getCurrent();
  if (tab?.id !== undefined) await browser.tabs.remove(tab.id);
}
