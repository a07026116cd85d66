/**
 * What the popup says about a tab: every sentence, switch and row, from the background's report. It draws nothing and
 * asks nothing. It remembers only what keeps the picture calm: the order of the rows and what was announced last.
 *
 * @import { Catalogue } from '../shared/catalogue.js'
 * @import { LevelChoice } from '../shared/level.js'
 * @import { PermissionWords } from '../shared/permission-words.js'
 * @import { PageReport, Report } from '../shared/protocol.js'
 * @import { MendingWords } from './mending.js'
 * @import { Toggle } from './off.js'
 * @import { Section } from './sections.js'
 * @import { Knowing } from './glance.js'
 */

import { plural, text } from '../shared/i18n.js';
import { levelChoice } from '../shared/level.js';
import { mayLoad, permissionWords } from '../shared/permission-words.js';
import { tally } from '../shared/tally.js';
import { glance } from './glance.js';
import { mendingWords } from './mending.js';
import { offSentence, toggleOf } from './off.js';
import { createSections } from './sections.js';

/** What the popup knows by itself: whether the tab is loading, the lists' names by their id, the catalogue, the time. */
/** @typedef {{ loading: boolean, listNames: Readonly<Record<string, string>>, catalogue: Catalogue, now: number }} Surroundings */

/** @typedef {{ title: string, text: string, ask?: boolean }} Notice `ask` offers to ask for access */

/**
 * `state` colours the shield; `counts` says what the sentence says, in requests. `announcement` is for screen readers; it changes when there is something to say, not at
 * every request.
 * @typedef {{
 *   state: 'starting' | 'on' | 'off' | 'idle' | 'trouble',
 *   title: string, sentence: string, counts: string | undefined, mayLoad: string | undefined, notices: Notice[],
 *   toggle: Toggle | undefined,
 *   level: LevelChoice | undefined, reload: string | undefined,
 *   mending: MendingWords | undefined, allowed: PermissionWords[] | undefined, sections: Section[], remarks: string[], footnote: string | undefined, announcement: string,
 * }} Model
 */

/** @typedef {Pick<Model, 'state' | 'title' | 'sentence'> & Partial<Model>} Picture */

export function createModel() {
  const sections = createSections();
  let announced = { occasion: '', words: '' };

  /**
   * @param {Report | undefined} report nothing yet: the background is waking
   * @param {Surroundings} surroundings
   * @returns {Model}
   */
  return (report, surroundings) => {
    const picture = report ? pictureOf(report, surroundings) : starting();
    const model = {
      counts: undefined,
      mayLoad: undefined,
      remarks: [],
      notices: [],
      toggle: undefined,
      level: undefined,
      reload: undefined,
      mending: undefined,
      allowed: undefined,
      sections: [],
      footnote: undefined,
      ...picture,
    };
    return { ...model, announcement: announce(model, report, surroundings.loading) };
  };

  /**
   * @param {Report} report
   * @param {Surroundings} surroundings
   * @returns {Picture}
   */
  function pictureOf(report, surroundings) {
    const { page, coreError, enforcer, access } = report;
    const problems = report.problems.map((problem) => ({ title: text('problem_title'), text: problem }));
    const footnote = access.privateWindows ? undefined : text('no_private');
    if (coreError !== undefined) {
      const sentence = text(`failed_${enforcer}`);
      const reason = { title: text('failed_reason'), text: coreError };
      return { state: 'trouble', title: text('failed_title'), sentence, notices: [reason, ...problems] };
    }

    const ask = { title: text('withheld_title'), text: text(`withheld_${enforcer}`), ask: true };
    const notices = access.everySite ? problems : [ask, ...problems];
    if (!page) {
      return access.everySite
        ? {
            state: 'idle',
            title: text('browser_page_title'),
            sentence: text('browser_page'),
            notices,
            footnote,
          }
        : { state: 'trouble', title: text('name'), sentence: '', notices, footnote };
    }
    return { ...pageOf(page, access.everySite, surroundings), level: levelChoice(report), notices, footnote };
  }

  /**
   * @param {PageReport} page
   * @param {boolean} everySite
   * @param {Surroundings} surroundings
   * @returns {Picture}
   */
  function pageOf(page, everySite, { loading, listNames, catalogue, now }) {
    const { site, exception, ledger, permissions } = page;
    const off = exception !== 'none';
    const knowing = { loading, permissions, catalogue, now };
    return {
      state: off ? 'off' : everySite ? 'on' : 'trouble',
      title: site,
      sentence: off ? offSentence(page, now) : everySite ? onSentence(ledger, knowing) : '',
      counts: off || !everySite ? undefined : counts(ledger),
      // Where it is off, everybody may.
      mayLoad: off || hasLoaded(ledger) ? undefined : mayLoad(permissions, knowing),
      toggle: toggleOf(page),
      reload: reloadFor(page, everySite),
      mending: page.mending && mendingWords(page.mending, { loading }),
      allowed: permissions.length > 0 ? permissions.map((held) => permissionWords(held, knowing)) : undefined,
      sections: sections(ledger, { off, listNames, ...knowing }),
      remarks: loading ? [] : remarks(ledger),
    };
  }

  /**
   * The sentences once, when the page has loaded or the user has chosen something.
   * @param {Omit<Model, 'announcement'>} model
   * @param {Report | undefined} report
   * @param {boolean} loading
   */
  function announce({ state, title, sentence, counts, mayLoad, notices, allowed, reload }, report, loading) {
    const occasion = `${state} ${report?.level} ${allowed?.length} ${report?.page?.ledger?.document ?? title}`;
    if (loading || !report || occasion === announced.occasion) return announced.words;
    announced = {
      occasion,
      words: [sentence || notices[0]?.text, counts, mayLoad, reload].filter(Boolean).join(' '),
    };
    return announced.words;
  }
}

/** @returns {Picture} */
function starting() {
  return { state: 'starting', title: text('name'), sentence: text('starting') };
}

/**
 * @param {PageReport} page
 * @param {boolean} everySite
 */
function reloadFor({ exception, ledger, stale }, everySite) {
  if (exception !== 'none') return stale ? text('reload_to_load') : undefined;
  if (stale === 'exception') return text('reload_to_stop');
  if (stale === 'level' || stale === 'permission') return text('reload_for_level');
  return ledger || !everySite ? undefined : text('reload_to_see');
}

/**
 * @param {PageReport['ledger']} ledger
 * @param {Knowing} knowing
 */
function onSentence(ledger, knowing) {
  return ledger ? glance(ledger, knowing) : text('unseen');
}

/**
 * What was done, in requests; nothing where the browser has shown nothing done.
 * @param {PageReport['ledger']} ledger
 */
function counts(ledger) {
  const { stopped, domains, domainsAtLeast, stripped } = tally(ledger);
  const to = domainsAtLeast ? text('domains_more', plural('domains', domains)) : plural('domains', domains);
  const done = [
    stopped > 0 ? text('stopped', plural('requests', stopped), to) : '',
    stripped > 0 ? plural('stripped', stripped) : '',
  ];
  return done.filter((sentence) => sentence !== '').join(' ') || undefined;
}

/**
 * Whether something that was allowed has loaded, which the sentence then says.
 * @param {PageReport['ledger']} ledger
 */
function hasLoaded(ledger) {
  return ledger?.entries.some(({ reason, confirmed }) => reason.kind === 'permission' && confirmed > 0);
}

/** @param {PageReport['ledger']} ledger */
function remarks(ledger) {
  const { awaited, gotThrough, toStrip, unstripped, uncleaned } = tally(ledger);
  const said = [];
  if (awaited > 0) said.push(plural('unconfirmed', awaited));
  if (gotThrough > 0) said.push(plural('got_through', gotThrough));
  if (toStrip > 0) said.push(plural('strip_unconfirmed', toStrip));
  if (unstripped > 0) said.push(plural('unstripped', unstripped));
  if (uncleaned > 0) said.push(plural('uncleaned', uncleaned));
  return said;
}
