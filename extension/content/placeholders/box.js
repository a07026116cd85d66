/**
 * Placeholders: how large one is, and how it lies among its neighbours: as what it stands for does, or would. Measuring
 * is done for many at a time, because every change between two measurements has the browser lay the page out anew.
 *
 * @import { Box, Boxes, Place } from './presses.js'
 */
{
  /** Widgets that are no larger than a button. */
  const BUTTONS = new Set(['like', 'share', 'save', 'follow', 'login']);
  /** What a widget of a kind measures if nobody says; no width: as wide as its place, no height: as high as its words. */
  const SIZES = /** @type {Record<string, [number, number]>} */ ({
    page: [340, 500],
    post: [500, 0],
    video: [500, 281],
    audio: [0, 152],
    comments: [0, 240],
    feed: [0, 400],
    map: [0, 360],
    chat: [320, 400],
  });
  /** What is less high has room for a row of buttons only. */
  const BUTTON_HEIGHT = 44;
  /** What is smaller shows nothing to anybody. */
  const SMALLEST = 12;

  /** How an element lies among others, each with what it is if nobody says, which need not be said again. */
  const LYING = /** @type {Record<string, string>} */ ({
    ...{ position: 'static', float: 'none', clear: 'none', verticalAlign: 'baseline', transform: 'none' },
    ...{ marginTop: '0px', marginRight: '0px', marginBottom: '0px', marginLeft: '0px' },
    ...{ minWidth: 'auto', minHeight: 'auto', maxWidth: 'none', maxHeight: 'none' },
    ...{ borderRadius: '0px', aspectRatio: 'auto' },
  });
  const PLACED = { top: 'auto', right: 'auto', bottom: 'auto', left: 'auto', zIndex: 'auto' };
  const ITEM = {
    ...{
      flexGrow: '0',
      flexShrink: '1',
      flexBasis: 'auto',
      alignSelf: 'auto',
      justifySelf: 'auto',
      order: '0',
    },
    ...{ gridRowStart: 'auto', gridRowEnd: 'auto', gridColumnStart: 'auto', gridColumnEnd: 'auto' },
  };

  /** What a page's rules for all its elements may give to this one too. Saying `all` takes the browser long. */
  const PLAIN = {
    ...{ padding: '0', border: '0', background: 'none', boxShadow: 'none', outline: '0', opacity: '1' },
    ...{ filter: 'none', overflow: 'visible', clipPath: 'none', maskImage: 'none', columns: 'auto' },
    ...{ contain: 'none', pointerEvents: 'auto', userSelect: 'auto', animation: 'none', transition: 'none' },
  };
  /** Made once for all that are alike. @type {WeakMap<Box, HTMLElement>} */
  const hosts = new WeakMap();

  /** @type {Boxes} */
  const boxes = {
    host,

    of(places) {
      /** @type {Map<Element, boolean>} */
      const grounds = new Map();
      const before = places.map((place) => ({ place, ...measure(place), ...parentOf(place, grounds) }));
      for (const { place, isShown } of before) if (isShown) hide(place.original);
      /** @type {Map<string, Box>} */
      const alike = new Map();
      // What was hidden now tells what it was told, percentages and all, and no longer what came of it.
      return before.map((known) => {
        if (!known.isShown) return undefined;
        if (known.place.from === 'frame') return boxOf(known);
        const key = looksOf(known);
        const box = alike.get(key) ?? boxOf(known);
        alike.set(key, box);
        return box;
      });
    },
  };

  /**
   * The element around a placeholder, which is all of it that the page sees. What is far from the window is not laid out.
   * @param {Box} box
   */
  function host(box) {
    const made = hosts.get(box) ?? makeHost(box);
    hosts.set(box, made);
    return /** @type {HTMLElement} */ (made.cloneNode());
  }

  /** @param {Box} box */
  function makeHost({ width, height, styles, scheme, shape }) {
    const made = document.createElement('div');
    const room =
      height === 'auto' ? { minWidth: '90px', minHeight: shape === 'button' ? '28px' : '120px' } : {};
    const style = {
      ...PLAIN,
      ...room,
      ...styles,
      width,
      height,
      colorScheme: scheme,
      boxSizing: 'border-box',
      visibility: 'visible',
    };
    // Important, and in the element itself: no rule of the page outdoes that.
    for (const [name, value] of Object.entries(style))
      made.style.setProperty(
        name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
        value,
        'important',
      );
    return made;
  }

  /** @typedef {{ scheme: 'light' | 'dark', direction: string, hasItems: boolean }} Parent what is around it; `hasItems`: it lays them out in rows or a grid */
  /** @typedef {{ place: Place, width: number, height: number, display: string } & Parent} Measured */

  /** @param {Place} place */
  function measure({ original, from }) {
    // A script stands where its widget is to be.
    if (original instanceof HTMLScriptElement)
      return { isShown: true, width: 0, height: 0, display: 'block' };
    const { display, visibility, width: told } = getComputedStyle(original);
    const isUsual = display !== 'none' && visibility !== 'hidden';
    // What a script would make of an element has another size than that.
    if (from === 'script') return { isShown: isUsual, width: 0, height: 0, display };
    const { width, height } = original.getBoundingClientRect();
    // Where what is around it is hidden, it has no size yet.
    const isTiny = width < SMALLEST && Number.parseFloat(told) < SMALLEST;
    return { isShown: isUsual && !isTiny, width, height, display };
  }

  /**
   * What tells elements apart that may lie differently. Those of one page that are alike in all of this are the same
   * button hundreds of times.
   * @param {Measured} known
   */
  function looksOf({ place: { original, widget }, display, scheme, direction, hasItems }) {
    const { localName, className, dataset, parentElement } = original;
    const own = [localName, className, original.getAttribute('style'), dataset.width, dataset.height];
    const around = [parentElement?.localName, parentElement?.className, parentElement?.getAttribute('style')];
    return JSON.stringify([widget.name, ...own, ...around, display, scheme, direction, hasItems]);
  }

  /**
   * @param {Measured} measured
   * @returns {Box}
   */
  function boxOf({ place, width, height, display, scheme, direction, hasItems }) {
    const { original, from, widget } = place;
    const told = getComputedStyle(original);
    const styles = copied(told, LYING);
    if (styles.position) Object.assign(styles, copied(told, PLACED));
    if (hasItems) Object.assign(styles, copied(told, ITEM));
    const isButton = BUTTONS.has(widget.kind);
    if (from === 'frame') {
      const own = { width: sized(told.width, width || 300), height: sized(told.height, height || 150) };
      // Chrome has taken the room of a frame away by now that it did not load; percentages are of something large.
      const high = height || (own.height.endsWith('px') ? Number.parseFloat(own.height) : BUTTON_HEIGHT);
      const shape = isButton || high < BUTTON_HEIGHT ? 'button' : 'fixed';
      return { ...own, styles: { ...styles, display: outer(display) }, shape, scheme, direction };
    }
    if (isButton) {
      return {
        width: 'auto',
        height: 'auto',
        styles: { verticalAlign: 'middle', ...styles, display: 'inline-block' },
        shape: 'button',
        scheme,
        direction,
      };
    }
    const [usualWidth, usualHeight] = widget.size ?? SIZES[widget.kind] ?? [0, 0];
    const wanted = wantedSize(original);
    // Words of its own need the room they need, and the post will be of another height than others anyway.
    const hasWords = widget.kind === 'post' && original.textContent.trim() !== '';
    const high = wanted.height || (hasWords ? 0 : usualHeight);
    return {
      width: wanted.width || (usualWidth > 0 ? `min(100%, ${usualWidth}px)` : '100%'),
      height: high ? (typeof high === 'string' ? high : `${high}px`) : 'auto',
      styles: { ...styles, display: 'block', maxWidth: '100%' },
      shape: high ? 'fixed' : 'flow',
      scheme,
      direction,
    };
  }

  /**
   * @param {CSSStyleDeclaration} told
   * @param {Record<string, string>} usual
   * @returns {Record<string, string>} what is not as usual
   */
  function copied(told, usual) {
    /** @type {Record<string, string>} */
    const styles = {};
    for (const name in usual) {
      const value = String(Reflect.get(told, name));
      if (value !== usual[name]) styles[name] = value;
    }
    return styles;
  }

  /**
   * What the embed code asks for.
   * @param {HTMLElement} original
   */
  function wantedSize({ dataset }) {
    const width = /^(\d{2,4})(px|%)?$/.exec(dataset.width ?? '');
    const height = /^(\d{2,4})(px)?$/.exec(dataset.height ?? '');
    return {
      width: width && (width[2] === '%' ? `${width[1]}%` : `min(100%, ${width[1]}px)`),
      height: height && `${height[1]}px`,
    };
  }

  /**
   * @param {string} told
   * @param {number} measured
   */
  function sized(told, measured) {
    return told === 'auto' ? `${measured}px` : told;
  }

  /** A box that can hold others, laid out as one that cannot. @param {string} display */
  function outer(display) {
    return display.startsWith('inline') ? 'inline-block' : 'block';
  }

  /** @param {HTMLElement} original */
  function hide(original) {
    original.style.setProperty('display', 'none', 'important');
  }

  /**
   * @param {Place} place
   * @param {Map<Element, boolean>} grounds
   * @returns {Parent}
   */
  function parentOf(place, grounds) {
    const { direction, display } = getComputedStyle(place.original.parentElement ?? place.original);
    return { scheme: schemeOf(place, grounds), direction, hasItems: /flex|grid/.test(display) };
  }

  /**
   * Whether the page is light or dark behind it. Not all dark pages say so to the browser.
   * @param {Place} place
   * @param {Map<Element, boolean>} grounds what was found out before
   * @returns {'light' | 'dark'}
   */
  function schemeOf({ original }, grounds) {
    /** @type {Element[]} */
    const passed = [];
    /** @type {boolean | undefined} */
    let ground;
    for (let at = original.parentElement; at && ground === undefined; at = at.parentElement) {
      ground = grounds.get(at) ?? isDarkGround(getComputedStyle(at).backgroundColor);
      passed.push(at);
    }
    // Where nobody paints, the browser does, by what the page told it.
    const isDark = ground ?? isCanvasDark();
    for (const element of passed) grounds.set(element, isDark);
    return isDark ? 'dark' : 'light';
  }

  /** @param {string} colour as computed */
  function isDarkGround(colour) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    if (alpha < 0.5 || !colour.startsWith('rgb')) return undefined;
    return 0.299 * red + 0.587 * green + 0.114 * blue < 110;
  }

  function isCanvasDark() {
    const schemes = getComputedStyle(document.documentElement).colorScheme.split(' ');
    if (!schemes.includes('dark')) return false;
    return !schemes.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches;
  }

  Reflect.get(globalThis, 'bystanderPlaceholders').boxes = boxes;
}
