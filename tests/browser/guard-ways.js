/**
 * The ways around a storage guard that the page of a frame might take, and what it finds there; and how a Storage area
 * behaves in every use a page may make of it. Both run in pages.
 */

/** Runs in a frame: for each way, the value of the cookie and of the area that it leads to. */
export async function tryWays() {
  /** @param {Window | null | undefined} realm */
  const look = (realm) => {
    try {
      if (!realm) return 'no window';
      const cookie = /page=([^;]*)/.exec(realm.document.cookie)?.[1] ?? null;
      return { cookie, area: /** @type {typeof window} */ (realm).localStorage.getItem('id') };
    } catch (error) {
      return error instanceof Error ? error.name : error;
    }
  };
  /** @param {(frame: HTMLIFrameElement) => void} prepare */
  const begin = (prepare) => {
    const frame = document.createElement('iframe');
    prepare(frame);
    document.body.append(frame);
    return frame;
  };
  /** @param {() => void} work that appends a frame */
  const byIndex = (work) => {
    work();
    return look(frames[frames.length - 1]);
  };
  /** @param {(frame: HTMLIFrameElement) => void} prepare */
  const whole = async (prepare) => {
    const frame = document.createElement('iframe');
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    prepare(frame);
    document.body.append(frame);
    await loaded;
    return look(frames[frames.length - 1]);
  };
  const page = '<!doctype html><p>';
  /** @param {HTMLIFrameElement} frame */
  const asBlob = (frame) => {
    frame.src = URL.createObjectURL(new Blob([page], { type: 'text/html' }));
  };
  /** @param {HTMLIFrameElement} frame */
  const asSrcdoc = (frame) => {
    frame.srcdoc = page;
  };
  const written = begin(() => {}).contentDocument;
  written?.open();
  written?.write('<!doctype html><p>');
  written?.close();

  const named = begin((frame) => {
    frame.name = 'within';
    frame.srcdoc = page;
  });

  /** @param {Promise<unknown> | undefined} asked */
  const refusal = (asked) =>
    asked?.then(
      (answer) => answer,
      (error) => error.name,
    );

  return {
    'an empty frame': look(begin(() => {}).contentWindow),
    'an empty frame, by index': byIndex(() => begin(() => {})),
    'a written frame': look(written?.defaultView),
    'about:blank': await whole((frame) => {
      frame.src = 'about:blank';
    }),
    srcdoc: await whole(asSrcdoc),
    'a blob': await whole(asBlob),
    'a frame made by markup': byIndex(() =>
      document.body.insertAdjacentHTML('beforeend', '<iframe></iframe>'),
    ),
    'what a srcdoc frame is before it loads': look(begin(asSrcdoc).contentWindow),
    'what a blob frame is before it loads': look(begin(asBlob).contentDocument?.defaultView),
    'what a frame on the network is before it loads': look(
      begin((frame) => {
        frame.src = '/frame/later';
      }).contentWindow,
    ),
    'what open() gives': look(open('about:blank', named.name)),
    requestStorageAccess: await refusal(document.requestStorageAccess()),
    hasStorageAccess: await document.hasStorageAccess(),
    'a service worker': await refusal(navigator.serviceWorker?.register('/worker.js')),
    'a shared worker': typeof SharedWorker,
    'a private file system': await refusal(navigator.storage?.getDirectory().then(() => 'open')),
    referrer: document.referrer,
  };
}

/** Runs in any page: every use of an area, in words. */
export function useArea() {
  /** @type {any} */
  const area = localStorage;
  area.clear();
  /** @type {unknown[]} */
  const seen = [];
  /** @param {string} what @param {() => unknown} use */
  const note = (what, use) => {
    try {
      seen.push([what, use()]);
    } catch (error) {
      seen.push([what, error instanceof Error ? error.name : String(error)]);
    }
  };
  const own = () => [area.length, ...Object.keys(area).sort()];
  note('begins empty', own);
  note('what it is', () => [area instanceof Storage, String(area), typeof area, area === localStorage]);
  note('another one', () => sessionStorage === area);
  note('set', () => [area.setItem('a', '1'), own()]);
  note('by property', () => {
    area.b = 2;
    area['c d'] = { toString: () => 'three' };
    return own();
  });
  note('get', () => [area.a, area.getItem('a'), area.b, area['c d'], area.none, area.getItem('none')]);
  note('in', () => ['a' in area, 'none' in area, 'getItem' in area, Object.hasOwn(area, 'a')]);
  note('descriptor', () => Object.getOwnPropertyDescriptor(area, 'a'));
  note('entries', () => [JSON.parse(JSON.stringify(area)), Object.entries(area).sort(), { ...area }]);
  note('for in', () => {
    const names = [];
    for (const name in area) names.push(name);
    return names.filter((name) => name.length < 4 && name !== 'key').sort();
  });
  note('key', () => [area.key(99), area.key(-1), typeof area.key(0), Storage.prototype.key.call(area, 99)]);
  note('names of the interface', () => {
    area.setItem('getItem', 'x');
    return [typeof area.getItem, area.getItem('getItem'), area.length];
  });
  note('the length', () => {
    area.length = 7;
    return area.length;
  });
  note('a name of the interface removed', () => [
    area.removeItem('getItem'),
    area.getItem('getItem'),
    area.length,
  ]);
  note('delete', () => [delete area.a, delete area.none, area.getItem('a'), area.a]);
  note('remove', () => [area.removeItem('b'), area.b]);
  note('define', () => [Object.defineProperty(area, 'e', { value: 5 }).e, area.getItem('e')]);
  note('freeze', () => Object.isFrozen(Object.freeze(area)));
  note('a symbol', () => {
    area[Symbol.for('s')] = 1;
    return [area[Symbol.for('s')], area.length];
  });
  note('nothing', () => [area.setItem('n', null), area.n]);
  note('too few', () => area.setItem('a'));
  note('another object', () => Storage.prototype.getItem.call({}, 'a'));
  note('too much', () => area.setItem('much', 'x'.repeat(6 * 1024 * 1024)));
  note('kept', () => [area.e, area.getItem('much')]);
  note('clear', () => [area.clear(), own()]);
  return seen;
}
