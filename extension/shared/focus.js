/**
 * Keeps the keyboard where a person is: when what had the focus is drawn no more, the heading it stood under gets it.
 */

/** @param {() => void} draw */
export function keepingFocus(draw) {
  const had = document.activeElement;
  const home = had?.closest('[data-focus-home]')?.getAttribute('data-focus-home');
  draw();
  if (!home || had?.isConnected) return;
  const place = document.getElementById(home) ?? document.querySelector('h1');
  place?.setAttribute('tabindex', '-1');
  place?.focus();
}
