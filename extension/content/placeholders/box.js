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

  const COPIED = [
    ...[
      'position',
      'top',
      'right',
      'bottom',
      'left',
      'zIndex',
      'float',
      'clear',
      'verticalAlign',
      'transform',
    ],
    ...['marginTop', 'marginRight', 'marginBottom', 'marginLeft', 'borderRadius', 'aspectRatio'],
    ...['minWidth', 'minHeight', 'maxWidth', 'maxHeight', 'flexGrow', 'flexShrink', 'flexBasis', 'alignSelf'],
    ...['justifySelf', 'order', 'gridRowStart', 'gridRowEnd', 'gridColumnStart', 'gridColumnEnd'],
  ];

  /** @type {Boxes} */
  const boxes = {
    of(places) {
      /** @type {Map<Element, boolean>} */
      const grounds = new Map();
      const before = places.map((place) => ({ place, ...measure(place), scheme: schemeOf(place, grounds) }));
      for (const { place, isShown } of before) if (isShown) hide(place.original);
      // What was hidden now tells what it was told, percentages and all, and no longer what came of it.
      return before.map((known) => (known.isShown ? boxOf(known) : undefined));
    },
  };

  /** @typedef {{ place: Place, width: number, height: number, display: string, scheme: 'light' | 'dark' }} Measured */

  /** @param {Place} place */
  function measure({ original, from }) {
    const { display, visibility, width: told } = getComputedStyle(original);
    const { width, height } = original.getBoundingClientRect();
    // A script stands where its widget is to be.
    if (original instanceof HTMLScriptElement)
      return { isShown: true, width: 0, height: 0, display: 'block' };
    // Where what is around it is hidden, it has no size yet.
    const isTiny = from === 'frame' && width < SMALLEST && Number.parseFloat(told) < SMALLEST;
    const isShown = display !== 'none' && visibility !== 'hidden' && !isTiny;
    return { isShown, width, height, display };
  }

  /**
   * @param {Measured} measured
   * @returns {Box}
   */
  function boxOf({ place, width, height, display, scheme }) {
    const { original, from, widget } = place;
    const told = getComputedStyle(original);
    const styles = Object.fromEntries(COPIED.map((name) => [name, String(Reflect.get(told, name))]));
    const isButton = BUTTONS.has(widget.kind);
    if (from === 'frame') {
      const own = { width: sized(told.width, width || 300), height: sized(told.height, height || 150) };
      // Chrome has taken the room of a frame away by now that it did not load; percentages are of something large.
      const high = height || (own.height.endsWith('px') ? Number.parseFloat(own.height) : BUTTON_HEIGHT);
      const shape = isButton || high < BUTTON_HEIGHT ? 'button' : 'fixed';
      return { ...own, styles: { ...styles, display: outer(display) }, shape, scheme };
    }
    if (isButton) {
      return {
        width: 'auto',
        height: 'auto',
        styles: { ...styles, display: 'inline-block' },
        shape: 'button',
        scheme,
      };
    }
    const [usualWidth, usualHeight] = widget.size ?? SIZES[widget.kind] ?? [0, 0];
    const wanted = wantedSize(original);
    const high = wanted.height || usualHeight;
    return {
      width: wanted.width || (usualWidth > 0 ? `min(100%, ${usualWidth}px)` : '100%'),
      height: high ? (typeof high === 'string' ? high : `${high}px`) : 'auto',
      styles: { ...styles, display: 'block', maxWidth: '100%' },
      shape: high ? 'fixed' : 'flow',
      scheme,
    };
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
