/**
 * The storage guard: localStorage and sessionStorage, each an area in memory that begins empty and ends with the
 * document. It keeps the semantics of the real interface; what is in the real areas it never reads.
 *
 * @import { GuardPart } from './signal.js'
 */
{
  /** As much as browsers give an area, in UTF-16 units of keys and values. */
  const QUOTA = 5 * 1024 * 1024;

  /** @type {GuardPart} */
  const guardAreas = (realm, { wrapMethods, wrapGetters, silence }) => {
    const { Storage, DOMException } = realm;
    /** @type {WeakMap<object, Map<string, string>>} */
    const areas = new WeakMap();

    /** @param {unknown} area */
    const contentOf = (area) => {
      const content = areas.get(/** @type {object} */ (area));
      if (!content) throw new TypeError('Illegal invocation');
      return content;
    };

    /**
     * @param {Map<string, string>} content
     * @param {string} key
     * @param {string} value
     */
    const put = (content, key, value) => {
      let size = key.length + value.length;
      for (const [other, held] of content) if (other !== key) size += other.length + held.length;
      if (size > QUOTA) {
        throw new DOMException(`Setting the value of '${key}' exceeded the quota.`, 'QuotaExceededError');
      }
      content.set(key, value);
    };

    /** @param {unknown[]} args @param {number} count @param {string} method */
    const demand = (args, count, method) => {
      if (args.length >= count) return;
      throw new TypeError(`Failed to execute '${method}' on 'Storage': ${count} argument(s) required.`);
    };

    wrapMethods(Storage.prototype, {
      getItem: () =>
        function getItem(...args) {
          demand(args, 1, 'getItem');
          return contentOf(this).get(`${args[0]}`) ?? null;
        },
      setItem: () =>
        function setItem(...args) {
          demand(args, 2, 'setItem');
          put(contentOf(this), `${args[0]}`, `${args[1]}`);
        },
      removeItem: () =>
        function removeItem(...args) {
          demand(args, 1, 'removeItem');
          contentOf(this).delete(`${args[0]}`);
        },
      key: () =>
        function key(...args) {
          demand(args, 1, 'key');
          return [...contentOf(this).keys()][Number(args[0]) >>> 0] ?? null;
        },
      clear: () =>
        function clear() {
          contentOf(this).clear();
        },
    });
    wrapGetters(Storage.prototype, {
      length: () =>
        function length() {
          return contentOf(this).size;
        },
    });

    const makeArea = () => {
      /** @type {Map<string, string>} */
      const content = new Map();
      /**
       * The stored value by property access, which what the interface itself has hides.
       * @param {object} target
       * @param {string | symbol} key
       */
      const named = (target, key) =>
        typeof key === 'string' && !(key in target) ? content.get(key) : undefined;

      /** @type {Storage} */
      const area = new Proxy(Object.create(Storage.prototype), {
        has: (target, key) => named(target, key) !== undefined || Reflect.has(target, key),
        get: (target, key, receiver) => named(target, key) ?? Reflect.get(target, key, receiver),
        set(target, key, value, receiver) {
          // These two have accessors of their own, which come first.
          if (typeof key !== 'string' || key === 'length' || key === '__proto__') {
            return Reflect.set(target, key, value, receiver);
          }
          put(content, key, `${value}`);
          return true;
        },
        deleteProperty(target, key) {
          if (named(target, key) === undefined) return Reflect.deleteProperty(target, key);
          return content.delete(/** @type {string} */ (key));
        },
        ownKeys: (target) => [
          ...[...content.keys()].filter((key) => !(key in target)),
          ...Reflect.ownKeys(target),
        ],
        getOwnPropertyDescriptor(target, key) {
          const value = named(target, key);
          if (value === undefined) return Reflect.getOwnPropertyDescriptor(target, key);
          return { value, writable: true, enumerable: true, configurable: true };
        },
        defineProperty(target, key, descriptor) {
          if (typeof key !== 'string') return Reflect.defineProperty(target, key, descriptor);
          if (!('value' in descriptor)) return false;
          put(content, key, `${descriptor.value}`);
          return true;
        },
        preventExtensions: () => false,
      });
      areas.set(area, content);
      return area;
    };

    const local = makeArea();
    const session = makeArea();
    wrapGetters(realm, { localStorage: () => () => local, sessionStorage: () => () => session });
    // What other documents write to the real areas is told in events, with the value.
    silence(realm, 'storage');
  };

  Reflect.get(window, 'bystanderStorageGuard')?.parts.push(guardAreas);
}
