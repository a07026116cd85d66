/**
 * The user's will: level and site exceptions. The source of truth is storage.local. What is chosen in a private window
 * lives in storage.session only, holds in private windows only, and is forgotten with the last of them.
 * It enforces nothing.
 *
 * @import { Level, Policy, SiteException } from '/core/bystander.js'
 * @import { ChosenLevel, ExceptionState } from '../shared/protocol.js'
 */

import { isSite } from '../shared/protocol.js';

const KEY = 'policy';
const PRIVATE_KEY = 'policy:private';
const VERSION = 1;
/** @type {readonly Level[]} */
const LEVELS = ['gentle', 'standard', 'strict'];

/** @typedef {{ get(key: string): Promise<Record<string, unknown>>, set(items: Record<string, unknown>): Promise<void> }} Area */

/** @typedef {ReturnType<typeof createPolicy>} PolicyStore */

/**
 * @param {{ local: Area, session: Area, onChange: () => void, onProblem: (error: unknown) => void }} needs
 */
export function createPolicy({ local, session, onChange, onProblem }) {
  /** @type {Policy} */
  let normal = { level: 'standard', exceptions: [] };
  /** @type {string[]} */
  let privateSites = [];
  /** Normal windows' policy with the private exceptions on top; the core is told again when the object changes. */
  let inPrivate = normal;

  const loaded = load();
  /** @type {Promise<unknown>} one change after the other, each from the result of the last */
  let changes = loaded;

  return {
    /** Resolves when storage is read. Never rejects. */
    ready: loaded.catch(onProblem),

    /** @param {boolean} isPrivate */
    current: (isPrivate) => (isPrivate ? inPrivate : normal),

    privateSites: () => privateSites,

    /**
     * @param {string} site
     * @param {boolean} isPrivate
     * @returns {ExceptionState}
     */
    exceptionState(site, isPrivate) {
      const inNormal = normal.exceptions.some((exception) => exception.site === site);
      if (inNormal) return isPrivate ? 'inherited' : 'normal';
      return isPrivate && privateSites.includes(site) ? 'private' : 'none';
    },

    /**
     * @param {string} site
     * @param {boolean} isPrivate
     */
    except(site, isPrivate) {
      return change(() =>
        isPrivate
          ? savePrivate([...privateSites.filter((other) => other !== site), site])
          : saveNormal({
              exceptions: [...normal.exceptions.filter((other) => other.site !== site), { site }],
            }),
      );
    },

    /**
     * @param {string} site
     * @param {boolean} isPrivate
     */
    unexcept(site, isPrivate) {
      return change(() =>
        isPrivate
          ? savePrivate(privateSites.filter((other) => other !== site))
          : saveNormal({ exceptions: normal.exceptions.filter((other) => other.site !== site) }),
      );
    },

    /**
     * Holds on all sites and in all windows, and is chosen in normal ones: Chrome's rulesets are the same for all windows,
     * and the disk must not know what was chosen in a private one.
     * @param {ChosenLevel} level
     * @param {boolean} isPrivate
     */
    async setLevel(level, isPrivate) {
      if (!isPrivate) await change(() => saveNormal({ level }));
    },

    /** The last private window was closed. */
    forgetPrivate() {
      return change(async () => {
        if (privateSites.length > 0) await savePrivate([]);
      });
    },
  };

  async function load() {
    const [stored, storedPrivate] = await Promise.all([local.get(KEY), session.get(PRIVATE_KEY)]);
    normal = readPolicy(stored[KEY]);
    privateSites = readSites(storedPrivate[PRIVATE_KEY]);
    combine();
  }

  /** @param {() => Promise<void>} step */
  function change(step) {
    // What could not be read is not overwritten either: after a failed load every change fails.
    const done = Promise.all([loaded, changes]).then(step);
    changes = done.catch(() => {});
    return done;
  }

  /** @param {Partial<Policy>} differences */
  async function saveNormal(differences) {
    const next = { ...normal, ...differences };
    await local.set({ [KEY]: { version: VERSION, ...next } });
    normal = next;
    combine();
    onChange();
  }

  /** @param {string[]} sites */
  async function savePrivate(sites) {
    await session.set({ [PRIVATE_KEY]: sites });
    privateSites = sites;
    combine();
    onChange();
  }

  function combine() {
    inPrivate = { ...normal, exceptions: [...normal.exceptions, ...privateSites.map((site) => ({ site }))] };
  }
}

/**
 * What storage holds, as far as it is a policy: a damaged part is left out, not the whole.
 * @param {unknown} stored
 * @returns {Policy}
 */
function readPolicy(stored) {
  const { level, exceptions } = /** @type {{ level?: unknown, exceptions?: unknown }} */ (stored ?? {});
  return {
    level: LEVELS.find((known) => known === level) ?? 'standard',
    exceptions: Array.isArray(exceptions) ? exceptions.filter(isException) : [],
  };
}

/** @param {unknown} stored */
function readSites(stored) {
  return Array.isArray(stored) ? stored.filter(isSite) : [];
}

/**
 * @param {unknown} value
 * @returns {value is SiteException}
 */
function isException(value) {
  const { site, until } = /** @type {{ site?: unknown, until?: unknown }} */ (value ?? {});
  return isSite(site) && (until === undefined || Number.isFinite(until));
}
