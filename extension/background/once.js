/**
 * Permissions for one page: what a person let load on the page that a tab shows, until it shows another. They live in
 * storage.session, which is memory, so that a stopped background forgets none and the disk knows none. Whether a
 * navigation ends them is followNavigation's to say.
 *
 * @import { Grantee, Permission, Policy } from '/core/bystander.js'
 * @import { Area } from './policy.js'
 */

import { isIdentity, isSite, readGrantee, sameGrantee } from '../shared/choices.js';

const KEY = 'once';
/** More than a person presses on the pages open at one time. */
const MAX_ONCE = 500;

/** @typedef {Permission & { tabId: number, isPrivate: boolean, since: number }} OncePermission */
/** @typedef {ReturnType<typeof createOnce>} Once */

/**
 * @param {{ session: Area, now: () => number, onChange: () => void, onProblem: (error: unknown) => void }} needs
 */
export function createOnce({ session, now, onChange, onProblem }) {
  /** @type {readonly OncePermission[]} */
  let known = [];
  /** What the core goes by in a tab, kept so that it is told again only when something changed. */
  /** @type {Map<number, { base: Policy, policy: Policy }>} */
  const joined = new Map();
  const loaded = load();
  /** @type {Promise<unknown>} one change after the other */
  let changes = loaded;

  return {
    /** Resolves when storage is read. Never rejects. */
    ready: loaded.catch(onProblem),

    /** @param {number} tabId */
    of: (tabId) => known.filter((once) => once.tabId === tabId),

    all: () => known,

    /**
     * The policy of a tab's window with what is permitted on its page beside it; the very same object where that is
     * nothing.
     * @param {Policy} base
     * @param {number} tabId
     * @returns {Policy}
     */
    over(base, tabId) {
      if (!known.some((once) => once.tabId === tabId)) return base;
      const before = joined.get(tabId);
      if (before?.base === base) return before.policy;
      const own = known.filter((once) => once.tabId === tabId).map(permission);
      const policy = { ...base, permissions: [...base.permissions, ...own] };
      joined.set(tabId, { base, policy });
      return policy;
    },

    /**
     * @param {Permission} choice takes the place of one for the same grantee in the tab
     * @param {{ tabId: number, isPrivate: boolean }} where
     */
    permit: ({ site, grantee, identity }, { tabId, isPrivate }) =>
      change(() => [
        ...known.filter((once) => !isFor(once, tabId, grantee)).slice(-MAX_ONCE + 1),
        { site, grantee, identity, tabId, isPrivate, since: now() },
      ]),

    /**
     * @param {number} tabId
     * @param {Grantee} grantee
     */
    revoke: (tabId, grantee) => change(() => known.filter((once) => !isFor(once, tabId, grantee))),

    /**
     * The tab leaves its page, or is closed.
     * @param {number} tabId
     */
    leave: (tabId) => change(() => known.filter((once) => once.tabId !== tabId)),
  };

  async function load() {
    const stored = (await session.get(KEY))[KEY];
    if (Array.isArray(stored)) known = stored.flatMap((value) => read(value) ?? []);
  }

  /** @param {() => OncePermission[]} step */
  function change(step) {
    const done = Promise.all([loaded, changes]).then(async () => {
      const next = step();
      if (next.length === known.length && next.every((once, at) => once === known[at])) return;
      // At once for those who ask, and before it is stored: what ends must not last for the sake of a write.
      known = next;
      joined.clear();
      onChange();
      await session.set({ [KEY]: next });
    });
    changes = done.catch(onProblem);
    return done;
  }
}

/**
 * @param {OncePermission} once
 * @param {number} tabId
 * @param {Grantee} grantee
 */
function isFor(once, tabId, grantee) {
  return once.tabId === tabId && sameGrantee(once.grantee, grantee);
}

/**
 * @param {OncePermission} once
 * @returns {Permission}
 */
function permission({ site, grantee, identity }) {
  return { site, grantee, identity };
}

/**
 * @param {unknown} value
 * @returns {OncePermission | undefined}
 */
function read(value) {
  const { site, identity, tabId, isPrivate, since, ...fields } = /** @type {Record<string, unknown>} */ (
    Object(value)
  );
  const grantee = readGrantee(fields.grantee);
  if (!isSite(site) || !isIdentity(identity) || !grantee || !Number.isInteger(tabId)) return undefined;
  return {
    site,
    grantee,
    identity,
    tabId: Number(tabId),
    isPrivate: isPrivate === true,
    since: Number(since),
  };
}
