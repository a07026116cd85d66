/**
 * The dashboard's overview: reads history for the days that are asked for, and keeps what a person looks at in it. Sums
 * are sums.js's, sentences the model's, markup the views'.
 *
 * @import { VNode } from '/vendor/snabbdom/vnode.js'
 * @import { HistoryDay } from '../../shared/history.js'
 * @import { Kept } from '../../shared/history-protocol.js'
 * @import { Section } from '../shell.js'
 * @import { Span } from './model.js'
 * @import { By } from './per-day.js'
 * @import { Point, Reach } from './reach.js'
 * @import { Sums } from './sums.js'
 * @import { OverviewControls, Shown } from './view.js'
 */

import { openHistory } from '../../shared/history.js';
import { dayOf } from '../../shared/history-days.js';
import { text } from '../../shared/i18n.js';
import { askData } from '../ask-data.js';
import { saveFile } from '../save-file.js';
import { barsView } from './bars-view.js';
import { barsWords, headlineOf, pointWords, reachTable, SPANS, sitesOf, spanName } from './model.js';
import { barsOf } from './per-day.js';
import { pictureFile } from './picture-file.js';
import { reachOf } from './reach.js';
import { pictureView } from './reach-view.js';
import { sumUp } from './sums.js';
import { tableView } from './table-view.js';
import { overviewView } from './view.js';

/** @type {Span} */
const FIRST_SPAN = 30;
const FIRST_ROWS = 24;
const MORE_ROWS = 50;

/** What history says, and what of it is the same until another company is looked for. @typedef {{ sums: Sums, reach: Reach, picture: VNode, table: VNode, bars: VNode[] }} Known */

/**
 * @param {{ changed: () => void }} needs
 * @returns {Section}
 */
export function createOverviewSection({ changed }) {
  /** @type {Span} */
  let span = FIRST_SPAN;
  /** @type {By} */
  let by = 'kinds';
  let filter = '';
  let most = FIRST_ROWS;
  /** @type {Point | undefined} */
  let point;
  /** @type {string | undefined} */
  let chosen;
  let saved = '';
  /** @type {{ keep: Kept, days: HistoryDay[] } | { problem: string } | undefined} */
  let read;
  /** @type {Known | undefined} */
  let known;
  let reading = 0;

  /** @type {OverviewControls} */
  const controls = {
    span: (value) => {
      location.hash = `#overview?days=${value}`;
    },
    filter(words) {
      filter = words;
      again();
    },
    more() {
      most += MORE_ROWS;
      again();
    },
    point(to) {
      if (to?.row === point?.row && to?.column === point?.column) return;
      point = to;
      changed();
    },
    choose(company) {
      chosen = company;
      changed();
    },
    save() {
      const drawn = document.querySelector('#overview .canvas svg.reach');
      if (!known || !(drawn instanceof SVGSVGElement)) return;
      const title = headlineOf(known.sums).headline;
      const name = `bystander-${dayOf(Date.now())}.svg`;
      saveFile(
        name,
        'image/svg+xml',
        pictureFile(drawn, { title, note: text('overview_note', spanName(span)) }),
      );
      saved = text('overview_saved', name);
      changed();
    },
  };

  return {
    id: 'overview',
    name: text('overview_title'),
    open(query) {
      span = SPANS.find((value) => query.get('days') === String(value)) ?? FIRST_SPAN;
      chosen = query.get('company') ?? undefined;
      void load();
    },
    close: () => {
      read = known = point = undefined;
      saved = '';
    },
    draw: () => overviewView(said(), shown(), controls),
  };

  async function load() {
    const ours = ++reading;
    /** @type {typeof read} */
    let found;
    try {
      // First: what is not written yet is written then.
      const { keep } = await askData({ kind: 'get-stored' });
      const from = span === 0 ? undefined : dayOf(Date.now(), span - 1);
      found = { keep, days: await (await openHistory()).days({ from }) };
    } catch (error) {
      found = { problem: error instanceof Error ? error.message : String(error) };
    }
    // Another span was asked for meanwhile.
    if (ours !== reading) return;
    read = found;
    known = 'days' in found ? look(sumUp(found.days)) : undefined;
    changed();
  }

  /**
   * @param {Sums} sums
   * @returns {Known}
   */
  function look(sums) {
    const reach = reachOf(sums, { filter, most });
    const bars = barsOf(sums.days, by);
    return {
      sums,
      reach,
      picture: pictureView(reach, text('overview_reach')),
      table: tableView('reach-table', text('overview_reach'), reachTable(sums)),
      bars: barsView(bars, barsWords(bars, by), {
        by,
        choose(value) {
          by = value;
          again();
        },
      }),
    };
  }

  function again() {
    known = known && look(known.sums);
    point = undefined;
    changed();
  }

  function said() {
    const nothing = { span, status: '', headline: '', done: '', help: undefined };
    if (browser.extension.inIncognitoContext) return { ...nothing, headline: text('data_private') };
    if (!read) return { ...nothing, status: text('data_reading') };
    if ('problem' in read) return { ...nothing, status: text('data_unread', read.problem) };
    if (known && known.sums.sites.length > 0) return { ...nothing, ...headlineOf(known.sums) };
    const isOff = read.keep === 0;
    return {
      ...nothing,
      headline: text(isOff ? 'overview_off' : 'overview_empty'),
      help: text(isOff ? 'overview_off_help' : 'overview_empty_help'),
    };
  }

  /** @returns {Shown | undefined} */
  function shown() {
    if (!known || known.sums.companies.length === 0) return undefined;
    const { sums, reach, picture, table, bars } = known;
    return {
      reach,
      filter,
      point,
      pointed: point ? pointWords(point, reach, sums) : '',
      label: text('overview_picture'),
      picture,
      table,
      chosen: chosen === undefined ? undefined : sitesOf(chosen, sums),
      saved,
      bars,
    };
  }
}
