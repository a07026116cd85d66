/**
 * Placeholders: the scripts of widgets that were held back in this document. They are run again once their elements are
 * back in their places; the page's world does that (background/run-again.js). A page's own button for logging in by one
 * of them is heard here.
 *
 * @import { ShownWidget } from '../../shared/placeholder-protocol.js'
 * @import { Parts } from './presses.js'
 */
{
  const { find } = /** @type {Parts} */ (Reflect.get(globalThis, 'bystanderPlaceholders'));
  /** A page may ask for one login at a time, and a person needs a moment to answer. */
  const LOGIN_PAUSE_MS = 5_000;

  /** @type {Parts['createScripts']} */
  const createScripts = () => {
    /** @type {Map<string, { widgets: ShownWidget[], isAsking: boolean }>} by address */
    const held = new Map();
    let lastLogin = Number.NEGATIVE_INFINITY;

    return {
      hold(url, widgets) {
        const address = url.split('#', 1)[0] ?? url;
        if (!held.has(address)) document.addEventListener(`bystander login ${address}`, () => login(address));
        held.set(address, { widgets, isAsking: false });
      },

      widgets: () => [...held].map(([url, { widgets }]) => ({ url, widgets })),

      permitted({ company, network, widget, everywhere }) {
        return [...held].flatMap(([url, { widgets, isAsking }]) => {
          const isMeant = widgets.some(({ name, network: own }) =>
            everywhere ? own.company === company : isAsking && own.id === network && name === widget,
          );
          return isMeant ? [url] : [];
        });
      },

      run(urls) {
        const letters = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => 97 + (byte % 26));
        const mark = `data-${String.fromCharCode(...letters)}`;
        const missing = [];
        for (const url of urls) {
          held.delete(url);
          const found = find.scripts(url);
          for (const script of found) script.setAttribute(mark, '');
          if (found.length === 0) missing.push(url);
        }
        void browser.runtime.sendMessage({ kind: 'run', mark, missing });
      },
    };

    /**
     * A press on a button of the page's own that means to log in. The page may pretend; that the person pressed
     * something is the browser's word, and then they are asked on a page of the extension.
     * @param {string} url
     */
    function login(url) {
      const script = held.get(url);
      const widget = script?.widgets.find(({ kind }) => kind === 'login');
      const isLate = performance.now() - lastLogin > LOGIN_PAUSE_MS;
      if (!script || !widget || !navigator.userActivation.isActive || !isLate) return;
      lastLogin = performance.now();
      script.isAsking = true;
      const name = { network: widget.network.id, widget: widget.name };
      const wish = { kind: 'choose', ...name, identity: 'with', lasting: 'always', seen: true };
      void browser.runtime.sendMessage(wish);
    }
  };

  Reflect.get(globalThis, 'bystanderPlaceholders').createScripts = createScripts;
}
