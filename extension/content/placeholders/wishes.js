/**
 * Placeholders: what a person wants of one, from the press of a button to the background and back. It decides nothing:
 * what is allowed at once and what the person is asked about first is the background's (background/grants.js).
 *
 * @import { PlaceholderAnswer } from '../../shared/placeholder-protocol.js'
 * @import { Lasting } from '../../shared/choices.js'
 * @import { CardOptions, Parts, Placeholder } from './presses.js'
 */
{
  const { menu, words } = /** @type {Parts} */ (Reflect.get(globalThis, 'bystanderPlaceholders'));

  /** @type {Parts['createWishes']} */
  const createWishes = ({ load }) => {
    /** A document has one question open at a time. @type {Placeholder | undefined} */
    let asking;
    return { press };

    /**
     * @param {Placeholder} placeholder
     * @param {HTMLButtonElement} button
     * @param {CardOptions} options
     * @param {boolean} seen whether it is sure that the person saw what they pressed
     */
    async function press(placeholder, button, options, seen) {
      const { root, widget } = placeholder;
      const { do: action, value = '' } = button.dataset;
      if (action === 'menu') return menu(root, widget, options, button);
      root.querySelector('.menu')?.remove();
      const name = { network: widget.network.id, widget: widget.name };
      const address = options.original ?? location.href;
      switch (action) {
        case 'load':
          return choose(placeholder, 'without', 'once', seen);
        case 'login':
          return choose(placeholder, 'with', 'always', seen);
        case 'with':
        case 'without':
          return choose(placeholder, action, /** @type {Lasting} */ (value), seen);
        case 'share':
          await tell(placeholder, { kind: 'share', ...name, network: value, address, words: document.title });
          return;
        case 'original':
          await tell(placeholder, { kind: 'original', ...name, address });
          return;
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
      if (asking) asking.isAsking = false;
      asking = placeholder;
      placeholder.isAsking = true;
      say(placeholder, words('placeholder_loading'), { busy: true });
      const name = { network: widget.network.id, widget: widget.name };
      const answer = await tell(placeholder, { kind: 'choose', ...name, identity, lasting, seen });
      if (answer?.outcome === 'permitted') load([placeholder]);
      else if (answer?.outcome === 'asked') say(placeholder, words('placeholder_asked'), { busy: false });
    }
  };

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

  Reflect.get(globalThis, 'bystanderPlaceholders').createWishes = createWishes;
}
