/**
 * Puts the welcome page together: asks the browser where the button is, draws, and looks again when a person comes back
 * from where they may have moved it.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { Seen } from './model.js'
 */

import { init } from '/vendor/snabbdom/init.js';
import { attributesModule } from '/vendor/snabbdom/modules/attributes.js';
import { isFirefox } from '../shared/browser.js';
import { sayLanguage, text } from '../shared/i18n.js';
import { welcomeModel } from './model.js';
import { view } from './view.js';

const patch = init([attributesModule]);
/** @type {Element | VNode} */
let drawn = /** @type {HTMLElement} */ (document.querySelector('main'));

document.title = text('welcome_title');
sayLanguage(document.documentElement);
addEventListener('focus', () => void draw());
await draw();

async function draw() {
  drawn = patch(drawn, view(welcomeModel(await look())));
}

/** @returns {Promise<Seen>} */
async function look() {
  const [{ os }, isPrivateSeen, isPinned] = await Promise.all([
    browser.runtime.getPlatformInfo(),
    browser.extension.isAllowedIncognitoAccess(),
    isOnToolbar(),
  ]);
  return { place: os === 'android' ? 'android' : isFirefox ? 'firefox' : 'chrome', isPinned, isPrivateSeen };
}

/** @returns {Promise<boolean | undefined>} nothing where there is no toolbar to ask about */
async function isOnToolbar() {
  return (await browser.action.getUserSettings?.())?.isOnToolbar;
}
