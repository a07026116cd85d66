/**
 * The parts of a person's own rules, put together: where they are kept, who compiles them, and the answers to the page
 * where they are written. It keeps nothing itself.
 *
 * @import { Core } from '/core/bystander.js'
 */

import { startCompiler } from '../compiler/start.js';
import { isFirefox } from '../shared/browser.js';
import { base64 } from './base64.js';
import { createCompiler } from './compiler.js';
import { createOffscreenPlace, createWorkerPlace } from './compiler-place.js';
import { createOwnLists } from './own-lists.js';
import { answerOwnRules } from './own-rules-port.js';

/**
 * @param {{ core: Promise<Core | undefined>, onProblem: (error: unknown) => void }} needs
 */
export function startOwnRules({ core, onProblem }) {
  const { runtime, storage } = browser;
  const place = isFirefox
    ? createWorkerPlace({ start: startCompiler })
    : createOffscreenPlace({ offscreen: browser.offscreen, runtime });
  const ownLists = createOwnLists({
    local: storage.local,
    core,
    compiler: createCompiler({ place, openChannel: (name) => new BroadcastChannel(name) }),
    dnr: isFirefox ? undefined : browser.declarativeNetRequest,
    base64,
    version: runtime.getManifest().version,
    onProblem,
  });
  answerOwnRules({ runtime, ownLists });
  return ownLists;
}
