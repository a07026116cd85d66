/**
 * Placeholders: all there is to choose, in the browser's top layer, so that no narrow place cuts it off and nothing of the
 * page lies above. It is there while it is open only.
 *
 * @import { ShownWidget } from '../../shared/placeholder-protocol.js'
 * @import { CardOptions, Parts } from './presses.js'
 */
{
  const { inWords, make, words } = /** @type {Parts} */ (Reflect.get(globalThis, 'bystanderPlaceholders'));
  /** Between the menu and what opens it, and the edges of the window. */
  const GAP = 6;

  /** @type {Parts['menu']} */
  const menu = (root, widget, options, anchor) => {
    root.querySelector('.menu')?.remove();
    const element = draw(widget, options);
    root.append(element);
    element.addEventListener('toggle', (event) => {
      if (event instanceof ToggleEvent && event.newState === 'closed') element.remove();
    });
    element.showPopover();
    const isLeftward = getComputedStyle(anchor).direction === 'rtl';
    place(element, anchor.getBoundingClientRect(), isLeftward);
    element.querySelector('button')?.focus({ preventScroll: true });
  };

  /**
   * @param {ShownWidget} widget
   * @param {CardOptions} options
   */
  function draw({ name: english, kind, shows, network }, { original, language }) {
    const name = inWords(english);
    const title = words('placeholder_label', network.name, name);
    const isLogin = kind === 'login';
    // The words are the person's language, whichever is the page's.
    const ours = { lang: language, dir: words('@@bidi_dir') };
    return make(
      'div',
      { ...ours, class: 'menu', popover: 'auto', role: 'dialog', 'aria-label': title },
      make('h2', {}, name.startsWith(network.name) ? name : `${network.name} · ${name}`),
      make('p', { class: 'note' }, words('placeholder_shows', inWords(shows))),
      ...(isLogin
        ? []
        : [
            group(
              'without',
              words('placeholder_without'),
              words('placeholder_without_note', network.company),
            ),
          ]),
      group(
        'with',
        words(isLogin ? 'placeholder_login' : 'placeholder_with', network.name),
        words('placeholder_with_note', network.company),
      ),
      ...(original === undefined && kind !== 'page'
        ? []
        : [
            make(
              'button',
              { type: 'button', 'data-do': 'original' },
              words('placeholder_original', network.name),
            ),
          ]),
    );
  }

  /**
   * @param {'with' | 'without'} identity
   * @param {string} title
   * @param {string} note
   */
  function group(identity, title, note) {
    const choices = ['once', 'hour', 'day', 'always'].map((lasting) =>
      make(
        'button',
        { type: 'button', 'data-do': identity, 'data-value': lasting },
        words(`lasting_${lasting}`),
      ),
    );
    return make(
      'div',
      { class: 'group', role: 'group', 'aria-label': title },
      make('h3', {}, title),
      make('div', { class: 'choices' }, ...choices),
      make('p', { class: 'note' }, note),
    );
  }

  /**
   * Below what opened it, or above where there is more room, beginning where that begins, and inside the window.
   * @param {HTMLElement} element
   * @param {DOMRect} anchor
   * @param {boolean} isLeftward
   */
  function place(element, anchor, isLeftward) {
    const { width, height } = element.getBoundingClientRect();
    const below = anchor.bottom + GAP;
    const top = below + height <= innerHeight ? below : anchor.top - GAP - height;
    const left = isLeftward ? anchor.right - width : anchor.left;
    element.style.left = `${Math.max(0, Math.min(left, innerWidth - width - GAP))}px`;
    element.style.top = `${Math.max(0, Math.min(top, innerHeight - height))}px`;
  }

  Reflect.get(globalThis, 'bystanderPlaceholders').menu = menu;
}
