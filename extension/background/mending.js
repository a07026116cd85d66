/**
 * Something on a page is broken: companies are allowed there one at a time, each with one loading of the page, until a
 * person says that it works. What is being tried is allowed for an hour at most, so that nothing stays when they walk away,
 * and is taken back when the tab goes elsewhere. Kept in storage.session, which a stopped background does not lose.
 *
 * @import { Attempt, Mend, Mending as Standing } from '../shared/mending-protocol.js'
 * @import { Entry } from '../shared/protocol.js'
 * @import { Area, PolicyStore } from './policy.js'
 */

import { isIdentity, isSite } from '../shared/choices.js';
import { attemptsFor } from './attempts.js';
import { createSessionList } from './session-list.js';

const HOUR_MS = 3_600_000;

/** @typedef {Omit<Standing, 'state'> & { state: 'asking' | 'mended' | 'failed', tabId: number, site: string, isPrivate: boolean }} Trial */
/** @typedef {ReturnType<typeof createMending>} Mending */
/** What a tab shows. @typedef {{ site: string, entries: readonly Entry[], allowed: readonly string[] }} Shown `allowed`: companies */

/**
 * @param {{
 *   session: Area, policy: Pick<PolicyStore, 'permit' | 'revoke'>,
 *   shown: (tabId: number) => Promise<Shown | undefined>, reload: (tabId: number) => Promise<void>,
 *   inForce: () => Promise<void>, now: () => number, onChange: () => void, onProblem: (error: unknown) => void,
 * }} needs `shown` is nothing where the tab shows no page of a site; `inForce` resolves when the browser goes by what was
 * chosen
 */
export function createMending({ session, policy, shown, reload, inForce, now, onChange, onProblem }) {
  const trials = createSessionList({ session, key: 'mending', read, onChange, onProblem });

  return {
    /** Resolves when storage is read. Never rejects. */
    ready: trials.ready,

    /**
     * How it stands on the page of a tab.
     * @param {number} tabId
     * @param {Shown} page
     * @returns {Standing | undefined} nothing where there is nothing to try
     */
    of(tabId, { site, entries, allowed }) {
      const trial = trialOf(tabId);
      if (trial?.site === site) {
        const { state, attempts, at, unknown } = trial;
        return { state, attempts, at, unknown };
      }
      const { attempts, unknown } = attemptsFor(entries, allowed);
      return attempts.length > 0 ? { state: 'offered', attempts, at: 0, unknown } : undefined;
    },

    /**
     * A person answers, or begins.
     * @param {Mend} mend
     * @param {{ tabId: number, isPrivate: boolean }} where
     */
    async answer(mend, { tabId, isPrivate }) {
      const trial = trialOf(tabId);
      if (mend.answer === 'begin') return trial ? undefined : begin(tabId, isPrivate);
      if (!trial) return;
      switch (mend.answer) {
        case 'yes':
          return trial.state === 'asking' ? keep(trial, mend.until) : undefined;
        case 'no':
          return trial.state === 'asking' ? next(trial) : undefined;
        case 'end':
          return end(trial);
        case 'done':
          return forget(tabId);
      }
    },

    /**
     * Something about a tab changed: where it has left the site, nothing is tried there any more.
     * @param {number} tabId
     */
    async changed(tabId) {
      const trial = trialOf(tabId);
      if (!trial || (await shown(tabId))?.site === trial.site) return;
      // Another answer may have come meanwhile.
      if (trialOf(tabId) !== trial) return;
      await (trial.state === 'asking' ? end(trial) : forget(tabId));
    },
  };

  /** @param {number} tabId */
  function trialOf(tabId) {
    return trials.all().find((trial) => trial.tabId === tabId);
  }

  /**
   * @param {number} tabId
   * @param {boolean} isPrivate
   */
  async function begin(tabId, isPrivate) {
    const page = await shown(tabId);
    if (!page) return;
    const { attempts, unknown } = attemptsFor(page.entries, page.allowed);
    if (attempts.length > 0)
      await attempt({ tabId, site: page.site, isPrivate, state: 'asking', attempts, at: 0, unknown });
  }

  /** @param {Trial} trial whose attempt is to be made */
  async function attempt(trial) {
    const { tabId, site, attempts, at, isPrivate } = trial;
    const wanted = attempts[at];
    if (!wanted) return;
    // First: what is allowed must be known to be an attempt, also when the background dies in between.
    await put(trial);
    const { company, identity } = wanted;
    await policy.permit({ site, grantee: { company }, identity, until: now() + HOUR_MS }, isPrivate);
    await inForce();
    await reload(tabId);
  }

  /** @param {Trial} trial whose attempt did not help */
  async function next(trial) {
    await takeBack(trial);
    const at = trial.at + 1;
    if (at < trial.attempts.length) return attempt({ ...trial, at });
    await put({ ...trial, at, state: 'failed' });
    await inForce();
    await reload(trial.tabId);
  }

  /**
   * @param {Trial} trial whose attempt helped
   * @param {number | undefined} until
   */
  async function keep(trial, until) {
    const { site, attempts, at, isPrivate } = trial;
    const kept = attempts[at];
    if (!kept) return;
    const { company, identity } = kept;
    const ending = until === undefined ? {} : { until };
    await policy.permit({ site, grantee: { company }, identity, ...ending }, isPrivate);
    await put({ ...trial, state: 'mended' });
  }

  /** @param {Trial} trial */
  async function end(trial) {
    await takeBack(trial);
    await forget(trial.tabId);
  }

  /** @param {Trial} trial */
  async function takeBack({ site, attempts, at, isPrivate }) {
    const given = attempts[at];
    if (given) await policy.revoke({ site, grantee: { company: given.company } }, isPrivate);
  }

  /** @param {Trial} trial */
  function put(trial) {
    return trials.change((known) => [...known.filter(({ tabId }) => tabId !== trial.tabId), trial]);
  }

  /** @param {number} tab */
  function forget(tab) {
    return trials.change((known) => known.filter(({ tabId }) => tabId !== tab));
  }
}

/**
 * @param {unknown} value
 * @returns {Trial | undefined}
 */
function read(value) {
  const { tabId, site, isPrivate, state, attempts, at, unknown } = /** @type {Record<string, unknown>} */ (
    Object(value)
  );
  if (!Number.isInteger(tabId) || !isSite(site) || !Array.isArray(attempts)) return undefined;
  if (state !== 'asking' && state !== 'mended' && state !== 'failed') return undefined;
  const known = attempts.flatMap((one) => readAttempt(one) ?? []);
  return {
    ...{ tabId: Number(tabId), site, isPrivate: isPrivate === true, state, attempts: known },
    ...{ at: Number(at), unknown: Number(unknown) },
  };
}

/**
 * @param {unknown} value
 * @returns {Attempt | undefined}
 */
function readAttempt(value) {
  const { company, identity } = /** @type {Record<string, unknown>} */ (Object(value));
  return typeof company === 'string' && isIdentity(identity) ? { company, identity } : undefined;
}
