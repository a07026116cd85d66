/**
 * The user's will: levels, site exceptions, permissions. The source of truth is storage.local. What is chosen in a
 * private window lives in storage.session only, holds in private windows only, and is forgotten with the last of them.
 * It enforces nothing, and it wakes for no end (ends.js).
 *
 * @import { Grantee, Level, Permission, Policy, SiteException, SiteLevel } from '/core/bystander.js'
 * @import { ChosenLevel, ExceptionState } from '../shared/protocol.js'
 * @import { Change, Choices } from './policy-changes.js'
 */

import {
  lives,
  NO_CHOICES,
  nextEnd,
  together,
  withException,
  withLevel,
  withoutEnded,
  withoutException,
  withoutLevel,
  withoutPermission,
  withoutSites,
  withPermission,
} from './policy-changes.js';
import { readChoices, readPolicy } from './policy-storage.js';

const KEY = 'policy';
const PRIVATE_KEY = 'policy:private';
const VERSION = 1;

/** @typedef {{ get(key: string): Promise<Record<string, unknown>>, set(items: Record<string, unknown>): Promise<void> }} Area */

/** @typedef {ReturnType<typeof createPolicy>} PolicyStore */
/** @typedef {{ level: Policy['level'] } & Choices} Chosen */

/**
 * What of the policy shows on a page that was loaded under it, to tell later whether that has changed. `permitted` is
 * only ever compared.
 * @typedef {{ excepted: boolean, level: Level, permitted: string }} LoadedUnder
 */

/**
 * @param {{
 *   local: Area, session: Area, now: () => number, onChange: () => void, onProblem: (error: unknown) => void,
 * }} needs
 */
export function createPolicy({ local, session, now, onChange, onProblem }) {
  /** @type {Chosen} */
  let normal = { level: 'standard', ...NO_CHOICES };
  let privately = NO_CHOICES;
  /** Normal windows' policy with the private choices beside it; the core is told again when the object changes. */
  let inPrivate = normal;

  const loaded = load();
  /** @type {Promise<unknown>} one change after the other, each from the result of the last */
  let changes = loaded;

  /**
   * @param {string} site
   * @param {boolean} isPrivate
   * @returns {{ state: Exclude<ExceptionState, 'tab'>, until?: number | undefined }}
   */
  const exception = (site, isPrivate) => {
    const everywhere = normal.exceptions.find(holdsOn(site));
    if (everywhere) return { state: isPrivate ? 'inherited' : 'normal', until: everywhere.until };
    const own = isPrivate ? privately.exceptions.find(holdsOn(site)) : undefined;
    return own ? { state: 'private', until: own.until } : { state: 'none' };
  };
  /**
   * The site's own level, if it has one.
   * @param {string} site
   * @param {boolean} isPrivate
   */
  const siteLevel = (site, isPrivate) => current(isPrivate).levels.find(holdsOn(site));
  /**
   * @param {string} site
   * @param {boolean} isPrivate
   */
  const permissions = (site, isPrivate) => current(isPrivate).permissions.filter(holdsOn(site));

  return {
    /** Resolves when storage is read. Never rejects. */
    ready: loaded.catch(onProblem),

    current,

    exception,
    siteLevel,
    permissions,

    /**
     * What a page without a site is loaded under is the level alone.
     * @param {string | undefined} site
     * @param {boolean} isPrivate
     * @returns {LoadedUnder}
     */
    loadedUnder(site, isPrivate) {
      const { level } = current(isPrivate);
      if (site === undefined) return { excepted: false, level, permitted: '[]' };
      const permitted = permissions(site, isPrivate).map(({ grantee, identity }) =>
        JSON.stringify([identity, grantee]),
      );
      return {
        excepted: exception(site, isPrivate).state !== 'none',
        level: siteLevel(site, isPrivate)?.level ?? level,
        permitted: JSON.stringify(permitted.sort()),
      };
    },

    /** What holds now, by the kind of window it was chosen in. */
    live: () => ({ normal: withoutEnded(normal, now()), privately: withoutEnded(privately, now()) }),

    /** When the next choice of either kind of window ends. */
    nextEnds: () => ({ normal: nextEnd(normal), privately: nextEnd(privately) }),

    /**
     * @param {SiteException} exception
     * @param {boolean} isPrivate
     */
    except: (exception, isPrivate) => choose(withException(exception), isPrivate),

    /**
     * @param {string} site
     * @param {boolean} isPrivate
     */
    unexcept: (site, isPrivate) => choose(withoutException(site), isPrivate),

    /**
     * Given from now on, also where it renews one that was given before.
     * @param {Permission} permission
     * @param {boolean} isPrivate
     */
    permit: (permission, isPrivate) => choose(withPermission({ ...permission, since: now() }), isPrivate),

    /**
     * @param {{ site: string, grantee: Grantee }} permission
     * @param {boolean} isPrivate
     */
    revoke: (permission, isPrivate) => choose(withoutPermission(permission), isPrivate),

    /**
     * @param {SiteLevel} level
     * @param {boolean} isPrivate
     */
    setSiteLevel: (level, isPrivate) => choose(withLevel(level), isPrivate),

    /**
     * From now on the level of all sites holds there.
     * @param {string} site
     * @param {boolean} isPrivate
     */
    unsetSiteLevel: (site, isPrivate) => choose(withoutLevel(site), isPrivate),

    /**
     * No site is treated in a way of its own any more. Permissions stay.
     * @param {boolean} isPrivate
     */
    forgetSites: (isPrivate) => choose(withoutSites, isPrivate),

    /**
     * Holds on all sites and in all windows, and is chosen in normal ones: Chrome's rulesets are the same for all windows,
     * and the disk must not know what was chosen in a private one.
     * @param {ChosenLevel} level
     * @param {boolean} isPrivate
     */
    async setLevel(level, isPrivate) {
      if (!isPrivate) await change(() => saveNormal({ ...normal, level }));
    },

    /**
     * Changes what was chosen in normal windows, all at once or not at all.
     * @param {(chosen: Chosen) => Chosen} step
     */
    revise: (step) => change(() => saveNormal(step(normal))),

    /** The last private window was closed. */
    forgetPrivate() {
      return change(() => savePrivate(NO_CHOICES));
    },

    /** Some choice's time may be over. */
    forgetEnded() {
      return change(async () => {
        await saveNormal({ ...normal, ...withoutEnded(normal, now()) });
        await savePrivate(withoutEnded(privately, now()));
      });
    },
  };

  async function load() {
    const [stored, storedPrivate] = await Promise.all([local.get(KEY), session.get(PRIVATE_KEY)]);
    normal = readPolicy(stored[KEY]);
    privately = readChoices(storedPrivate[PRIVATE_KEY]);
    combine();
  }

  /**
   * What the core goes by. What has ended may still be among it.
   * @param {boolean} isPrivate
   */
  function current(isPrivate) {
    return isPrivate ? inPrivate : normal;
  }

  /** @param {string} site */
  function holdsOn(site) {
    const isAlive = lives(now());
    return (/** @type {{ site: string, until?: number | undefined }} */ choice) =>
      choice.site === site && isAlive(choice);
  }

  /**
   * @param {Change} step
   * @param {boolean} isPrivate
   */
  function choose(step, isPrivate) {
    return change(() =>
      isPrivate ? savePrivate(step(privately)) : saveNormal({ ...normal, ...step(normal) }),
    );
  }

  /** @param {() => Promise<void>} step */
  function change(step) {
    // What could not be read is not overwritten either: after a failed load every change fails.
    const done = Promise.all([loaded, changes]).then(step);
    changes = done.catch(() => {});
    return done;
  }

  /** @param {Chosen} next */
  async function saveNormal(next) {
    if (isSame(next, normal)) return;
    await local.set({ [KEY]: { version: VERSION, ...next } });
    normal = next;
    combine();
    onChange();
  }

  /** @param {Choices} next */
  async function savePrivate(next) {
    if (isSame(next, privately)) return;
    await session.set({ [PRIVATE_KEY]: next });
    privately = next;
    combine();
    onChange();
  }

  function combine() {
    inPrivate = { level: normal.level, ...together(normal, privately) };
  }
}

/**
 * @param {Choices} one
 * @param {Choices} other
 */
function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
