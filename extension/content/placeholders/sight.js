/**
 * Placeholders: whether a person can have seen the button that they press. A page may lay something over it, fade it, or
 * push it under the pointer. Chrome knows what is truly visible (https://w3c.github.io/IntersectionObserver/v2/); in
 * Firefox what can be found out is. Where it is not sure, the person is asked on a page of the extension.
 *
 * @import { Parts } from './presses.js'
 */
{
  /** How long a placeholder must have been drawn before a press on it counts. */
  const DRAWN_MS = 400;
  /** How long it must have been in one place, under the pointer: longer than between the clicks of a double click. */
  const STILL_MS = 300;
  /** Where a page may put its own in front of a button, in parts of its width and height. */
  const POINTS = /** @type {const} */ ([
    [0.5, 0.5],
    [0.15, 0.5],
    [0.85, 0.5],
    [0.5, 0.15],
    [0.5, 0.85],
  ]);

  const knowsVisible = 'isVisible' in IntersectionObserverEntry.prototype;

  // A finger comes from nowhere: what it may press is watched while it is in the window, where it is in the document.
  const isTouched = matchMedia('(hover: none)').matches;
  /** @type {WeakMap<Element, { come(): void, leave(): void }>} */
  const watchers = new WeakMap();
  const inWindow = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const watcher = watchers.get(target);
      if (isIntersecting) watcher?.come();
      else watcher?.leave();
    }
  });

  /** @type {Parts['sight']} */
  const sight = (root, host) => {
    const drawn = performance.now();
    let place = '';
    let since = 0;
    /** The card or the menu whose buttons are watched. @type {Element | undefined} */
    let watched;
    /** @type {Set<Element>} */
    const visible = new Set();
    /** @type {IntersectionObserver | undefined} */
    let observer;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;

    for (const type of ['pointerover', 'pointermove', 'focusin']) root.addEventListener(type, approach);
    if (!isTouched) host.addEventListener('pointerleave', leave);
    else {
      watchers.set(host, { come: () => watch(root.querySelector('.box')), leave });
      inWindow.observe(host);
    }

    return (button) => {
      settle();
      return visible.has(button) && remaining() <= 0 && (knowsVisible || isUncovered(button, host));
    };

    /** @param {Event} event */
    function approach({ target }) {
      watch(target instanceof Element ? target.closest('.box, .menu') : null);
      settle();
    }

    /** @param {Element | null} part */
    function watch(part) {
      if (!part || part === watched) return;
      leave();
      watched = part;
      observer = new IntersectionObserver(
        (entries) => {
          for (const entry of entries) {
            const isVisible = knowsVisible ? Reflect.get(entry, 'isVisible') === true : entry.isIntersecting;
            if (isVisible) visible.add(entry.target);
            else visible.delete(entry.target);
          }
          mark();
        },
        /** @type {IntersectionObserverInit} the second version's options are not among the types yet */ (
          knowsVisible ? { trackVisibility: true, delay: 100, threshold: 1 } : {}
        ),
      );
      for (const button of part.querySelectorAll('button')) observer.observe(button);
      settle();
    }

    function leave() {
      observer?.disconnect();
      visible.clear();
      mark();
      watched = undefined;
      place = '';
    }

    /** Notes whether it moved, or changed its size, which moves what is in it. */
    function settle() {
      const { x, y, width, height } = host.getBoundingClientRect();
      const [left, top] = isTouched ? [x + scrollX, y + scrollY] : [x, y];
      const now = [left, top, width, height].map(Math.round).join(' ');
      if (now === place) return;
      place = now;
      since = performance.now();
      mark();
    }

    function remaining() {
      return Math.max(drawn + DRAWN_MS, since + STILL_MS) - performance.now();
    }

    /** Says of each button whether a press counts as seen. */
    function mark() {
      clearTimeout(timer);
      const wait = remaining();
      if (wait > 0 && visible.size > 0) timer = setTimeout(mark, wait);
      for (const button of watched?.querySelectorAll('button') ?? [])
        button.toggleAttribute('data-seen', wait <= 0 && visible.has(button));
    }
  };

  /**
   * @param {Element} button
   * @param {Element} host
   */
  function isUncovered(button, host) {
    const { left, top, width, height } = button.getBoundingClientRect();
    const root = /** @type {Document | ShadowRoot} */ (host.getRootNode());
    if (POINTS.some(([x, y]) => root.elementFromPoint(left + width * x, top + height * y) !== host))
      return false;
    let strength = 1;
    for (let element = /** @type {Element | null} */ (host); element; element = around(element)) {
      const { opacity, filter, clipPath, maskImage, transform, visibility } = getComputedStyle(element);
      strength *= Number(opacity);
      if (strength < 0.9 || (element === host && visibility !== 'visible')) return false;
      if ([filter, clipPath, maskImage, transform].some((effect) => effect && effect !== 'none'))
        return false;
    }
    return true;
  }

  /**
   * What an element is drawn in, which may be in a shadow tree.
   * @param {Element & { openOrClosedShadowRoot?: ShadowRoot | null }} element
   * @returns {Element | null}
   */
  function around(element) {
    const parent = /** @type {typeof element | null} */ (element.parentElement);
    if (!parent) {
      const root = element.getRootNode();
      return root instanceof ShadowRoot ? root.host : null;
    }
    const slots = parent.openOrClosedShadowRoot?.querySelectorAll('slot') ?? [];
    return [...slots].find((slot) => slot.assignedElements().includes(element)) ?? parent;
  }

  Reflect.get(globalThis, 'bystanderPlaceholders').sight = sight;
}
