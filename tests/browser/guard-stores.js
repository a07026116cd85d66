/**
 * Every kind of storage that the storage guard is over, each as a page uses it: how a value is put there and how it is
 * found again. Runs in pages; it neither knows nor asks whether a guard is there.
 */

/**
 * @typedef {object} Found
 * @property {string} at which load of the document reports
 * @property {Record<string, unknown>} before what each kind of storage held when the document came
 * @property {Record<string, unknown>} after what it held when the document had written its own value
 */

/**
 * Runs in the page: looks, writes, looks again, and tells its server.
 * @param {string} at
 */
export async function exercise(at) {
  const { cookieStore } = /** @type {{ cookieStore?: any }} */ (/** @type {unknown} */ (globalThis));

  /** @param {IDBRequest} request @returns {Promise<any>} */
  const settled = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  /** @param {(store: IDBObjectStore) => IDBRequest} work @param {IDBTransactionMode} mode */
  const inDatabase = async (work, mode) => {
    const request = indexedDB.open('ids', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('ids');
    const database = await settled(request);
    const result = await settled(work(database.transaction('ids', mode).objectStore('ids')));
    database.close();
    return result ?? null;
  };

  /** @type {Record<string, { write(id: string): unknown, read(): unknown }>} */
  const kinds = {
    'document.cookie': {
      write: (id) => {
        Reflect.set(document, 'cookie', `page=${id}; SameSite=None; Secure; Max-Age=9999`);
      },
      read: () => /page=([^;]*)/.exec(document.cookie)?.[1] ?? null,
    },
    cookieStore: {
      write: (id) => cookieStore?.set({ name: 'store', value: id, sameSite: 'none' }),
      read: async () => (await cookieStore?.get('store'))?.value ?? null,
    },
    localStorage: {
      write: (id) => localStorage.setItem('id', id),
      read: () => localStorage.getItem('id'),
    },
    sessionStorage: {
      write: (id) => {
        sessionStorage.id = id;
      },
      read: () => sessionStorage.id ?? null,
    },
    IndexedDB: {
      write: (id) => inDatabase((store) => store.put(id, 'id'), 'readwrite'),
      read: () => inDatabase((store) => store.get('id'), 'readonly'),
    },
    'the names of databases': {
      write: (id) => settled(indexedDB.open(`named-${id}`)).then((database) => database.close()),
      read: async () => {
        const names = (await indexedDB.databases()).map(({ name }) => name);
        return names.filter((name) => name?.startsWith('named-')).join() || null;
      },
    },
    caches: {
      write: async (id) => (await caches.open('ids')).put('/id', new Response(id)),
      read: async () => (await caches.match('/id'))?.text() ?? null,
    },
    'the names of caches': {
      write: (id) => caches.open(`named-${id}`),
      read: async () => (await caches.keys()).filter((name) => name.startsWith('named-')).join() || null,
    },
  };

  /** @param {(kind: { write(id: string): unknown, read(): unknown }) => unknown} ask */
  const each = async (ask) => {
    /** @type {Record<string, unknown>} */
    const answers = {};
    for (const [name, kind] of Object.entries(kinds)) {
      try {
        answers[name] = await ask(kind);
      } catch (error) {
        answers[name] = String(error);
      }
    }
    return answers;
  };

  const before = await each((kind) => kind.read());
  await each((kind) => kind.write(at));
  const after = await each((kind) => kind.read());
  await fetch('https://www.facebook.com/found', {
    method: 'POST',
    body: JSON.stringify({ at, before, after }),
  });
}
