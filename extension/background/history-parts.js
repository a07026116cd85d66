/**
 * History's parts, put together: what is kept and for how long, the recorder, and the answers to the dashboard's section on
 * data. It keeps nothing itself.
 *
 * @import { Ledger } from './ledger.js'
 * @import { OwnLists } from './own-lists.js'
 * @import { PolicyStore } from './policy.js'
 * @import { PrivateTabs } from './private-tabs.js'
 * @import { Problems } from './problems.js'
 */

import { openDB, wrap } from '/vendor/idb/index.js';
import { text } from '../shared/i18n.js';
import { storageBuckets } from '../shared/storage-buckets.js';
import { createDataImport } from './data-import.js';
import { answerData } from './data-port.js';
import { openTwice } from './history-copy.js';
import { createKeep } from './history-keep.js';
import { createHistoryRecorder } from './history-recorder.js';

/**
 * @param {{
 *   ledger: Ledger, policy: PolicyStore, ownLists: OwnLists, privateTabs: Pick<PrivateTabs, 'isNormal'>,
 *   ready: Promise<{ decide: { site: (url: string) => string | undefined } | undefined }>,
 *   problems: Pick<Problems, 'of'>,
 * }} needs `ready` resolves when the ledger is read and it is known which tabs are private
 */
export function startHistory({ ledger, policy, ownLists, privateTabs, ready, problems }) {
  const onProblem = problems.of(text('part_history'));
  const keep = createKeep({ local: browser.storage.local, onProblem });
  const allRead = Promise.all([ready, keep.ready]);
  const recorder = createHistoryRecorder({
    open: (onGone) => openTwice({ openDB, wrap, buckets: storageBuckets() }, onGone),
    ledger,
    ready: allRead.then(([{ decide }]) => ({ siteOf: (url) => decide?.site(url) })),
    isNormal: privateTabs.isNormal,
    keep,
    now: Date.now,
    later: (task, ms) => void setTimeout(task, ms),
    onProblem,
  });
  answerData({
    runtime: browser.runtime,
    ready: allRead,
    keep,
    recorder,
    policy,
    ownLists,
    importFile: createDataImport({ policy, ownLists, recorder, now: Date.now }),
  });
  return { changed: recorder.changed };
}
