/**
 * Placeholders, last part: hears from the background what was replaced in this document, puts a placeholder beside each
 * frame or element and hides that, follows what the page does with it, and brings it back once it may load. The page's
 * own elements stay where they are, since the page's scripts hold on to them.
 *
 * @import { ToPlaceholders } from '../../shared/placeholder-protocol.js'
 * @import { Box, Parts, Place, Placeholder } from './presses.js'
 */
{
  const { presses, dress, card, boxes, find, sight, createScripts, createWishes } = /** @type {Parts} */ (
    Reflect.get(globalThis, 'bystanderPlaceholders')
  );
  /** How often a placeholder is put back that the page throws away. */
  const MAX_RETURNS = 20;
  /** More than this many are drawn only where they are near. */
  const MANY = 100;
  /** How near to the window a placeholder is drawn at once; those farther away wait for a quiet moment. */
  const NEAR = '300px';

  /** @type {Map<Element, Placeholder>} by what they stand for */
  const placeholders = new Map();
  const scripts = createScripts();
  const wishes = createWishes({ load: (asked) => load(asked, []) });

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
    else if (message.from === 'script') {
      scripts.hold(message.url, message.widgets);
      startFollowing();
      scan();
    } else {
      const [widget] = message.widgets;
      const { url, from } = message;
      if (widget) find.frame({ widget, from, url }, stand);
    }
  });

  /** Elements of official embed code that await a script. */
  function scan() {
    for (const { url, widgets } of scripts.widgets())
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
    // What changed just now is no news; the page's own changes have been told before a task of ours begins.
    observer.takeRecords();
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
      // Asked for only here, since the first word a process asks for makes the browser fetch them all.
      const language = browser.i18n.getMessage('language');
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
        if (button && !button.disabled) void wishes.press(placeholder, button, options, isSeen(button));
      });
    }
  }

  /** @param {IntersectionObserverEntry[]} entries */
  function drawNear(entries) {
    for (const { target, isIntersecting } of entries) if (isIntersecting) byHost.get(target)?.draw();
  }

  /**
   * All are drawn in time, for those who go through a page by keyboard or hear it; but not hundreds, of which the next one
   * is always near.
   * @param {IdleDeadline} deadline
   */
  function drawRest(deadline) {
    if (placeholders.size > MANY) return;
    for (const placeholder of undrawn) {
      if (deadline.timeRemaining() < 2) break;
      placeholder.draw();
    }
    if (undrawn.size > 0) requestIdleCallback(drawRest);
  }

  /** @param {Extract<ToPlaceholders, { kind: 'permitted' }>} what */
  function permitted(what) {
    const { network, widget, company, everywhere } = what;
    const meant = [...placeholders.values()].filter(({ widget: own, isAsking }) =>
      everywhere
        ? own.network.company === company
        : isAsking && own.network.id === network && own.name === widget,
    );
    load(meant, scripts.permitted(what));
  }

  /**
   * A frame is given its address again; a script is run again after all its elements are back in their places.
   * @param {Placeholder[]} asked of which some may have been loaded meanwhile
   * @param {string[]} alone scripts that are to run in any case
   */
  function load(asked, alone) {
    const wanted = asked.filter(({ original, host }) => placeholders.get(original)?.host === host);
    const urls = new Set([...alone, ...wanted.flatMap(({ from, url }) => (from === 'script' ? [url] : []))]);
    const all = [...placeholders.values()].filter(
      (placeholder) =>
        wanted.includes(placeholder) || (placeholder.from === 'script' && urls.has(placeholder.url)),
    );
    for (const placeholder of all) remove(placeholder);
    for (const { original, from } of all) if (from === 'frame') reload(original);
    if (urls.size > 0) scripts.run(urls);
    all[0]?.original.focus({ preventScroll: true });
  }

  /** @param {HTMLElement} frame */
  function reload(frame) {
    // The person waits for it.
    if (frame instanceof HTMLIFrameElement && frame.loading === 'lazy') frame.loading = 'eager';
    if (frame instanceof HTMLObjectElement) frame.setAttribute('data', frame.data);
    else frame.setAttribute('src', frame.getAttribute('src') ?? '');
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
    // Besides what comes and goes, what the page's own code has called a widget (stubs/stand-in.js).
    const attributes = { attributes: true, attributeFilter: ['data-bystander'] };
    observer.observe(document, { childList: true, subtree: true, ...attributes });
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
