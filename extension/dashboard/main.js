/**
 * Puts the dashboard together: its sections, which of them the address opens, and one drawing for all that changes within
 * a frame. What a section knows and says is its own.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 */

import { init } from '/vendor/snabbdom/init.js';
import { attributesModule } from '/vendor/snabbdom/modules/attributes.js';
import { classModule } from '/vendor/snabbdom/modules/class.js';
import { eventListenersModule } from '/vendor/snabbdom/modules/eventlisteners.js';
import { propsModule } from '/vendor/snabbdom/modules/props.js';
import { styleModule } from '/vendor/snabbdom/modules/style.js';
import { readCatalogue } from '../shared/catalogue.js';
import { keepingFocus } from '../shared/focus.js';
import { sayLanguage, text } from '../shared/i18n.js';
import { namesOfLists } from '../shared/list-names.js';
import { readRuleLines } from '../shared/rule-lines.js';
import { createCompaniesSection } from './companies/section.js';
import { createDataSection } from './data/section.js';
import { createLogSection } from './log/section.js';
import { createOverviewSection } from './overview/section.js';
import { createPermissionsSection } from './permissions/section.js';
import { createShell } from './shell.js';
import { createSitesSection } from './sites/section.js';
import { view } from './view.js';

const patch = init([attributesModule, classModule, eventListenersModule, propsModule, styleModule]);
/** @type {Element | VNode} */
let drawn = /** @type {HTMLElement} */ (document.querySelector('#page'));
let isDue = false;

sayLanguage(document.documentElement);
const [catalogue, listNames] = await Promise.all([readCatalogue(fetch), namesOfLists()]);
const shell = createShell([
  createOverviewSection({ changed }),
  createLogSection({
    listNames,
    ruleLines: () => readRuleLines({ fetch, local: browser.storage.local }),
    changed,
  }),
  createSitesSection({ changed }),
  createPermissionsSection({ catalogue, changed }),
  createCompaniesSection({ catalogue, changed }),
  createDataSection({ changed }),
]);

addEventListener('hashchange', come);
come();

function come() {
  if (shell.goTo(location.hash)) scrollTo(0, 0);
  document.title = text('dashboard_title', shell.current().name);
  draw();
}

function changed() {
  if (isDue) return;
  isDue = true;
  // Not at the next frame, which a page in the background never has.
  queueMicrotask(draw);
}

function draw() {
  isDue = false;
  keepingFocus(() => {
    drawn = patch(drawn, view(shell.sections, shell.current()));
  });
}
