/**
 * How often permissions were used: on how many pages each of them let something load, and when last. What normal windows
 * use is kept in storage.local, what private ones use in storage.session only, and it is forgotten with the permission.
 * Which page has been counted already the ledger remembers; who is permitted is policy.js's.
 *
 * @import { Grantee, Reason } from '/core/bystander.js'
 * @import { Given } from '../shared/protocol.js'
 * @import { Ledger } from './ledger.js'
 * @import { Place } from './ledger-tab.js'
 * @import { Area, PolicyStore } from './policy.js'
 */

import { isMoment, sameGrantee } from '../shared/choices.js';
import { coalesce } from './coalesce.js';

const KEY = 'permission-uses';
const PRIVATE_KEY = 'permission-uses:private';

/** @typedef {{ uses: number, last: number }} Use */
/** @typedef {{ place: Place, reason: Extract<Reason, { kind: 'permission' }>, site: string, isPrivate: boolean }} Used something that a permission on a site let load */
/** @typedef {ReturnType<typeof createPermissionUses>} PermissionUses */

/**
 * @param {{
 *   local: Area, session: Area, ledger: Pick<Ledger, 'mark'>, policy: Pick<PolicyStore, 'current' | 'live'>,
 *   now: () => number, onChange: () => void, onProblem: (error: unknown) => void,
 * }} needs
 */
export function createPermissionUses({ local, session, ledger, policy, now, onChange, onProblem }) {
  const normal = createCounts(local, KEY, onProblem);
  const privately = createCounts(session, PRIVATE_KEY, onProblem);

  return {
    /** Resolves when storage is read. Never rejects. */
    ready: Promise.all([normal.ready, privately.ready]),

    /**
     * Counts once a page, however many requests it makes. To be called when the ledger and the policy are read.
     * @param {Used} used
     */
    used({ place, reason, site, isPrivate }) {
      const counts = isPrivate ? privately : normal;
      for (const permission of policy.current(isPrivate).permissions) {
        if (permission.site !== site || !sameGrantee(permission.grantee, reason.grantee)) continue;
        const key = keyOf(permission);
        if (!ledger.mark(place, key)) continue;
        counts.add(key, now());
        onChange();
      }
    },

    /**
     * Seen from a private window, what private windows used counts as well.
     * @param {Given} permission
     * @param {boolean} isPrivate
     * @returns {{ uses: number, last?: number }}
     */
    of(permission, isPrivate) {
      const key = keyOf(permission);
      const found = [normal.of(key), isPrivate ? privately.of(key) : undefined].filter((use) => !!use);
      if (found.length === 0) return { uses: 0 };
      return {
        uses: found.reduce((sum, { uses }) => sum + uses, 0),
        last: Math.max(...found.map(({ last }) => last)),
      };
    },

    /** Somebody's permission may have been taken back, renewed, or over. To be called when the policy is read. */
    forgetRevoked() {
      const live = policy.live();
      const kept = live.normal.permissions.map(keyOf);
      normal.keep(new Set(kept));
      privately.keep(new Set([...kept, ...live.privately.permissions.map(keyOf)]));
    },

    /** The last private window was closed. */
    forgetPrivate: () => privately.keep(new Set()),

    /** Resolves when storage holds all that was counted so far. */
    settled: () => Promise.all([normal.settled(), privately.settled()]),
  };
}

/**
 * @param {Area} area
 * @param {string} name under which the area has them
 * @param {(error: unknown) => void} onProblem
 */
function createCounts(area, name, onProblem) {
  /** @type {Map<string, Use>} */
  let counts = new Map();
  const loaded = load();
  const save = coalesce(async () => {
    try {
      // What could not be read is not overwritten either.
      await loaded;
      await area.set({ [name]: Object.fromEntries(counts) });
    } catch (error) {
      onProblem(error);
    }
  });

  return {
    ready: loaded.catch(onProblem),
    settled: save,

    /** @param {string} key */
    of: (key) => counts.get(key),

    /**
     * @param {string} key
     * @param {number} last
     */
    add(key, last) {
      counts.set(key, { uses: (counts.get(key)?.uses ?? 0) + 1, last });
      void save();
    },

    /** @param {Set<string>} keys */
    keep: (keys) =>
      loaded.then(
        () => {
          const kept = [...counts].filter(([key]) => keys.has(key));
          if (kept.length === counts.size) return;
          counts = new Map(kept);
          void save();
        },
        () => {},
      ),
  };

  async function load() {
    const stored = (await area.get(name))[name];
    for (const [key, value] of Object.entries(Object(stored))) {
      const { uses, last } = /** @type {Record<string, unknown>} */ (Object(value));
      if (Number.isInteger(uses) && Number(uses) > 0 && isMoment(last))
        counts.set(key, { uses: Number(uses), last });
    }
  }
}

/**
 * One that is renewed begins anew, so when it was given is part of what it is.
 * @param {{ site: string, grantee: Grantee, since?: number | undefined }} permission
 */
function keyOf({ site, grantee, since = 0 }) {
  const whom = 'company' in grantee ? [grantee.company] : [grantee.network, grantee.name];
  return JSON.stringify([site, since, ...whom]);
}
