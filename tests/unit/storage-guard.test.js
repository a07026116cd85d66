import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeWindow, runGuard, scripts } from './storage-guard-window.js';
import { turn } from './support.js';

/** @typedef {import('./storage-guard-window.js').Place} Place */
/** @typedef {import('./storage-guard-window.js').SmallWindow} SmallWindow */

const page = makeWindow({ url: 'https://news.example/' });
const stripped = makeWindow({ timings: ['bystander'], parent: page });
const allowed = makeWindow({ parent: page });
const foreign = makeWindow({ parent: page, foreign: true });

describe('the storage guard', () => {
  /** @type {[what: string, place: Place, guarded: boolean][]} */
  const places = [
    ['a frame whose response says that it was stripped', { timings: ['bystander'], parent: page }, true],
    ['one that says so among other things', { timings: ['db', 'bystander', 'cdn'], parent: page }, true],
    ['one that says other things', { timings: ['db', 'bystanders'], parent: page }, false],
    ['one that says nothing', { parent: page }, false],
    ['a page, whatever its server says', { timings: ['bystander'] }, false],
    ['an empty page', { url: 'about:blank' }, false],
    ['about:blank in a stripped frame', { url: 'about:blank', parent: stripped }, true],
    ['srcdoc in a stripped frame', { url: 'about:srcdoc', parent: stripped }, true],
    ['a blob in a stripped frame', { url: 'blob:https://www.facebook.com/1', parent: stripped }, true],
    [
      'srcdoc in about:blank in a stripped frame',
      { url: 'about:srcdoc', parent: makeWindow({ url: 'about:blank', parent: stripped }) },
      true,
    ],
    ['a frame of its own in a stripped frame', { parent: stripped }, false],
    ['about:blank in a frame that was not stripped', { url: 'about:blank', parent: allowed }, false],
    ['about:blank in a page', { url: 'about:blank', parent: page }, false],
    ['about:blank in a document of another origin', { url: 'about:blank', parent: foreign }, false],
    ['about:blank that a stripped frame opened', { url: 'about:blank', opener: stripped }, true],
    ['about:blank that a page opened', { url: 'about:blank', opener: page }, false],
    ['Firefox without encryption, stripped', { untimed: true, language: 'x-bystander', parent: page }, true],
    ['Firefox without encryption', { untimed: true, language: 'fr', parent: page }, false],
    ['a language where timings are to be had', { language: 'x-bystander', parent: page }, false],
  ];
  for (const [what, place, guarded] of places)
    it(`${guarded ? 'is over' : 'is not over'} ${what}`, () => {
      const window = runGuard(makeWindow(place));
      assert.equal(window.document.cookie, guarded ? '' : 'real=1');
      assert.equal('bystanderStorageGuard' in window, false, 'it can be seen');
    });

  it('ends where windows have opened each other', () => {
    const one = makeWindow({ url: 'about:blank' });
    const other = makeWindow({ url: 'about:blank', opener: one });
    Object.defineProperty(one, 'opener', { get: () => other });
    assert.equal(runGuard(one).document.cookie, 'real=1');
  });

  it('is over the rest where one kind of storage fails', () => {
    const window = makeWindow({ timings: ['bystander'], parent: page });
    Object.defineProperty(window, 'Storage', { value: undefined });
    assert.equal(runGuard(window).document.cookie, '');
  });

  it('has its parts in the manifest, signal first and frames last', () => {
    assert.ok(scripts.length > 2);
    assert.match(scripts[0] ?? '', /first part/);
    assert.match(scripts.at(-1) ?? '', /last part/);
  });

  it('cuts the referrer to the origin', () => {
    const { document } = runGuard(makeWindow({ timings: ['bystander'], parent: page }));
    assert.equal(document.referrer, 'https://news.example/');
  });
});

describe('document.cookie under the storage guard', () => {
  /** @type {[what: string, url: string, written: string[], read: string][]} */
  const jars = [
    ['is empty', 'https://www.facebook.com/a/b', [], ''],
    ['holds what was written, oldest first', 'https://www.facebook.com/', ['a=1', 'b=2', 'c'], 'a=1; b=2; c'],
    ['replaces a cookie of the same name', 'https://www.facebook.com/', ['a=1', 'b=2', 'a=3'], 'a=3; b=2'],
    ['keeps = in values and trims', 'https://www.facebook.com/', [' a = x=y ; Path=/'], 'a=x=y'],
    ['forgets at Max-Age=0', 'https://www.facebook.com/', ['a=1', 'a=; Max-Age=0'], ''],
    [
      'forgets at a date gone by',
      'https://www.facebook.com/',
      ['a=1', 'a=; expires=Thu, 01 Jan 1970 00:00:00 GMT'],
      '',
    ],
    [
      'lets Max-Age win over Expires',
      'https://www.facebook.com/',
      ['a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60'],
      'a=1',
    ],
    ['tells paths apart', 'https://www.facebook.com/a/b', ['x=1; path=/', 'x=2; path=/a'], 'x=2; x=1'],
    ['hides other paths', 'https://www.facebook.com/a/b', ['x=1; path=/c', 'y=2; path=/a/bc'], ''],
    [
      'takes its path from the address',
      'https://www.facebook.com/a/b',
      ['x=1', 'x=; max-age=0; path=/a'],
      '',
    ],
    ['takes the domain and those above', 'https://www.facebook.com/', ['x=1; Domain=.facebook.com'], 'x=1'],
    [
      'refuses other domains',
      'https://www.facebook.com/',
      ['x=1; domain=book.com', 'y=1; domain=a.example'],
      '',
    ],
    ['refuses HttpOnly', 'https://www.facebook.com/', ['x=1; HttpOnly'], ''],
    ['refuses Secure without encryption', 'http://www.facebook.com/', ['x=1; Secure', 'y=2'], 'y=2'],
    [
      'wants __Secure- secure',
      'https://www.facebook.com/',
      ['__Secure-x=1', '__Secure-y=1; Secure'],
      '__Secure-y=1',
    ],
    [
      'wants __Host- whole',
      'https://www.facebook.com/',
      ['__Host-x=1; Secure; Path=/; Domain=facebook.com', '__Host-y=1; Secure; Path=/'],
      '__Host-y=1',
    ],
    ['refuses what is too long', 'https://www.facebook.com/', [`x=${'y'.repeat(4096)}`, '=', ''], ''],
  ];
  for (const [what, url, written, read] of jars)
    it(what, () => {
      const { document } = runGuard(makeWindow({ url, timings: ['bystander'], parent: page }));
      for (const text of written) document.cookie = text;
      assert.equal(document.cookie, read, `${url} after ${JSON.stringify(written)}`);
    });

  it('goes by the origin where a document has no address', () => {
    const { document } = runGuard(makeWindow({ url: 'about:blank', parent: stripped }));
    document.cookie = 'x=1; Secure; Domain=facebook.com';
    assert.equal(document.cookie, 'x=1');
  });
});

describe('storage areas under the storage guard', () => {
  it('are empty, apart, and hold what was written', () => {
    const window = runGuard(makeWindow({ timings: ['bystander'], parent: page }));
    const { localStorage, sessionStorage } = window;
    assert.equal(localStorage.length, 0);
    localStorage.setItem('a', '1');
    Reflect.set(localStorage, 'b', 2);
    assert.deepEqual({ ...localStorage }, { a: '1', b: '2' });
    assert.deepEqual([localStorage.getItem('b'), localStorage.key(0), localStorage.key(2)], ['2', 'a', null]);
    assert.equal(sessionStorage.length, 0);
    assert.equal(localStorage instanceof window.Storage, true);
    localStorage.clear();
    assert.deepEqual(Object.keys(localStorage), []);
  });

  it('are as large as real ones, and no larger', () => {
    const { localStorage } = runGuard(makeWindow({ timings: ['bystander'], parent: page }));
    localStorage.setItem('a', 'x'.repeat(5 * 1024 * 1024 - 1));
    assert.throws(() => localStorage.setItem('b', ''), { name: 'QuotaExceededError' });
    localStorage.setItem('a', 'y');
    localStorage.setItem('b', 'z');
    assert.equal(localStorage.length, 2);
  });
});

describe('databases under the storage guard', () => {
  const dead = 'bystander 1-2-3-4 ids';
  const alive = 'bystander 5-6-7-8 ids';

  it('are none but those of this load, under the names the page gave', async () => {
    const databases = ['ids', dead, alive];
    const { indexedDB } = runGuard(makeWindow({ timings: ['bystander'], parent: page, databases }));
    assert.deepEqual(await indexedDB.databases(), []);
    indexedDB.open('ids');
    assert.deepEqual(await indexedDB.databases(), [{ name: 'ids', version: 1 }]);
    assert.equal(databases.filter((name) => name === 'ids').length, 1, 'the real database was opened');
    indexedDB.deleteDatabase('ids');
    assert.deepEqual(await indexedDB.databases(), []);
    assert.ok(databases.includes('ids'), 'the real database was deleted');
  });

  it('of earlier loads are deleted, those of living documents and of the page itself are not', async () => {
    const databases = ['ids', dead, alive, 'bystanders'];
    const locks = ['bystander 5-6-7-8 '];
    const { indexedDB } = runGuard(makeWindow({ timings: ['bystander'], parent: page, databases, locks }));
    indexedDB.open('new');
    await turn();
    assert.equal(databases.length, 4, databases.join());
    assert.deepEqual(databases.slice(0, 3), ['ids', alive, 'bystanders']);
    assert.equal(locks.length, 2, 'this load has not said that it lives');
  });
});
