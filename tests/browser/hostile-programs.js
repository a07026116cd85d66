/**
 * What hostile pages run to learn of placeholders and of the extension: programs for the page's own world, each
 * self-contained, because a page is given its text.
 */

/** @typedef {{ type: string, x: number | undefined, y: number | undefined }} Heard */

/**
 * Runs in the page, before anything else of it.
 * @param {string[]} types
 */
export function listen(types) {
  /** @type {Heard[]} */
  const all = [];
  Reflect.set(window, 'heard', all);
  for (const target of [window, document, document.documentElement])
    for (const type of types)
      for (const capture of [true, false])
        target.addEventListener(
          type,
          (event) => all.push({ type, x: Reflect.get(event, 'clientX'), y: Reflect.get(event, 'clientY') }),
          { capture },
        );
  for (const type of types)
    Reflect.set(window, `on${type}`, () => all.push({ type, x: undefined, y: undefined }));
}

/** Runs in the page, before anything else of it: patches what a content script may be tempted to use. */
export function pollute() {
  /** @type {string[]} */
  const caught = [];
  const push = caught.push.bind(caught);
  const apply = Reflect.apply;
  Object.defineProperty(window, 'caught', { value: caught });
  /** @param {string} owner @param {string} method */
  const patch = (owner, method) => {
    const prototype = Reflect.get(window, owner).prototype;
    const original = prototype[method];
    prototype[method] = function (/** @type {unknown[]} */ ...values) {
      push(`${owner}.${method}`);
      return apply(original, this, values);
    };
  };
  const methods = {
    Element: [
      'attachShadow',
      'after',
      'append',
      'setAttribute',
      'toggleAttribute',
      'getBoundingClientRect',
      'closest',
      'matches',
    ],
    Document: ['querySelectorAll', 'createElement', 'createDocumentFragment', 'elementFromPoint'],
    DocumentFragment: ['querySelector', 'append'],
    Node: ['cloneNode', 'appendChild', 'insertBefore', 'getRootNode'],
    EventTarget: ['addEventListener', 'dispatchEvent'],
    Event: ['composedPath', 'stopImmediatePropagation', 'preventDefault'],
    CSSStyleDeclaration: ['setProperty', 'getPropertyValue'],
    HTMLElement: ['showPopover', 'focus', 'click'],
    MutationObserver: ['observe'],
    IntersectionObserver: ['observe', 'disconnect'],
    Map: ['get', 'set', 'has'],
    WeakMap: ['get', 'set', 'has'],
    Set: ['add', 'has'],
    Promise: ['then'],
    RegExp: ['exec', 'test'],
    String: ['split', 'slice', 'startsWith', 'replace'],
    Array: ['map', 'filter', 'find', 'flatMap', 'includes', 'forEach'],
  };
  for (const [owner, names] of Object.entries(methods)) for (const method of names) patch(owner, method);
  for (const owner of [
    'MutationObserver',
    'IntersectionObserver',
    'Map',
    'Set',
    'WeakMap',
    'Promise',
    'URL',
  ]) {
    const original = Reflect.get(window, owner);
    Reflect.set(
      window,
      owner,
      new Proxy(original, {
        construct(...made) {
          push(`new ${owner}`);
          return Reflect.construct(...made);
        },
      }),
    );
  }
  for (const global of [
    'getComputedStyle',
    'requestAnimationFrame',
    'requestIdleCallback',
    'matchMedia',
    'setTimeout',
  ]) {
    const original = Reflect.get(window, global);
    Reflect.set(window, global, (/** @type {unknown[]} */ ...values) => {
      push(global);
      return apply(original, window, values);
    });
  }
  const keys = [
    'kind',
    'widget',
    'network',
    'root',
    'host',
    'receive',
    'original',
    'outcome',
    'bystanderPlaceholders',
    'done',
  ];
  for (const key of keys) {
    Object.defineProperty(Object.prototype, key, {
      configurable: true,
      get: () => void push(`get ${key}`),
      set(value) {
        push(`set ${key}`);
        Object.defineProperty(this, key, { value, writable: true, configurable: true, enumerable: true });
      },
    });
  }
  for (const name of ['stringify', 'parse']) {
    const original = Reflect.get(JSON, name);
    Reflect.set(JSON, name, (/** @type {unknown[]} */ ...values) => {
      push(`JSON.${name}`);
      return apply(original, JSON, values);
    });
  }
  caught.length = 0;
}

/**
 * Runs in the page.
 * @param {string} base
 * @param {string[]} paths
 * @returns {Promise<string[]>} what it could reach, and how
 */
export async function reach(base, paths) {
  /** @param {'img' | 'link' | 'script' | 'iframe'} tag @param {string} url */
  const loads = (tag, url) =>
    new Promise((resolve, reject) => {
      const element = document.createElement(tag);
      if (tag === 'link') element.setAttribute('rel', 'stylesheet');
      element.setAttribute(tag === 'link' ? 'href' : 'src', url);
      element.addEventListener('load', resolve);
      element.addEventListener('error', reject);
      document.body.append(element);
    });
  const ways = /** @type {Record<string, (url: string) => Promise<unknown>>} */ ({
    fetch: (url) => fetch(url),
    opaque: (url) => fetch(url, { mode: 'no-cors' }),
    import: (url) => import(url),
    img: (url) => loads('img', url),
    link: (url) => loads('link', url),
    script: (url) => loads('script', url),
  });
  const reached = [];
  for (const path of paths) {
    for (const [way, attempt] of Object.entries(ways)) {
      const isReached = await attempt(base + path).then(
        () => true,
        () => false,
      );
      if (isReached) reached.push(`${way} ${path}`);
    }
  }
  // A frame tells of no failure: what counts is that no page of the extension is in it.
  const frame = document.createElement('iframe');
  frame.src = `${base}confirm/confirm.html?id=1`;
  document.body.append(frame);
  const ofExtension = performance
    .getEntriesByType('resource')
    .filter(({ name: entry }) => /-extension:/.test(entry));
  // Failed loads of its own are named by the address that the page itself gave.
  const given = new Set([...paths.map((path) => base + path), frame.src]);
  return [...reached, ...ofExtension.map(({ name: entry }) => entry).filter((entry) => !given.has(entry))];
}

/** Runs in the page. @returns {string[]} interfaces by which it could speak to an extension */
export function forge() {
  const choose = {
    kind: 'choose',
    network: 'youtube',
    widget: 'Embedded video',
    identity: 'with',
    lasting: 'always',
    seen: true,
  };
  const frame = /** @type {HTMLIFrameElement} */ (document.getElementById('widget'));
  const name = { network: 'youtube', widget: 'Embedded video' };
  const messages = [
    choose,
    { kind: 'permitted', ...name, company: 'Google', everywhere: true },
    { kind: 'run', mark: 'data-abcdefghijkl', missing: [frame.src] },
    { kind: 'replaced', from: 'frame', url: frame.src, widgets: [] },
    { kind: 'answer', id: '1', identity: 'with', lasting: 'always' },
  ];
  for (const message of messages) {
    for (const target of [window, document, frame, frame.nextElementSibling]) {
      target?.dispatchEvent(new CustomEvent('message', { detail: message, bubbles: true }));
      target?.dispatchEvent(new MessageEvent('message', { data: message, bubbles: true }));
      target?.dispatchEvent(new CustomEvent('bystander', { detail: message, bubbles: true }));
    }
    window.postMessage(message, '*');
    frame.contentWindow?.postMessage(message, '*');
    new BroadcastChannel('bystander').postMessage(message);
    localStorage.setItem('bystander', JSON.stringify(message));
  }
  const { chrome, browser } = /** @type {any} */ (globalThis);
  return [
    ...(chrome?.runtime?.sendMessage ? ['chrome.runtime.sendMessage'] : []),
    ...(chrome?.runtime?.connect ? ['chrome.runtime.connect'] : []),
    ...(browser?.runtime ? ['browser.runtime'] : []),
    ...(Reflect.get(globalThis, 'bystanderPlaceholders') ? ['bystanderPlaceholders'] : []),
  ];
}
