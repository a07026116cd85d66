/**
 * The storage guard: what is kept under names. IndexedDB, caches, BroadcastChannel and locks work as ever, but each
 * name gets a random word of this load before it, which the page never sees: what was stored before, or is open in
 * another document, is not found. What a load leaves behind it deletes at its end, or else a later load does.
 *
 * @import { GuardPart, Wrap } from './signal.js'
 */
{
  const { Proxy: Guarding } = window;
  const { startsWith, slice } = String.prototype;
  const { exec } = RegExp.prototype;

  /** @type {GuardPart} */
  const guardDatabases = (realm, { apply, construct, defineProperty, wrapMethods, wrapGetters, token }) => {
    const { IDBFactory, IDBDatabase, CacheStorage, BroadcastChannel, LockManager, Lock, navigator } = realm;
    const prefix = token(realm);

    /** @param {string} name @returns {string | undefined} as the page knows it, if it is of this load */
    const unmarked = (name) =>
      apply(startsWith, name, [prefix]) ? apply(slice, name, [prefix.length]) : undefined;

    /** @type {Wrap} */
    const marking = (native) =>
      function (...args) {
        // A call without a name fails as it always does.
        if (args.length > 0) args[0] = prefix + args[0];
        return apply(native, this, args);
      };

    /** @type {Wrap} */
    const unmarking = (native) =>
      function () {
        const name = apply(native, this, []);
        return unmarked(name) ?? name;
      };

    /**
     * Those of this load. By index, because the page may have replaced every method of arrays, and would see the others.
     * @template {{ name?: string | undefined }} Named
     * @param {Named[]} all
     * @returns {Named[]}
     */
    const own = (all) => {
      const mine = [];
      for (let i = 0; i < all.length; i++) {
        const name = unmarked(all[i]?.name ?? '');
        if (name !== undefined) mine[mine.length] = /** @type {Named} */ ({ ...all[i], name });
      }
      return mine;
    };

    const { databases, deleteDatabase } = IDBFactory.prototype;
    const keys = CacheStorage?.prototype.keys;
    const removeCache = CacheStorage?.prototype.delete;
    const openCache = CacheStorage?.prototype.open;
    const matchInCache = realm.Cache?.prototype.match;
    const { request, query } = LockManager?.prototype ?? {};
    /** @type {Set<string>} */
    const opened = new Set();
    /** @type {Set<string>} */
    const openedCaches = new Set();
    let inUse = false;

    /** Before the first thing is stored: says that this load lives, and removes what earlier ones left. */
    const use = () => {
      if (inUse) return;
      inUse = true;
      if (!request || !query) return;
      const sign = () =>
        apply(request, navigator.locks, [prefix, { mode: 'shared' }, () => new Promise(() => {})]);
      sign().catch(() => {});
      sweep().catch(() => {});
    };

    const sweep = async () => {
      const { indexedDB, caches } = realm;
      const found = await apply(databases, indexedDB, []);
      const cached = keys ? await apply(keys, caches, []) : [];
      // Asked last: who stores something has said before that it lives.
      const { held = [], pending = [] } = await apply(/** @type {Function} */ (query), navigator.locks, []);
      const alive = [...held, ...pending].map(({ name }) => name);
      /** @param {string} name */
      const isLeft = (name) => {
        const word = apply(exec, /^bystander [\d-]+ /, [name])?.[0];
        return word !== undefined && word !== prefix && !alive.includes(word);
      };
      for (let i = 0; i < found.length; i++) {
        const name = found[i]?.name ?? '';
        if (isLeft(name)) apply(deleteDatabase, indexedDB, [name]);
      }
      for (let i = 0; i < cached.length; i++) {
        const name = cached[i] ?? '';
        if (removeCache && isLeft(name)) await apply(removeCache, caches, [name]);
      }
    };

    wrapMethods(IDBFactory.prototype, {
      open: (native) => {
        const open = marking(native);
        return function (...args) {
          use();
          if (args.length > 0) opened.add(`${args[0]}`);
          return apply(open, this, args);
        };
      },
      deleteDatabase: marking,
      databases: (native) =>
        async function () {
          return own(await apply(native, this, []));
        },
    });
    wrapGetters(IDBDatabase.prototype, { name: unmarking });

    wrapMethods(CacheStorage?.prototype, {
      open: (native) => {
        const open = marking(native);
        return function (...args) {
          use();
          if (args.length > 0) openedCaches.add(`${args[0]}`);
          return apply(open, this, args);
        };
      },
      has: marking,
      delete: marking,
      keys: (native) =>
        async function () {
          const names = await apply(native, this, []);
          const mine = [];
          for (let i = 0; i < names.length; i++) {
            const name = unmarked(names[i]);
            if (name !== undefined) mine[mine.length] = name;
          }
          return mine;
        },
      match: (native) =>
        async function (wanted, options) {
          const { cacheName, ...others } = /** @type {MultiCacheQueryOptions} */ (options ?? {});
          if (cacheName !== undefined) {
            return apply(native, this, [wanted, { ...others, cacheName: prefix + cacheName }]);
          }
          const names = await apply(/** @type {Function} */ (keys), this, []);
          for (let i = 0; i < names.length; i++) {
            if (unmarked(names[i]) === undefined) continue;
            const cache = await apply(/** @type {Function} */ (openCache), this, [names[i]]);
            const match = await apply(/** @type {Function} */ (matchInCache), cache, [wanted, others]);
            if (match) return match;
          }
          return undefined;
        },
    });

    if (BroadcastChannel) {
      const guarded = new Guarding(BroadcastChannel, {
        construct: (target, [name, ...rest], newTarget) =>
          construct(target, [prefix + name, ...rest], newTarget),
      });
      BroadcastChannel.prototype.constructor = guarded;
      defineProperty(realm, 'BroadcastChannel', { value: guarded, writable: true, configurable: true });
    }
    wrapGetters(BroadcastChannel?.prototype, { name: unmarking });

    wrapMethods(LockManager?.prototype, {
      request: marking,
      query: (native) =>
        async function () {
          const { held = [], pending = [] } = await apply(native, this, []);
          return { held: own(held), pending: own(pending) };
        },
    });
    wrapGetters(Lock?.prototype, { name: unmarking });

    realm.addEventListener('pagehide', ({ persisted }) => {
      if (persisted || !inUse) return;
      for (const name of opened) apply(deleteDatabase, realm.indexedDB, [prefix + name]);
      for (const name of openedCaches) if (removeCache) apply(removeCache, realm.caches, [prefix + name]);
    });
  };

  Reflect.get(window, 'bystanderStorageGuard')?.parts.push(guardDatabases);
}
