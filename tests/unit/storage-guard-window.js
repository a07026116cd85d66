/**
 * A window small enough to see through, for the storage guard's scripts: they run in it one after the other, as the
 * browser runs them. It has the classes they name, with accessors where browsers have them, and nothing stored.
 */

import { readFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';

const ROOT = new URL('../../', import.meta.url);
/** @type {{ content_scripts: { js: string[] }[] }} */
const manifest = JSON.parse(readFileSync(new URL('manifest.json', ROOT), 'utf8'));
const files = manifest.content_scripts
  .flatMap(({ js }) => js)
  .filter((path) => path.includes('storage-guard/'));
export const scripts = files.map((path) => readFileSync(new URL(`extension/${path}`, ROOT), 'utf8'));

/**
 * What tests look at in it; the guard finds more.
 * @typedef {object} SmallWindow
 * @property {{ cookie: string, referrer: string }} document
 * @property {Storage} localStorage
 * @property {Storage} sessionStorage
 * @property {typeof Storage} Storage
 * @property {IDBFactory} indexedDB
 * @property {unknown} [top]
 *
 * @typedef {object} Place
 * @property {string} [url]
 * @property {string[]} [timings] names in the Server-Timing of its response; none where the browser has no such thing
 * @property {boolean} [untimed] whether the browser has no `serverTiming`
 * @property {string} [language] of its response
 * @property {SmallWindow} [parent] the window around it; none for a page
 * @property {SmallWindow} [opener]
 * @property {string[]} [databases] the names of those that it has already
 * @property {string[]} [locks] the names of those that other documents hold
 * @property {boolean} [foreign] whether it refuses to be looked into
 */

/**
 * @param {Place} place
 * @returns {SmallWindow}
 */
export function makeWindow({
  url = 'https://www.facebook.com/frame',
  timings = [],
  untimed,
  language,
  ...place
}) {
  // What accessors read lies in the objects, so that one window's accessors read another's objects.
  class PerformanceServerTiming {
    /** @param {string} name */
    constructor(name) {
      this.given = name;
    }
    get name() {
      return this.given;
    }
  }
  class PerformanceResourceTiming {
    timings = untimed ? undefined : timings.map((name) => new PerformanceServerTiming(name));
    get serverTiming() {
      return this.timings;
    }
  }
  class Performance {
    navigation = new PerformanceResourceTiming();
    getEntriesByType() {
      return [this.navigation];
    }
  }
  class Element {
    /** @param {string} selector */
    matches(selector) {
      return selector === `:lang(${language})`;
    }
  }
  class Document {
    address = url;
    get URL() {
      return this.address;
    }
    get cookie() {
      return 'real=1';
    }
    set cookie(_) {}
    get referrer() {
      return 'https://news.example/story?illness=1';
    }
    createElement() {
      return new Element();
    }
  }
  class Storage {
    getItem() {}
    setItem() {}
    removeItem() {}
    key() {}
    clear() {}
    get length() {
      return 1;
    }
  }
  const { databases = [], locks = [] } = place;
  class IDBFactory {
    /** @param {string} name */
    open(name) {
      databases.push(name);
    }
    /** @param {string} name */
    deleteDatabase(name) {
      databases.splice(databases.indexOf(name), 1);
    }
    async databases() {
      return databases.map((name) => ({ name, version: 1 }));
    }
  }
  class LockManager {
    /** @param {string} name */
    async request(name) {
      locks.push(name);
    }
    async query() {
      return { held: locks.map((name) => ({ name })), pending: [] };
    }
  }
  class IDBDatabase {}
  class Navigator {
    locks = new LockManager();
  }
  class Elements {}

  const window = {
    ...{ Document, Element, Performance, PerformanceResourceTiming, PerformanceServerTiming, Storage },
    ...{
      IDBFactory,
      IDBDatabase,
      LockManager,
      Navigator,
      EventTarget,
      DOMException,
      Function,
      Event,
      crypto,
      Proxy,
    },
    ...{ HTMLIFrameElement: Elements, HTMLFrameElement: Elements },
    ...{ HTMLObjectElement: Elements, HTMLEmbedElement: Elements },
    navigator: new Navigator(),
    indexedDB: new IDBFactory(),
    origin: 'https://www.facebook.com',
    addEventListener() {},
  };
  const document = new Document();
  const area = new Storage();
  /** @param {() => unknown} get */
  const accessor = (get) => ({ configurable: true, enumerable: true, get });
  Object.defineProperties(window, {
    window: accessor(() => window),
    document: accessor(() => {
      if (place.foreign) throw new DOMException('Blocked a frame from accessing a cross-origin frame.');
      return document;
    }),
    performance: accessor(of((window) => performances.get(window))),
    parent: accessor(of((window) => places.get(window)?.parent ?? window)),
    opener: accessor(of((window) => places.get(window)?.opener ?? null)),
    top: accessor(() => place.parent?.top ?? window),
    localStorage: accessor(() => area),
    sessionStorage: accessor(() => area),
  });
  const small = /** @type {SmallWindow} */ (/** @type {unknown} */ (window));
  places.set(small, place);
  performances.set(small, new Performance());
  return small;
}

/** What an accessor of one window finds in another. @type {WeakMap<object, Pick<Place, 'parent' | 'opener'>>} */
const places = new WeakMap();
/** @type {WeakMap<object, object>} */
const performances = new WeakMap();

/**
 * An accessor that goes by the window it is used on, as all accessors of windows do.
 * @param {(window: object) => unknown} find
 */
function of(find) {
  /** @this {object} */
  return function () {
    return find(this);
  };
}

/**
 * Runs the guard's scripts in a window.
 * @param {SmallWindow} window
 */
export function runGuard(window) {
  const names = Object.keys(window);
  for (const source of scripts) {
    compileFunction(source, names)(...names.map((name) => Reflect.get(window, name)));
  }
  return window;
}
