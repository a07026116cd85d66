/**
 * Placeholders, last part: hears from the background what was replaced in this document, puts a placeholder beside each
 * frame or element and hides that, follows what the page does with it, and carries a person's wishes to the background.
 * The page's own elements stay where they are, since the page's scripts hold on to them.
 *
 * Loading is the background's to allow. Once it has, a frame is given its address again, and a script is run again
 * (background/run-again.js) after all its elements are back in their places.
 *
 * @import { Lasting, PlaceholderAnswer, ShownWidget, ToPlaceholders } from '../../shared/placeholder-protocol.js'
 * @import { Box, Parts, Place } from './presses.js'
 */
{
  const { presses, dress, card, menu, boxes, find, sight, words } = /** @type {Parts} */ (
    Reflect.get(globalThis, 'bystanderPlaceholders')
  );
  /** How often a placeholder is put back that the page throws away. */
  const MAX_RETURNS = 20;
  /** How near to the window a placeholder is drawn at once; those farther away wait for a quiet moment. */
  const NEAR = '300px';

  /** @typedef {Place & { host: HTMLElement, root: ShadowRoot, display: string, priority: string, returns: number, isAsking: boolean, draw: () => void }} Placeholder */

  /** @type {Map<Element, Placeholder>} by what they stand for */
  const placeholders = new Map();
  /** Scripts that were replaced and not run since. @type {Map<string, ShownWidget[]>} */
  const scripts = new Map();
  const language = browser.i18n.getUILanguage();

  const observer = new MutationObserver(follow);
  let isFollowing = false;
  let isWaiting = false;
  const nearness = new IntersectionObserver(drawNear, { rootMargin: NEAR });
  /** @type {WeakMap<Element, Placeholder>} */
  const byHost = new WeakMap();
  /** @type {Set<Placeholder>} */
  const undrawn = new Set();

  browser.runtime.onMessage.addListener((/** @type {ToPlaceholders} */ message, { id, tab }) => {
    // What comes from a tab is another content script.
    if (id !== browser.runtime.id || tab !== undefined) return;
    if (message.kind === 'permitted') permitted(message);
    else if (message.from === 'script') held(message.url, message.widgets);
    else {
      const [widget] = message.widgets;
      const { url, from } = message;
      if (widget) find.frame({ widget, from, url }, stand);
    }
  });

  /**
   * @param {string} url
   * @param {ShownWidget[]} widgets
   */
  function held(url, widgets) {
    scripts.set(url, widgets);
    startFollowing();
    scan();
  }

  /** Elements of official embed code that await a script. */
  function scan() {
    for (const [url, widgets] of scripts)
      stand(find.elements(widgets, isKnown).map((found) => ({ ...found, from: 'script', url })));
  }

  /** @param {Element} element */
  function isKnown(element) {
    return placeholders.has(/** @type {HTMLElement} */ (element));
  }

  /** @param {Place[]} places */
  function stand(places) {
    const fresh = places.filter(({ original }) => original.isConnected && !placeholders.has(original));
    if (fresh.length === 0) return;
    startFollowing();
    presses.listen();
    const before = fresh.map(({ original: { style } }) => ({
      display: style.getPropertyValue('display'),
      priority: style.getPropertyPriority('display'),
    }));
    const quotes = fresh.map((place) => find.quote(place));
    boxes.of(fresh).forEach((box, at) => {
      const place = fresh[at];
      const was = before[at];
      if (box && place && was) add(place, box, quotes[at] ?? '', was);
    });
  }

  /**
   * @param {Place} place
   * @param {Box} box
   * @param {string} quote
   * @param {{ display: string, priority: string }} was
   */
  function add(place, box, quote, was) {
    const host = boxes.host(box);
    const root = host.attachShadow({ mode: 'closed' });
    /** @type {Placeholder} */
    const placeholder = { ...place, ...was, host, root, returns: 0, isAsking: false, draw };
    place.original.after(host);
    placeholders.set(place.original, placeholder);
    byHost.set(host, placeholder);
    undrawn.add(placeholder);
    nearness.observe(host);
    if (undrawn.size === 1) requestIdleCallback(drawRest);

    function draw() {
      if (!undrawn.delete(placeholder)) return;
      nearness.unobserve(host);
      const options = { quote, original: find.address(place), language };
      dress(root);
      root.append(card(place.widget, options));
      const element = root.querySelector('.box');
      element?.setAttribute('dir', box.direction);
      if (box.shape === 'button') element?.classList.add('bar', ...(box.height === 'auto' ? [] : ['small']));
      else element?.classList.add('card', box.shape);
      const isSeen = sight(root, host);
      presses.add(host, root, (pressed) => {
        const button = /** @type {HTMLButtonElement | null | undefined} */ (pressed?.closest('button'));
        if (button && !button.disabled) void press(placeholder, button, options, isSeen(button));
      });
    }
  }

  /** @param {IntersectionObserverEntry[]} entries */
  function drawNear(entries) {
    for (const { target, isIntersecting } of entries) if (isIntersecting) byHost.get(target)?.draw();
  }

  /** @param {IdleDeadline} deadline */
  function drawRest(deadline) {
    for (const placeholder of undrawn) {
      if (deadline.timeRemaining() < 2) break;
      placeholder.draw();
    }
    if (undrawn.size > 0) requestIdleCallback(drawRest);
  }

  /**
   * @param {Placeholder} placeholder
   * @param {HTMLButtonElement} button
   * @param {{ quote: string, original: string | undefined, language: string }} options
   * @param {boolean} seen
   */
  async function press(placeholder, button, options, seen) {
    const { root, widget } = placeholder;
    const { do: action, value = '' } = button.dataset;
    if (action === 'menu') return menu(root, widget, options, button);
    root.querySelector('.menu')?.remove();
    const name = { network: widget.network.id, widget: widget.name };
    switch (action) {
      case 'load':
        return choose(placeholder, 'without', 'once', seen);
      case 'login':
        return choose(placeholder, 'with', 'always', seen);
      case 'with':
      case 'without':
        return choose(placeholder, action, /** @type {Lasting} */ (value), seen);
      case 'share': {
        const address = options.original ?? location.href;
        return tell(placeholder, { kind: 'share', ...name, network: value, address, words: document.title });
      }
      case 'original':
        return tell(placeholder, { kind: 'original', ...name, address: options.original ?? location.href });
      default:
    }
  }

  /**
   * @param {Placeholder} placeholder
   * @param {'with' | 'without'} identity
   * @param {Lasting} lasting
   * @param {boolean} seen
   */
  async function choose(placeholder, identity, lasting, seen) {
    const { widget } = placeholder;
    placeholder.isAsking = true;
    say(placeholder, words('placeholder_loading'), { busy: true });
    const wish = { kind: 'choose', network: widget.network.id, widget: widget.name, identity, lasting, seen };
    const answer = await tell(placeholder, wish);
    if (answer?.outcome === 'permitted') load([placeholder]);
    else if (answer?.outcome === 'asked') say(placeholder, words('placeholder_asked'), { busy: false });
  }

  /**
   * @param {Placeholder} placeholder
   * @param {object} message
   * @returns {Promise<PlaceholderAnswer | undefined>} nothing where it failed, which is said
   */
  async function tell(placeholder, message) {
    try {
      const answer = /** @type {PlaceholderAnswer} */ (await browser.runtime.sendMessage(message));
      if (answer.outcome !== 'failed') return answer;
      say(placeholder, words('placeholder_failed', answer.error), { busy: false });
    } catch (error) {
      // The extension was updated or removed under the page.
      say(placeholder, words('placeholder_failed', String(error)), { busy: false });
    }
    return undefined;
  }

  /**
   * @param {Placeholder} placeholder
   * @param {string} sentence
   * @param {{ busy: boolean }} state
   */
  function say({ root }, sentence, { busy }) {
    const status = root.querySelector('.status');
    if (status) status.textContent = sentence;
    for (const button of root.querySelectorAll('button')) button.disabled = busy;
  }

  /** @param {Extract<ToPlaceholders, { kind: 'permitted' }>} what */
  function permitted({ network, widget, company, everywhere }) {
    const all = [...placeholders.values()];
    load(
      all.filter((placeholder) => {
        const { widget: own, isAsking } = placeholder;
        if (everywhere) return own.network.company === company;
        return isAsking && own.network.id === network && own.name === widget;
      }),
    );
  }

  /** @param {Placeholder[]} asked of which some may have been loaded meanwhile */
  function load(asked) {
    const wanted = asked.filter(({ original, host }) => placeholders.get(original)?.host === host);
    const urls = new Set(wanted.flatMap(({ from, url }) => (from === 'script' ? [url] : [])));
    const all = [...placeholders.values()].filter(
      (placeholder) =>
        wanted.includes(placeholder) || (placeholder.from === 'script' && urls.has(placeholder.url)),
    );
    for (const placeholder of all) remove(placeholder);
    for (const { original, from } of all) if (from === 'frame') reload(original);
    if (urls.size > 0) runScripts(urls);
    all[0]?.original.focus({ preventScroll: true });
  }

  /** @param {HTMLElement} frame */
  function reload(frame) {
    if (frame instanceof HTMLObjectElement) frame.setAttribute('data', frame.data);
    else frame.setAttribute('src', frame.getAttribute('src') ?? '');
  }

  /** @param {Set<string>} urls */
  function runScripts(urls) {
    const mark = `data-${Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => String.fromCharCode(97 + (byte % 26))).join('')}`;
    const missing = [];
    for (const url of urls) {
      scripts.delete(url);
      const found = find.scripts(url);
      for (const script of found) script.setAttribute(mark, '');
      if (found.length === 0) missing.push(url);
    }
    void browser.runtime.sendMessage({ kind: 'run', mark, missing });
  }

  /** @param {Placeholder} placeholder */
  function remove(placeholder) {
    const { original, host, display, priority } = placeholder;
    placeholders.delete(original);
    undrawn.delete(placeholder);
    nearness.unobserve(host);
    presses.remove(host);
    host.remove();
    if (display === '') original.style.removeProperty('display');
    else original.style.setProperty('display', display, priority);
    if (original.getAttribute('style') === '') original.removeAttribute('style');
  }

  function startFollowing() {
    if (isFollowing) return;
    isFollowing = true;
    observer.observe(document, { childList: true, subtree: true });
  }

  /** Once a frame at most, since pages change much at a time. */
  function follow() {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      for (const placeholder of placeholders.values()) keep(placeholder);
      scan();
    });
  }

  /**
   * What the page takes away with its placeholder goes; a placeholder alone that it throws away comes back.
   * @param {Placeholder} placeholder
   */
  function keep(placeholder) {
    const { original, host } = placeholder;
    if (!original.isConnected) remove(placeholder);
    else if (!host.isConnected || host.previousElementSibling !== original) {
      placeholder.returns += 1;
      if (placeholder.returns <= MAX_RETURNS) original.after(host);
    }
  }
}
