/**
 * Placeholders, first part: presses on them, which the page neither sees nor makes. These listeners are the window's
 * first, before any script of the page runs, so a press on a placeholder goes no further: a page that listens learns
 * neither that it was made nor where. What a person did not do themselves counts for nothing.
 *
 * The parts are classic scripts in the extension's own world, of which pages see nothing. They find each other through
 * the one object there.
 *
 * @import { Permitted, ShownWidget } from '../../shared/placeholder-protocol.js'
 * @typedef {(pressed: Element | null) => void} Receive is told which element of the placeholder was pressed
 *
 * @typedef {object} Parts
 * @property {{ listen(): void, add(host: Element, root: ShadowRoot, receive: Receive): void, remove(host: Element): void }} presses
 * @property {(element: HTMLElement) => ShadowRoot | null | undefined} shadowRootOf closed ones too
 * @property {(root: ShadowRoot) => void} dress gives a placeholder its style sheet
 * @property {(name: string, attributes?: Record<string, string>, ...children: (Node | string)[]) => HTMLElement} make
 * @property {(key: string, ...values: string[]) => string} words
 * @property {(english: string) => string} inWords what the catalogue says, in the reader's language where it has been translated
 * @property {(widget: ShownWidget, options: CardOptions) => DocumentFragment} card
 * @property {(root: ShadowRoot, widget: ShownWidget, options: CardOptions, anchor: Element) => void} menu opens it
 * @property {Boxes} boxes
 * @property {Finding} find
 * @property {(root: ShadowRoot, host: Element) => (button: Element) => boolean} sight whether a button is sure to have been seen when it is pressed
 * @property {(needs: { load: (asked: Placeholder[]) => void }) => Wishes} createWishes
 * @property {() => Scripts} createScripts
 *
 * @typedef {{ press(placeholder: Placeholder, button: HTMLButtonElement, options: CardOptions, seen: boolean): Promise<void> }} Wishes
 * @typedef {{
 *   hold(url: string, widgets: ShownWidget[]): void,
 *   widgets(): { url: string, widgets: ShownWidget[] }[],
 *   permitted(what: Omit<Permitted, 'kind'>): string[],
 *   run(urls: Iterable<string>): void,
 * }} Scripts
 * @typedef {{ quote: string, original: string | undefined, language: string }} CardOptions words of the embed code itself, and where the same thing is at its network
 * @typedef {{ width: string, height: string, styles: Record<string, string>, shape: 'button' | 'fixed' | 'flow', scheme: 'light' | 'dark', direction: string }} Box
 * @typedef {{ of(places: readonly Place[]): (Box | undefined)[], host(box: Box): HTMLElement }} Boxes `of` hides what is measured, `host` makes the element that takes its place
 * @typedef {{ original: HTMLElement, widget: ShownWidget, from: 'frame' | 'script', url: string }} Place
 * @typedef {Place & { host: HTMLElement, root: ShadowRoot, display: string, priority: string, returns: number, isAsking: boolean, draw: () => void }} Placeholder
 * @typedef {{
 *   frame(place: Omit<Place, 'original'>, receive: (places: Place[]) => void): void, scripts(url: string): HTMLScriptElement[],
 *   elements(widgets: readonly ShownWidget[], isKnown: (element: Element) => boolean): { original: HTMLElement, widget: ShownWidget }[],
 *   address(place: Place): string | undefined, quote(place: Place): string,
 * }} Finding
 */
{
  const TYPES = [
    ...['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'auxclick', 'dblclick', 'contextmenu'],
    ...['touchstart', 'touchend', 'keydown', 'keypress', 'keyup'],
  ];

  /** @type {WeakMap<EventTarget, { root: ShadowRoot, receive: Receive }>} */
  const known = new WeakMap();
  // Most pages have no placeholder, and many presses.
  let any = false;
  /** Keys that went down on a placeholder. @type {Set<string>} */
  const held = new Set();

  listen();

  /** A page that writes itself anew (`document.open()`) takes all listeners away, so this is done again then. */
  function listen() {
    for (const type of TYPES) {
      // Touches must be passive, or pages would scroll slower; a click must not follow a link around the placeholder.
      addEventListener(type, receive, { capture: true, passive: type !== 'click' });
    }
  }

  /** @param {Event} event */
  function receive(event) {
    if (!any) return;
    const path = event.composedPath();
    const host = path.find((target) => known.has(target)) ?? hostBehind(path[0], event);
    const found = host && known.get(host);
    const isOver = event instanceof KeyboardEvent && isReleased(event, found !== undefined);
    if (!found && !isOver) return;
    event.stopImmediatePropagation();
    if (!found) return;
    if (event.type !== 'click') return;
    event.preventDefault();
    if (event.isTrusted && event instanceof MouseEvent) found.receive(pressedIn(found.root, event));
  }

  /**
   * Of a closed shadow tree of the page's the window is told as a whole only, too.
   * @param {EventTarget | undefined} target
   * @param {Event} event
   * @returns {Element | undefined} the placeholder in there
   */
  function hostBehind(target, event) {
    for (let at = target; at instanceof HTMLElement; ) {
      const root = shadowRootOf(at);
      const inner = root && pressedIn(root, event);
      if (!inner || inner === at) return undefined;
      if (known.has(inner)) return inner;
      at = inner;
    }
    return undefined;
  }

  /**
   * Extensions may look into closed ones too.
   * @param {HTMLElement & { openOrClosedShadowRoot?: ShadowRoot | null }} element
   */
  function shadowRootOf(element) {
    if ('openOrClosedShadowRoot' in element) return element.openOrClosedShadowRoot;
    // What Firefox has in elements Chrome has here.
    const { dom } = browser;
    return dom?.openOrClosedShadowRoot(element) ?? element.shadowRoot;
  }

  /**
   * Whether this is the end of a key's press that began on a placeholder. The press itself may have closed a menu or
   * loaded the widget, so that the page has the focus by now.
   * @param {KeyboardEvent} event
   * @param {boolean} isOurs
   */
  function isReleased({ type, code }, isOurs) {
    if (type === 'keydown' && isOurs) held.add(code);
    else if (type === 'keydown') held.delete(code);
    return type === 'keyup' && held.delete(code);
  }

  /**
   * The window is told of the placeholder as a whole only.
   * @param {ShadowRoot} root
   * @param {Event} event
   */
  function pressedIn(root, event) {
    const point = 'changedTouches' in event ? /** @type {TouchEvent} */ (event).changedTouches[0] : event;
    // By keyboard, or by what a person uses in its place. Where a pointer goes down nothing is counted yet.
    const isKey = event instanceof KeyboardEvent || (event.type === 'click' && Object(event).detail === 0);
    if (isKey || !point) return root.activeElement;
    const { clientX, clientY } = /** @type {MouseEvent | Touch} */ (point);
    return root.elementFromPoint(clientX, clientY);
  }

  /** @type {Partial<Parts>} */
  const parts = {
    shadowRootOf,
    presses: {
      listen,
      add(host, root, receive) {
        any = true;
        known.set(host, { root, receive });
      },
      remove: (host) => void known.delete(host),
    },
  };
  Reflect.set(globalThis, 'bystanderPlaceholders', parts);
}
