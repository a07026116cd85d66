/**
 * Permissions for one page: what a person let load on the page that a tab shows, until it shows another. They live in
 * storage.session, which is memory, so that a stopped background forgets none and the disk knows none. Whether a
 * navigation ends them is followLeaving's to say.
 *
 * @import { Grantee, Permission } from '/core/bystander.js'
 * @import { Area } from './policy.js'
 */

import { isIdentity, isSite, readGrantee, sameGrantee } from '../shared/choices.js';
import { createSessionList } from './session-list.js';

const KEY = 'once';
/** More than a person presses on the pages open at one time. */
const MAX_ONCE = 500;

/** @typedef {Permission & { tabId: number, isPrivate: boolean, since: number }} OncePermission */
/** @typedef {ReturnType<typeof createOnce>} Once */

/**
 * @param {{ session: Area, now: () => number, onChange: () => void, onProblem: (error: unknown) => void }} needs
 */
export function createOnce({ session, now, onChange, onProblem }) {
  const list = createSessionList({ session, key: KEY, read, onChange, onProblem });

  return {
    /** Resolves when storage is read. Never rejects. */
    ready: list.ready,

    /** @param {number} tabId */
    of: (tabId) => list.all().filter((once) => once.tabId === tabId),

    all: list.all,

    /**
     * @param {Permission} choice takes the place of one for the same grantee in the tab
     * @param {{ tabId: number, isPrivate: boolean }} where
     */
    permit: ({ site, grantee, identity }, { tabId, isPrivate }) =>
      list.change((known) => [
        ...known.filter((once) => !isFor(once, tabId, grantee)).slice(-MAX_ONCE + 1),
        { site, grantee, identity, tabId, isPrivate, since: now() },
      ]),

    /**
     * @param {number} tabId
     * @param {Grantee} grantee
     */
    revoke: (tabId, grantee) => list.change((known) => known.filter((once) => !isFor(once, tabId, grantee))),

    /**
     * The tab leaves its page, or is closed.
     * @param {number} tabId
     */
    leave: (tabId) => list.change((known) => known.filter((once) => once.tabId !== tabId)),
  };
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
