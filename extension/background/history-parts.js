/**
 * History's parts, put together: for how long it is kept, and the recorder. It keeps nothing itself.
 *
 * @import { Ledger } from './ledger.js'
 * @import { PrivateTabs } from './private-tabs.js'
 * @import { Problems } from './problems.js'
 */

import { openDB } from '/vendor/idb/index.js';
import { openDatabase } from '../shared/history-store.js';
import { text } from '../shared/i18n.js';
import { createKeep } from './history-keep.js';
import { createHistoryRecorder } from './history-recorder.js';

/**
 * @param {{
 *   ledger: Ledger, privateTabs: Pick<PrivateTabs, 'isNormal'>,
 *   ready: Promise<{ decide: { site: (url: string) => string | undefined } | undefined }>,
 *   problems: Pick<Problems, 'of'>,
 * }} needs `ready` resolves when the ledger is read and it is known which tabs are private
 */
export function startHistory({ ledger, privateTabs, ready, problems }) {
  const onProblem = problems.of(text('part_history'));
  const keep = createKeep({ local: browser.storage.local, onProblem });
  const recorder = createHistoryRecorder({
    open: (onGone) => openDatabase(openDB, { onGone }),
    ledger,
    ready: Promise.all([ready, keep.ready]).then(([{ decide }]) => ({ siteOf: (url) => decide?.site(url) })),
    isNormal: privateTabs.isNormal,
    keep,
    now: Date.now,
    later: (task, ms) => void setTimeout(task, ms),
    onProblem,
  });
  return { changed: recorder.changed };
}
