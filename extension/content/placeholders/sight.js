/**
 * Placeholders: whether a person can have seen the button that they press. A page may lay something over it, fade it, or
 * push it under the pointer. Chrome knows what is truly visible (https://w3c.github.io/IntersectionObserver/v2/); in
 * Firefox what can be found out is. Where it is not sure, the person is asked on a page of the extension.
 *
 * @import { Parts } from './presses.js'
 */
{
  /** How long something must have been in its place before it counts as seen. */
  const LONG_ENOUGH_MS = 400;

  const knowsVisible = 'isVisible' in IntersectionObserverEntry.prototype;

  /** @type {Parts['sight']} */
  const sight = (root, host) => {
    const drawn = performance.now();
    /** @type {Element | undefined} */
    let watched;
    let isVisible = false;
    /** @type {IntersectionObserver | undefined} */
    let observer;

    /** @param {Event} event */
    const approach = ({ target }) => {
      const button = target instanceof Element ? target.closest('button') : null;
      if (!button || button === watched) return;
      watched = button;
      isVisible = false;
      button.removeAttribute('data-seen');
      observer?.disconnect();
      observer = new IntersectionObserver(
        (entries) => {
          const entry = entries.at(-1);
          isVisible = entry !== undefined && (knowsVisible ? isTrulyVisible(entry) : entry.isIntersecting);
          button.toggleAttribute('data-seen', isVisible);
        },
        /** @type {IntersectionObserverInit} the second version's options are not among the types yet */ (
          knowsVisible ? { trackVisibility: true, delay: 100, threshold: 1 } : {}
        ),
      );
      observer.observe(button);
    };
    root.addEventListener('pointerover', approach);
    root.addEventListener('focusin', approach);

    return (button) => {
      if (button.closest('button') !== watched || !isVisible) return false;
      if (performance.now() - drawn < LONG_ENOUGH_MS) return false;
      return knowsVisible || isUncovered(/** @type {Element} */ (watched), host);
    };
  };

  /** @param {IntersectionObserverEntry} entry */
  function isTrulyVisible(entry) {
    return Reflect.get(entry, 'isVisible') === true;
  }

  /**
   * @param {Element} button
   * @param {Element} host
   */
  function isUncovered(button, host) {
    const { left, top, width, height } = button.getBoundingClientRect();
    const root = /** @type {Document | ShadowRoot} */ (host.getRootNode());
    if (root.elementFromPoint(left + width / 2, top + height / 2) !== host) return false;
    for (let element = /** @type {Element | null} */ (host); element; element = element.parentElement) {
      const { opacity, filter, clipPath, maskImage, transform, visibility } = getComputedStyle(element);
      if (Number(opacity) < 0.9 || visibility !== 'visible') return false;
      if ([filter, clipPath, maskImage, transform].some((effect) => effect && effect !== 'none'))
        return false;
    }
    return true;
  }

  Reflect.get(globalThis, 'bystanderPlaceholders').sight = sight;
}
