/**
 * Something on a page is broken: companies are allowed there one at a time, each with one loading of the page, until a
 * person says that it works. What is being tried is allowed for an hour at most, so that nothing stays when they walk away,
 * and is taken back when the tab goes elsewhere. What a person allows meanwhile is theirs: it is neither tried nor taken
 * back. Kept in storage.session, which a stopped background does not lose (mending-trial.js).
 *
 * @import { Mend, Mending as Standing } from '../shared/mending-protocol.js'
 * @import { Entry, Held } from '../shared/protocol.js'
 * @import { Trial } from './mending-trial.js'
 * @import { Area, PolicyStore } from './policy.js'
 */

import { attemptsFor } from './attempts.js';
import { attemptOf, holds, isGivenBy, readTrial } from './mending-trial.js';
import { createSessionList } from './session-list.js';

const HOUR_MS = 3_600_000;

/** @typedef {ReturnType<typeof createMending>} Mending */
/** What a tab shows. @typedef {{ site: string, entries: readonly Entry[] }} Shown */

/**
 * @param {{
 *   session: Area, policy: Pick<PolicyStore, 'permit' | 'revoke'>,
 *   held: (site: string, isPrivate: boolean, tabId: number) => readonly Held[],
 *   shown: (tabId: number) => Promise<Shown | undefined>, reload: (tabId: number) => Promise<void>,
 *   inForce: () => Promise<void>, now: () => number, onChange: () => void, onProblem: (error: unknown) => void,
 * }} needs `held`: the permissions that hold; `shown` is nothing where the tab shows no page of a site; `inForce` resolves
 * when the browser goes by what was chosen
 */
export function createMending({ session, policy, held, shown, reload, inForce, now, onChange, onProblem }) {
  const trials = createSessionList({ session, key: 'mending', read: readTrial, onChange, onProblem });
  /** @type {Promise<unknown>} one step after the other: a tab must not leave the site in the middle of an answer */
  let steps = trials.ready;

  return {
    /** Resolves when storage is read. Never rejects. */
    ready: trials.ready,

    /**
     * How it stands on the page of a tab.
     * @param {number} tabId
     * @param {Shown & { permissions: readonly Held[] }} page `permissions`: those that hold there
     * @returns {Standing | undefined} nothing where there is nothing to try
     */
    of(tabId, { site, entries, permissions }) {
      const trial = trialOf(tabId);
      if (trial?.site === site && holds(trial, permissions, now())) {
        const { state, attempts, at, unknown } = trial;
        return { state, attempts, at, unknown };
      }
      const { attempts, unknown } = attemptsFor(entries, companiesOf(permissions));
      return attempts.length > 0 ? { state: 'offered', attempts, at: 0, unknown } : undefined;
    },

    /**
     * A person answers, or begins.
     * @param {Mend} mend
     * @param {{ tabId: number, isPrivate: boolean }} where
     */
    answer: (mend, where) => step(() => answer(mend, where)),

    /**
     * Something about a tab changed: where it has left the site, nothing is tried there any more.
     * @param {number} tabId
     */
    async changed(tabId) {
      if (trialOf(tabId)) await step(() => leave(tabId));
    },
  };

  /**
   * @param {Mend} mend
   * @param {{ tabId: number, isPrivate: boolean }} where
   */
  async function answer(mend, { tabId, isPrivate }) {
    const known = trialOf(tabId);
    const trial = known && holds(known, permissionsOf(known), now()) ? known : undefined;
    switch (mend.answer) {
      case 'begin':
        return trial ? undefined : begin(tabId, isPrivate);
      case 'yes':
        return trial?.state === 'asking' && trial.at === mend.at ? keep(trial, mend.until) : undefined;
      case 'no':
        return trial?.state === 'asking' && trial.at === mend.at ? next(trial) : undefined;
      case 'end':
        return known && end(known);
      case 'done':
        return forget(tabId);
    }
  }

  /** @param {number} tabId */
  async function leave(tabId) {
    const trial = trialOf(tabId);
    if (!trial || (await isOn(trial))) return;
    await (trial.state === 'asking' ? end(trial) : forget(tabId));
  }

  /**
   * @param {number} tabId
   * @param {boolean} isPrivate
   */
  async function begin(tabId, isPrivate) {
    const page = await shown(tabId);
    if (!page) return;
    const { site, entries } = page;
    const { attempts, unknown } = attemptsFor(entries, companiesOf(held(site, isPrivate, tabId)));
    if (attempts.length > 0)
      await attempt({ tabId, site, isPrivate, state: 'asking', attempts, at: 0, unknown, given: false });
  }

  /** @param {Trial} trial the next attempt of which is to be made, that at `at` or a later one */
  async function attempt(trial) {
    const { tabId, site, attempts, isPrivate } = trial;
    if (!(await isOn(trial))) return forget(tabId);
    const allowed = companiesOf(permissionsOf(trial));
    const at = attempts.findIndex(({ company }, index) => index >= trial.at && !allowed.includes(company));
    const wanted = attempts[at];
    if (wanted) {
      const { company, identity } = wanted;
      const until = now() + HOUR_MS;
      // First: what is allowed must be known to be an attempt, also when the background dies in between.
      await put({ ...trial, at, until, given: false });
      await policy.permit({ site, grantee: { company }, identity, until }, isPrivate);
      await put({ ...trial, at, until, given: true });
    } else await put({ ...trial, at: attempts.length, state: 'failed', given: false });
    await inForce();
    // Where it is not, that it has left is the next step.
    if (await isOn(trial)) await reload(tabId);
  }

  /** @param {Trial} trial whose attempt did not help */
  async function next(trial) {
    await takeBack(trial);
    await attempt({ ...trial, at: trial.at + 1 });
  }

  /**
   * @param {Trial} trial whose attempt helped
   * @param {number | undefined} until
   */
  async function keep(trial, until) {
    const { site, isPrivate } = trial;
    const kept = attemptOf(trial);
    if (!kept) return;
    const { company, identity } = kept;
    const ending = until === undefined ? {} : { until };
    await policy.permit({ site, grantee: { company }, identity, ...ending }, isPrivate);
    await put({ ...trial, state: 'mended', until, given: true });
  }

  /** @param {Trial} trial */
  async function end(trial) {
    await takeBack(trial);
    await forget(trial.tabId);
  }

  /** @param {Trial} trial */
  async function takeBack(trial) {
    const { site, isPrivate } = trial;
    const given = attemptOf(trial);
    if (given && permissionsOf(trial).some(isGivenBy(trial)))
      await policy.revoke({ site, grantee: { company: given.company } }, isPrivate);
  }

  /** @param {Trial} trial */
  function permissionsOf({ site, isPrivate, tabId }) {
    return held(site, isPrivate, tabId);
  }

  /** @param {Trial} trial */
  async function isOn({ tabId, site }) {
    return (await shown(tabId))?.site === site;
  }

  /** @param {number} tabId */
  function trialOf(tabId) {
    return trials.all().find((trial) => trial.tabId === tabId);
  }

  /** @param {Trial} trial */
  function put(trial) {
    return trials.change((known) => [...known.filter(({ tabId }) => tabId !== trial.tabId), trial]);
  }

  /** @param {number} tab */
  function forget(tab) {
    return trials.change((known) => known.filter(({ tabId }) => tabId !== tab));
  }

  /**
   * @param {() => Promise<void> | undefined} run
   * @returns {Promise<void>}
   */
  function step(run) {
    const done = steps.then(run);
    steps = done.catch(() => {});
    return done;
  }
}

/**
 * @param {readonly Held[]} permissions
 * @returns {string[]} companies that may load
 */
function companiesOf(permissions) {
  return permissions.flatMap(({ grantee }) => ('company' in grantee ? grantee.company : []));
}
