/**
 * The dashboard's live log: listens to the background while it is open, and keeps what a person chose to see of it. What
 * rows say is the model's, markup the view's.
 *
 * @import { FromLog, LogRow, ToLog } from '../../shared/log-protocol.js'
 * @import { ListNames } from '../../shared/reason-words.js'
 * @import { RuleLine } from '../../shared/rule-lines.js'
 * @import { Section } from '../shell.js'
 * @import { LogControls } from './view.js'
 */

import { createConnection } from '../../shared/connection.js';
import { dayOf } from '../../shared/history-days.js';
import { plural, text } from '../../shared/i18n.js';
import { LOG_PORT } from '../../shared/log-protocol.js';
import { saveFile } from '../save-file.js';
import { addressOf, EVERYTHING, filterFrom, matcher } from './filter.js';
import { factsOf, statusOf } from './model.js';
import { createRows, MAX_ROWS } from './rows.js';
import { drawn, ROW, reached } from './table.js';
import { logView } from './view.js';
import { csv, ndjson } from './written.js';

const FIRST_HEIGHT = 560;

/**
 * @param {{ listNames: ListNames, ruleLines: () => Promise<RuleLine>, changed: () => void }} needs `ruleLines` never rejects
 * @returns {Section}
 */
export function createLogSection({ listNames, ruleLines, changed }) {
  let filter = EVERYTHING;
  /** @type {RuleLine} */
  let ruleLine = () => undefined;
  const rows = createRows(matcher(filter));
  /** What came while the log stands still; nothing while it goes on. @type {LogRow[] | undefined} */
  let held;
  /** @type {LogRow | undefined} */
  let chosen;
  let said = '';
  const sight = { top: 0, height: FIRST_HEIGHT };
  let isAtEnd = true;
  /** Rows that went from above what is read. */
  let gone = 0;
  /** Where to scroll to, in pixels. @type {number | undefined} */
  let wanted;
  /** @type {{ close: () => void } | undefined} */
  let connection;

  /** @type {LogControls} */
  const controls = {
    filter(part) {
      history.replaceState(undefined, '', addressOf({ ...filter, ...part }));
      show({ ...filter, ...part });
    },
    pause() {
      if (held) take(held.splice(0));
      held = held ? undefined : [];
      changed();
    },
    clear() {
      rows.clear();
      if (held) held = [];
      chosen = undefined;
      said = '';
      changed();
    },
    copy: () => void copy(),
    save(format) {
      const name = `bystander-log-${dayOf(Date.now())}.${format}`;
      const seen = rows.shown();
      if (format === 'csv') saveFile(name, 'text/csv', csv(seen, ruleLine));
      else saveFile(name, 'application/x-ndjson', ndjson(seen, ruleLine));
      say(plural('log_saved', seen.length, name));
    },
    choose(id) {
      chosen = rows.shown().find((row) => row.id === id);
      changed();
    },
    key: (key) => {
      if (key === 'Escape') controls.choose(undefined);
      const seen = rows.shown();
      const at = chosen ? seen.indexOf(chosen) : -1;
      const to = reached(key, { at, count: seen.length, height: sight.height });
      if (to === undefined) return false;
      chosen = seen[to];
      isAtEnd = to === seen.length - 1;
      reveal(to);
      changed();
      return true;
    },
    sight(element) {
      const isLast = element.scrollTop + element.clientHeight >= element.scrollHeight - ROW;
      if (sight.top === element.scrollTop && sight.height === element.clientHeight) return;
      sight.top = element.scrollTop;
      sight.height = element.clientHeight;
      isAtEnd = isLast;
      changed();
    },
    placed(element) {
      const { scrollTop } = element;
      if (isAtEnd && !held) element.scrollTop = element.scrollHeight;
      else if (wanted !== undefined) element.scrollTop = wanted;
      else if (gone > 0) element.scrollTop = Math.max(0, scrollTop - gone * ROW);
      wanted = undefined;
      gone = 0;
    },
  };
  return {
    id: 'log',
    name: text('log_title'),
    open(query) {
      show(filterFrom(query));
      connection ??= createConnection({
        connect: (info) => browser.runtime.connect(info),
        name: LOG_PORT,
        watch: /** @type {FromLog} */ ({ kind: 'watch-log' }),
        onMessage: receive,
        later: setTimeout,
      });
      void readLines();
    },
    close() {
      connection?.close();
      connection = undefined;
    },
    draw() {
      const seen = rows.shown();
      const counts = { shown: seen.length, all: rows.all(), dropped: rows.dropped(), waiting: held?.length };
      return logView(
        {
          filter,
          names: {
            sites: rows.names('sites'),
            companies: rows.names('companies'),
            types: rows.names('types'),
          },
          status: rows.all() === 0 && !held ? text('log_listening') : statusOf(counts),
          said,
          paused: held !== undefined,
          rows: seen,
          ...drawn({ count: seen.length, ...sight }),
          chosen: chosen?.id,
          facts: chosen ? factsOf(chosen, listNames, ruleLine) : [],
        },
        controls,
      );
    },
  };

  async function readLines() {
    ruleLine = await ruleLines();
    changed();
  }

  /** @param {ToLog} message */
  function receive({ rows: added, fates }) {
    if (held) {
      held.push(...added);
      held.splice(0, held.length - MAX_ROWS);
    } else take(added);
    rows.become(fates);
    for (const [id, fate] of fates) for (const row of held ?? []) if (row.id === id) row.fate = fate;
    changed();
  }

  /** @param {LogRow[]} added */
  function take(added) {
    gone += rows.add(added);
  }

  /** @param {typeof filter} wantedNow */
  function show(wantedNow) {
    filter = wantedNow;
    rows.show(matcher(filter));
    chosen = undefined;
    isAtEnd = true;
    changed();
  }

  /** @param {number} place of a row */
  function reveal(place) {
    const head = ROW;
    const [top, bottom] = [place * ROW, (place + 1) * ROW + head];
    if (top < sight.top) wanted = top;
    else if (bottom > sight.top + sight.height) wanted = bottom - sight.height;
  }

  async function copy() {
    const seen = chosen ? [chosen] : rows.shown();
    try {
      await navigator.clipboard.writeText(ndjson(seen, ruleLine));
      say(plural('log_copied', seen.length));
    } catch (error) {
      say(text('log_not_copied', error instanceof Error ? error.message : String(error)));
    }
  }

  /** @param {string} words */
  function say(words) {
    said = words;
    changed();
  }
}
