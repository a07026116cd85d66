/**
 * Placeholders: where in a document a widget is: the frame of an address, the elements of official embed code, the script
 * that would make something of them. It changes nothing. What pages keep in shadow trees is searched where the
 * document itself has nothing.
 *
 * @import { Finding, Parts, Place } from './presses.js'
 */
{
  const { shadowRootOf } = /** @type {Parts} */ (Reflect.get(globalThis, 'bystanderPlaceholders'));
  const FRAMES = 'iframe[src], frame[src], embed[src], object[data]';
  /** Attributes in which embed code names the thing that it shows. */
  const ADDRESSES = [
    'data-href',
    'cite',
    'data-instgrm-permalink',
    'data-text-post-permalink',
    'data-url',
    'href',
  ];
  const LONGEST_QUOTE = 280;
  /** Frames are told of one by one, searched and measured together. */
  const TOGETHER_MS = 15;

  /** @typedef {Omit<Place, 'original'>} Asked */
  /** @type {Asked[]} */
  let asked = [];

  /** @type {Finding} */
  const find = {
    frame(place, receive) {
      asked.push(place);
      if (asked.length > 1) return;
      setTimeout(() => {
        const all = new Map(asked.map((one) => [bare(one.url), one]));
        asked = [];
        receive(framesOf(all));
      }, TOGETHER_MS);
    },

    scripts: (url) => [...document.scripts].filter(({ src }) => src !== '' && bare(src) === bare(url)),

    elements(widgets, isKnown) {
      const any = widgets.flatMap(({ elements }) => elements).join(',');
      if (any === '') return [];
      const found = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(any));
      return [...found].flatMap((original) => {
        // A frame is held back by itself.
        if (isKnown(original) || original.matches(FRAMES)) return [];
        const widget = widgets.find(({ elements }) =>
          elements.some((selector) => original.matches(selector)),
        );
        const isInner = original.parentElement?.closest(any) ?? false;
        return widget && !isInner ? [{ original, widget }] : [];
      });
    },

    address({ original, widget, from, url }) {
      if (from === 'frame') return url;
      const links = [...original.querySelectorAll('a[href]')].reverse();
      for (const element of [original, ...links]) {
        for (const name of ADDRESSES) {
          const told = element.getAttribute(name);
          const isLink = name === 'href' && element instanceof HTMLAnchorElement;
          const value = isLink && widget.share.length > 0 ? sharedBy(told) : told;
          if (value && /^https?:/.test(value)) return value;
        }
      }
      return undefined;
    },

    // A frame has no words of its own, a script's are not for people.
    quote({ original }) {
      if (original instanceof HTMLIFrameElement || original instanceof HTMLScriptElement) return '';
      // What is seen of it takes the browser longer to find out.
      if (original.textContent.trim() === '') return '';
      const words = original.innerText.replace(/\s+/g, ' ').trim();
      return words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE)}…` : words;
    },
  };

  /**
   * A button for sharing is a link to the network's page for that, which may name what is to be shared.
   * @param {string | null} link
   */
  function sharedBy(link) {
    const query = link && URL.canParse(link, location.href) && new URL(link, location.href).searchParams;
    return query ? (query.get('url') ?? query.get('u')) : null;
  }

  /**
   * @param {Map<string, Asked>} all by their addresses
   * @returns {Place[]}
   */
  function framesOf(all) {
    const light = framesIn(document, all);
    const missing = new Map(all);
    for (const { url } of light) missing.delete(bare(url));
    if (missing.size === 0) return light;
    return [...light, ...shadowRoots(document).flatMap((root) => framesIn(root, missing))];
  }

  /**
   * @param {Document | ShadowRoot} root
   * @param {Map<string, Asked>} all
   * @returns {Place[]}
   */
  function framesIn(root, all) {
    const frames = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(FRAMES));
    return [...frames].flatMap((original) => {
      const address = original instanceof HTMLObjectElement ? original.data : Reflect.get(original, 'src');
      const found = all.get(bare(address));
      return found ? [{ ...found, original }] : [];
    });
  }

  /** Requests are made without what stands behind `#`. @param {string} address */
  function bare(address) {
    return address.split('#', 1)[0] ?? '';
  }

  /**
   * @param {Document | ShadowRoot} within
   * @returns {ShadowRoot[]}
   */
  function shadowRoots(within) {
    return [...within.querySelectorAll('*')].flatMap((element) => {
      const root = shadowRootOf(/** @type {HTMLElement} */ (element));
      return root ? [root, ...shadowRoots(root)] : [];
    });
  }

  Reflect.get(globalThis, 'bystanderPlaceholders').find = find;
}
