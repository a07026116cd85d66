/**
 * Puts the page of a person's own rules together: asks the background for them, draws, and sends what was written.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { FromOwnRules, OwnRulesAnswer, OwnRulesReport } from '../shared/protocol.js'
 */

import { init } from '/vendor/snabbdom/init.js';
import { attributesModule } from '/vendor/snabbdom/modules/attributes.js';
import { eventListenersModule } from '/vendor/snabbdom/modules/eventlisteners.js';
import { propsModule } from '/vendor/snabbdom/modules/props.js';
import { sayLanguage, text } from '../shared/i18n.js';
import { model } from './model.js';
import { view } from './view.js';

const patch = init([attributesModule, eventListenersModule, propsModule]);
/** @type {Element | VNode} */
let drawn = /** @type {HTMLElement} */ (document.querySelector('main'));
/** @type {{ written: string, report: OwnRulesReport | undefined, error: string | undefined, state: 'reading' | 'saving' | 'edited' | 'saved' }} */
let shown = { written: '', report: undefined, error: undefined, state: 'reading' };
let written = '';

document.title = text('rules_title');
sayLanguage(document.documentElement);
addEventListener('beforeunload', (event) => {
  // What was written and not saved is not lost without a word.
  if (shown.state === 'edited') event.preventDefault();
});
draw();
await ask({ kind: 'get-own-rules' });

/** @param {FromOwnRules} message */
async function ask(message) {
  const answer = /** @type {OwnRulesAnswer} */ (await browser.runtime.sendMessage(message));
  if (answer.error !== undefined) {
    shown = { ...shown, written, error: answer.error, state: 'edited' };
  } else {
    written = answer.text;
    shown = { written, report: answer.report, error: undefined, state: 'saved' };
  }
  draw();
}

function draw() {
  drawn = patch(
    drawn,
    view(model(shown), {
      edited: (text) => {
        written = text;
        // The remarks are about the rules as they were: with the text they go.
        shown = { ...shown, written, report: undefined, state: 'edited' };
        draw();
      },
      save: () => {
        shown = { ...shown, state: 'saving', error: undefined };
        draw();
        void ask({ kind: 'set-own-rules', text: written });
      },
    }),
  );
}
