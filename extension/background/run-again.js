/**
 * Runs a widget's own scripts again, in the page, after a person let them load: a script element runs once in its life,
 * so each gets a copy in its place. Scripts that a content script makes would be held to the extension's content
 * security policy, so this runs in the page's world, where it can do nothing that the page could not do itself.
 */

/**
 * Self-contained, because the browser carries its text into the page.
 * @param {string} mark the attribute that the scripts bear
 * @param {string[]} missing addresses of scripts that are no longer in the page
 */
export function runAgain(mark, missing) {
  for (const old of Array.from(document.querySelectorAll(`script[${mark}]`))) {
    const again = copyOf(/** @type {HTMLScriptElement} */ (old));
    prepare(again, old);
    old.replaceWith(again);
  }
  for (const src of missing) {
    const again = document.createElement('script');
    again.src = src;
    prepare(again, undefined);
    document.head.append(again);
  }

  /** @param {HTMLScriptElement} old */
  function copyOf(old) {
    const again = document.createElement('script');
    for (const { name, value } of Array.from(old.attributes))
      if (name !== mark && name !== 'onload' && name !== 'onerror') again.setAttribute(name, value);
    again.textContent = old.textContent;
    // It is not among the attributes that can be read.
    again.nonce = old.nonce ?? '';
    return again;
  }

  /**
   * @param {HTMLScriptElement} again
   * @param {Element | undefined} old
   */
  function prepare(again, old) {
    // Several keep their order.
    again.async = false;
    const address = again.src.split('#', 1)[0];
    // A stand-in goes out of the way, and passes on what the page called meanwhile (stubs/stand-in.js).
    const isStoodIn = !document.dispatchEvent(new Event(`bystander again ${address}`, { cancelable: true }));
    again.addEventListener('load', () => {
      if (isStoodIn) document.dispatchEvent(new Event(`bystander loaded ${address}`));
      else old?.dispatchEvent(new Event('load'));
    });
    again.addEventListener('error', () => old?.dispatchEvent(new Event('error')));
  }
}
