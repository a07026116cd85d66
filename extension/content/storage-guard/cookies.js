/**
 * The storage guard: `document.cookie` and `cookieStore` over one jar in memory that begins empty and ends with the
 * document. It follows RFC 6265 as far as a script can tell; what is in the browser's jar it never reads, and nothing
 * of what is written here is ever sent.
 *
 * @import { GuardPart, Realm } from './signal.js'
 *
 * @typedef {object} GuardCookie
 * @property {string} name
 * @property {string} value
 * @property {string | null} domain where the cookie names one; it is not told apart otherwise
 * @property {string} path
 * @property {number | null} expires
 * @property {boolean} secure
 * @property {string} sameSite
 * @property {boolean} partitioned
 */
{
  const LONGEST = 4096;

  /** @type {GuardPart} */
  const guardCookies = (
    realm,
    { apply, defineProperty, getOwnPropertyDescriptor, wrapMethods, wrapGetters },
  ) => {
    /** @type {Map<string, GuardCookie>} */
    const jar = new Map();
    // about:blank and its like have no address of their own, only an origin.
    const address = /^https?:/.test(realm.document.URL) ? realm.document.URL : realm.origin;
    const { hostname, pathname, protocol } = URL.canParse(address)
      ? new URL(address)
      : { hostname: '', pathname: '/', protocol: 'https:' };

    /** @param {string} path */
    const covers = (path) =>
      pathname === path ||
      (pathname.startsWith(path) && (path.endsWith('/') || pathname[path.length] === '/'));

    const visible = () => {
      const now = Date.now();
      for (const [key, { expires }] of jar) if (expires !== null && expires <= now) jar.delete(key);
      return [...jar.values()]
        .filter(({ path }) => covers(path))
        .sort((one, other) => other.path.length - one.path.length);
    };

    /**
     * Puts a cookie in the jar if a server of this host could have set it.
     * @param {GuardCookie} cookie
     * @returns {boolean}
     */
    const store = (cookie) => {
      const { name, value, domain, path, secure, expires } = cookie;
      if (name.length + value.length > LONGEST || (!name && !value)) return false;
      if (domain !== null && hostname !== domain && !hostname.endsWith(`.${domain}`)) return false;
      if (secure && protocol !== 'https:') return false;
      if (/^__(secure|host)-/i.test(name) && !secure) return false;
      if (/^__host-/i.test(name) && (domain !== null || path !== '/')) return false;
      const key = [name, domain, path].join(';');
      const before = jar.get(key);
      const gone = expires !== null && expires <= Date.now();
      if (gone) jar.delete(key);
      else jar.set(key, cookie);
      if (!gone || before) tell(cookie, gone);
      return true;
    };

    /** @param {string} text @returns {GuardCookie | undefined} */
    const parse = (text) => {
      const [pair = '', ...attributes] = text.split(';');
      const cut = pair.indexOf('=');
      const cookie = {
        name: pair.slice(0, Math.max(cut, 0)).trim(),
        value: pair.slice(cut + 1).trim(),
        domain: /** @type {string | null} */ (null),
        path: pathname.slice(0, pathname.lastIndexOf('/')) || '/',
        expires: /** @type {number | null} */ (null),
        secure: false,
        sameSite: 'lax',
        partitioned: false,
      };
      let age;
      for (const attribute of attributes) {
        const [name = '', ...rest] = attribute.split('=');
        const value = rest.join('=').trim();
        switch (name.trim().toLowerCase()) {
          case 'httponly':
            return undefined;
          case 'secure':
            cookie.secure = true;
            break;
          case 'partitioned':
            cookie.partitioned = true;
            break;
          case 'samesite':
            cookie.sameSite = value.toLowerCase();
            break;
          case 'path':
            if (value.startsWith('/')) cookie.path = value;
            break;
          case 'domain':
            cookie.domain = value.replace(/^\./, '').toLowerCase() || null;
            break;
          case 'max-age':
            if (/^-?\d+$/.test(value)) age = Number(value);
            break;
          case 'expires':
            if (!Number.isNaN(Date.parse(value))) cookie.expires = Date.parse(value);
        }
      }
      if (age !== undefined) cookie.expires = Date.now() + age * 1000;
      return cookie;
    };

    const { prototype } = realm.Document;
    const native = getOwnPropertyDescriptor(prototype, 'cookie');
    if (native) {
      defineProperty(prototype, 'cookie', {
        ...native,
        get() {
          return visible()
            .map(({ name, value }) => (name ? `${name}=${value}` : value))
            .join('; ');
        },
        set(text) {
          const cookie = parse(`${text}`);
          if (cookie) store(cookie);
        },
      });
    }

    const { CookieStore, CookieChangeEvent, EventTarget } = /** @type {Realm & Record<string, unknown>} */ (
      realm
    );
    const dispatch = EventTarget.prototype.dispatchEvent;
    // The real store would tell of changes in the real jar.
    const own = CookieStore && Object.setPrototypeOf(new EventTarget(), CookieStore.prototype);
    /** @type {((event: Event) => unknown) | null} */
    let onchange = null;

    /** @param {GuardCookie} cookie @param {boolean} gone */
    const tell = (cookie, gone) => {
      if (!own || !CookieChangeEvent || !covers(cookie.path)) return;
      const change = gone ? { deleted: [show({ ...cookie, value: '' })] } : { changed: [show(cookie)] };
      queueMicrotask(() => apply(dispatch, own, [new CookieChangeEvent('change', change)]));
    };

    /** @param {GuardCookie} cookie */
    const show = (cookie) => ({ ...cookie });

    /** @param {unknown} query the first argument of `get` and `getAll` */
    const find = (query) => {
      const name = typeof query === 'object' && query ? Reflect.get(query, 'name') : query;
      return visible()
        .filter((cookie) => name === undefined || cookie.name === `${name}`)
        .map(show);
    };

    /** @param {unknown[]} args of `set` and `delete` @param {Partial<GuardCookie>} [more] */
    const write = ([first, second], more) => {
      const given = typeof first === 'object' && first ? first : { name: first, value: second };
      const { expires = null, ...rest } = /** @type {Partial<GuardCookie>} */ ({ ...given, ...more });
      const cookie = {
        domain: null,
        path: '/',
        sameSite: 'strict',
        partitioned: false,
        ...rest,
        secure: true,
      };
      const name = `${cookie.name}`;
      const value = `${cookie.value}`;
      const isClean = !/[;=\0]/.test(name) && !/[;\0]/.test(value);
      if (
        !isClean ||
        !store({ ...cookie, name, value, expires: expires === null ? null : Number(expires) })
      ) {
        throw new TypeError('The cookie could not be set.');
      }
    };

    wrapGetters(realm, { cookieStore: () => () => own });
    wrapMethods(CookieStore?.prototype, {
      get: () =>
        async function get(query) {
          if (query === undefined) throw new TypeError('CookieStore.get needs the name of a cookie.');
          return find(query)[0] ?? null;
        },
      getAll: () => async (query) => find(query),
      set: () =>
        async function set(...args) {
          write(args);
        },
      delete: () => async (first) => write([first], { value: '', expires: 1 }),
    });
    const handler = CookieStore && getOwnPropertyDescriptor(CookieStore.prototype, 'onchange');
    if (handler) {
      own.addEventListener('change', (/** @type {Event} */ event) => onchange?.call(own, event));
      defineProperty(CookieStore.prototype, 'onchange', {
        ...handler,
        get: () => onchange,
        set(value) {
          onchange = typeof value === 'function' ? value : null;
        },
      });
    }
  };

  Reflect.get(window, 'bystanderStorageGuard')?.parts.push(guardCookies);
}
