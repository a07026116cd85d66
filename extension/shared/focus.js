/**
 * Keeps the keyboard where a person is: when what had the focus is drawn no more, what is named around it as its home
 * gets it, unless something else took it.
 */

/** @param {() => void} draw */
export function keepingFocus(draw) {
  const had = document.activeElement;
  const home = had?.closest('[data-focus-home]')?.getAttribute('data-focus-home');
  draw();
  if (!home || had?.isConnected || document.activeElement !== document.body) return;
  const place = document.getElementById(home) ?? document.querySelector('h1');
  if (place && place.tabIndex < 0) place.setAttribute('tabindex', '-1');
  place?.focus();
}
