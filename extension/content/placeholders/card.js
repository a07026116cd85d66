/**
 * Placeholders: what one shows. A card says what this is, who would learn that the person is here, and offers to load it;
 * in the place of a button there is a button, which does its work without the network where it can. It draws, and
 * decides nothing: every button says what it is for, and main.js reads it.
 *
 * @import { ShareButton, ShownNetwork, ShownWidget } from '../../shared/placeholder-protocol.js'
 * @import { CardOptions, Parts } from './presses.js'
 */
{
  /** @type {Map<string, DocumentFragment>} by what they show, since a page may have hundreds that are the same */
  const drawn = new Map();

  /** @type {Parts['card']} */
  const card = (widget, { quote, original, language }) => {
    const key = JSON.stringify([widget.network.id, widget.name, quote, original !== undefined]);
    const fragment = drawn.get(key) ?? draw(widget, { quote, original, language });
    drawn.set(key, fragment);
    return /** @type {DocumentFragment} */ (fragment.cloneNode(true));
  };

  /**
   * @param {ShownWidget} widget
   * @param {CardOptions} options
   */
  function draw(widget, { quote, original, language }) {
    const { network, share, kind } = widget;
    const name = inWords(widget.name);
    const fragment = document.createDocumentFragment();
    const label = words('placeholder_label', network.name, name);
    const box = make('div', { class: 'box', role: 'group', 'aria-label': label, lang: language });
    box.append(...(isButton(kind) ? bar(widget, share, original) : page(widget, quote)));
    fragment.append(box);
    return fragment;
  }

  /**
   * @param {ShownWidget} widget
   * @param {string} quote
   */
  function page({ name: english, network }, quote) {
    const name = inWords(english);
    const title = make('p', { class: 'title' }, name);
    if (!name.startsWith(network.name)) title.append(make('span', {}, ` · ${network.name}`));
    const load = button('load', 'primary', words('placeholder_load', network.name, name));
    load.append(
      make('span', { class: 'long', 'aria-hidden': 'true' }, words('placeholder_load_long')),
      make('span', { class: 'short', 'aria-hidden': 'true' }, words('placeholder_load_short')),
    );
    const more = button('menu', 'more', words('placeholder_choices_of', network.name, name));
    more.append(
      make('span', { class: 'many', 'aria-hidden': 'true' }, words('placeholder_choices')),
      make('span', { class: 'few', 'aria-hidden': 'true' }, '⋯'),
    );
    more.setAttribute('aria-haspopup', 'dialog');
    return [
      make(
        'div',
        { class: 'inner' },
        make('div', { class: 'head' }, mark(network.mark, network.name), title),
        ...(quote === '' ? [] : [make('p', { class: 'quote', lang: '' }, quote)]),
        make('p', { class: 'who' }, words('placeholder_who', network.company)),
        make('div', { class: 'actions' }, load, more),
        make('p', { class: 'status', role: 'status' }),
      ),
    ];
  }

  /**
   * @param {ShownWidget} widget
   * @param {ShareButton[]} share
   * @param {string | undefined} original
   */
  function bar({ name: english, kind, network }, share, original) {
    const name = inWords(english);
    const buttons = share.map(({ network: id, label, short, mark: sign, name: own }) => {
      const one = button('share', 'share', inWords(label), id);
      one.append(
        mark(sign, own),
        ...(share.length === 1
          ? [make('span', { 'aria-hidden': 'true' }, words(`share_${short.toLowerCase()}`) || short)]
          : []),
      );
      return one;
    });
    if (buttons.length === 0) {
      const isProfile = kind === 'follow' && original !== undefined;
      const key =
        kind === 'login' ? 'placeholder_login' : isProfile ? 'placeholder_profile' : 'placeholder_button';
      const what = words(key, network.name, name);
      const one = button(isProfile ? 'original' : kind === 'login' ? 'login' : 'load', 'share', what);
      one.append(mark(network.mark, network.name), make('span', { 'aria-hidden': 'true' }, what));
      buttons.push(one);
    }
    const more = button('menu', 'more', words('placeholder_choices_of', network.name, name));
    more.setAttribute('aria-haspopup', 'dialog');
    more.append(make('span', { 'aria-hidden': 'true' }, '⋯'));
    return [...buttons, more, make('span', { class: 'status', role: 'status' })];
  }

  /** @param {string} kind */
  function isButton(kind) {
    return ['like', 'share', 'save', 'follow', 'login'].includes(kind);
  }

  /**
   * @param {ShownNetwork['mark']} sign
   * @param {string} name
   */
  function mark(sign, name) {
    // Drawn by the style sheet: a sign, and no word that a person could call the button by.
    if (!sign)
      return make('span', { class: 'mark letter', 'aria-hidden': 'true', 'data-letter': name.slice(0, 1) });
    const NS = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(NS, 'svg');
    for (const [key, value] of Object.entries({ class: 'mark', viewBox: '0 0 24 24', 'aria-hidden': 'true' }))
      svg.setAttribute(key, value);
    svg.style.setProperty('--colour', onGround(sign.colour));
    const path = document.createElementNS(NS, 'path');
    path.setAttribute('d', sign.path);
    svg.append(path);
    return svg;
  }

  /** A network's black is unseen on a dark ground. @param {string} colour */
  function onGround(colour) {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\da-f]{2}/gi) ?? []).map((part) =>
      Number.parseInt(part, 16),
    );
    const light = 0.299 * red + 0.587 * green + 0.114 * blue;
    if (light < 70) return `light-dark(${colour}, #e9efec)`;
    return light > 200 ? `light-dark(#15211d, ${colour})` : colour;
  }

  /**
   * @param {string} action
   * @param {string} kind
   * @param {string} label
   * @param {string} [value]
   */
  function button(action, kind, label, value = '') {
    const attributes = { type: 'button', class: kind, 'aria-label': label, title: label };
    return make('button', { ...attributes, 'data-do': action, 'data-value': value });
  }

  /** @type {Parts['words']} */
  function words(key, ...values) {
    return browser.i18n.getMessage(key, values);
  }

  /** @type {Parts['inWords']} */
  function inWords(english) {
    return words(`catalogue_${english.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}`) || english;
  }

  /** @type {Parts['make']} */
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  Object.assign(Reflect.get(globalThis, 'bystanderPlaceholders'), { card, inWords, make, words });
}
