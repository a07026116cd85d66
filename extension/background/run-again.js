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
  const before = Array.from(document.querySelectorAll(`script[${mark}]`));
  for (const old of before) {
    const again = document.createElement('script');
    for (const { name, value } of Array.from(old.attributes))
      if (name !== mark && name !== 'onload' && name !== 'onerror') again.setAttribute(name, value);
    again.textContent = old.textContent;
    // A nonce is hidden from the attributes, and what was blocked keeps its order without being in the way.
    again.nonce = /** @type {HTMLScriptElement} */ (old).nonce ?? '';
    again.async = false;
    // The page waits for the script that it put there.
    for (const type of ['load', 'error'])
      again.addEventListener(type, () => old.dispatchEvent(new Event(type)));
    old.replaceWith(again);
  }
  for (const src of missing) {
    const again = document.createElement('script');
    again.async = false;
    again.src = src;
    document.head.append(again);
  }
}
