/**
 * The storage guard, first part: whether this document is one that Bystander stripped. If it is not, nothing of the
 * guard runs. A stripped document's response says so itself, since no message could arrive before the page's first
 * script; documents without a response of their own (about:blank, srcdoc, blob:) go by the one that made them.
 *
 * The parts of the guard are classic scripts in the page's world. They hand themselves to the last part through one
 * property of the window, which that part removes before any script of the page runs.
 *
 * In all parts: functions of the browser are taken out before the page runs and called with `apply` alone, because the
 * page may replace `call`, `bind` and everything else, and would be handed the function behind the guard.
 *
 * @typedef {Window & typeof globalThis} Realm a window with the classes in it
 * @typedef {(realm: Realm, tools: GuardTools) => void} GuardPart guards one kind of storage in a window
 * @typedef {(this: unknown, ...args: unknown[]) => unknown} Native what a page may call with anything
 * @typedef {(native: Function) => Native} Wrap
 *
 * @typedef {object} GuardTools
 * @property {typeof Reflect.apply} apply
 * @property {typeof Reflect.construct} construct
 * @property {typeof Reflect.getOwnPropertyDescriptor} getOwnPropertyDescriptor
 * @property {typeof Reflect.defineProperty} defineProperty
 * @property {(owner: object | undefined, methods: Record<string, Wrap>) => void} wrapMethods replaces those that exist
 * @property {(owner: object | undefined, getters: Record<string, Wrap>) => void} wrapGetters replaces those that exist
 * @property {(owner: object | undefined, ...names: string[]) => void} remove
 * @property {(target: EventTarget, type: string) => void} silence keeps the browser's own events from the page
 * @property {(realm: Realm) => string} token a random word for everything that this load of a window stores
 */
{
  const { apply, construct, getOwnPropertyDescriptor, defineProperty, deleteProperty } = Reflect;

  /** @param {object} owner @param {string} name */
  const getter = (owner, name) => {
    const get = getOwnPropertyDescriptor(owner, name)?.get;
    return /** @param {unknown} on */ (on) => (get ? apply(get, on, []) : undefined);
  };

  const urlOf = getter(Document.prototype, 'URL');
  const isTrusted = getter(new Event(''), 'isTrusted');
  const stop = Event.prototype.stopImmediatePropagation;

  /** Whether it came from a server. @param {Realm} realm */
  const hasResponse = (realm) => /^https?:/.test(urlOf(realm.document));

  const guarded = () => {
    if (window === window.top && hasResponse(window)) return false;
    const parent = getter(window, 'parent');
    const opener = getter(window, 'opener');
    try {
      let realm = window;
      // Bounded, because windows may have opened each other.
      for (let steps = 0; realm && steps < 32; steps++) {
        if (isStripped(realm)) return true;
        if (hasResponse(realm)) return false;
        realm = realm === realm.top ? opener(realm) : parent(realm);
      }
    } catch {
      // A document of another origin: what it began has nothing in common with it.
    }
    return false;
  };

  /** @param {Realm} realm */
  const isStripped = (realm) => {
    // A page of its own is never stripped, whatever its server says.
    if (realm === realm.top) return false;
    const performance = getter(window, 'performance')(realm);
    const [navigation] = apply(Performance.prototype.getEntriesByType, performance, ['navigation']);
    const timings = navigation && getter(PerformanceResourceTiming.prototype, 'serverTiming')(navigation);
    if (timings) {
      const nameOf = getter(PerformanceServerTiming.prototype, 'name');
      for (let i = 0; i < timings.length; i++) if (nameOf(timings[i]) === 'bystander') return true;
      return false;
    }
    // Firefox has no serverTiming on pages without encryption, or in frames within them.
    const probe = apply(Document.prototype.createElement, realm.document, ['a']);
    return apply(Element.prototype.matches, probe, [':lang(x-bystander)']);
  };

  /** @type {GuardTools} */
  const tools = {
    apply,
    construct,
    getOwnPropertyDescriptor,
    defineProperty,

    wrapMethods(owner, methods) {
      if (!owner) return;
      for (const name in methods) {
        const found = getOwnPropertyDescriptor(owner, name);
        if (found?.value) defineProperty(owner, name, { ...found, value: methods[name]?.(found.value) });
      }
    },

    wrapGetters(owner, getters) {
      if (!owner) return;
      for (const name in getters) {
        const found = getOwnPropertyDescriptor(owner, name);
        const wrap = getters[name];
        if (found?.get && wrap) defineProperty(owner, name, { ...found, get: wrap(found.get) });
      }
    },

    remove(owner, ...names) {
      for (const name of names) if (owner) deleteProperty(owner, name);
    },

    silence(target, type) {
      // The first listener of all, and so able to stop every other.
      target.addEventListener(type, (event) => isTrusted(event) && apply(stop, event, []), true);
    },

    token(realm) {
      const numbers = realm.crypto.getRandomValues(new Uint32Array(4));
      return `bystander ${numbers.join('-')} `;
    },
  };

  if (guarded()) {
    const shared = { parts: /** @type {GuardPart[]} */ ([]), tools };
    defineProperty(window, 'bystanderStorageGuard', { value: shared, configurable: true });
  }
}
