/**
 * What the stand-ins for the networks' scripts have in common: how one is served, and the means it has in the page, to
 * find its elements and to put frames and buttons in their place. What a network's script does is in the other files.
 */

import { html, text, withCookies } from '../../internet/responses.js';
import { STAND_IN, standIn } from '../../internet/trackers/stand-in.js';

/** @typedef {ReturnType<typeof makerOf>} Maker */
/** @typedef {import('../../internet/sites.js').Response} Response */
/** @typedef {Record<string, unknown>} Values */

/**
 * A network's script: `program`, which must be self-contained, called in the page. It leaves a cookie.
 * @param {string} network whose frames and buttons are counted together
 * @param {(make: Maker) => void} program
 * @returns {Response}
 */
export function scriptOf(network, program) {
  const source = `(${program})((${makerOf})(${JSON.stringify(network)}));\n`;
  return withCookies(text('text/javascript', source), { [STAND_IN]: 'set' });
}

/**
 * What a script is told that asks by a script element and names the function to be called.
 * @param {import('../../internet/log.js').Entry} request
 * @returns {Response}
 */
export function callback({ query }) {
  const called = query.get('callback') ?? 'void';
  return withCookies(text('text/javascript', `${called}({});\n`), { [STAND_IN]: 'set' });
}

/**
 * A network's frame, which says whose it is and leaves a cookie; of anything else that is asked for, an empty one.
 * @param {import('../../internet/log.js').Entry} request
 * @returns {Response}
 */
export function frameOf(request) {
  if (request.headers['sec-fetch-dest'] !== 'iframe') return standIn(request);
  const page = html`<!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <title>${request.host}</title>
    <style>
      :root { color-scheme: light dark; font: 13px/1.4 sans-serif }
      body { margin: 0; padding: 4px 8px; border-left: 3px solid; overflow: hidden; overflow-wrap: anywhere }
    </style>
    <b>${request.host}</b> <small>${request.path}</small>`;
  return withCookies(page, { [STAND_IN]: 'set' });
}

/**
 * Runs in the page, in every script. Whatever a script makes, frame or button, carries in `data-place` how many of the
 * network's came before it on the page, and itself; of frames the address carries it too.
 * @param {string} network
 */
function makerOf(network) {
  const shared = /** @type {{ standInPlaces?: Record<string, number> }} */ (/** @type {unknown} */ (window));
  shared.standInPlaces ??= {};
  const places = shared.standInPlaces;

  function nextPlace() {
    const place = (places[network] ?? 0) + 1;
    places[network] = place;
    return String(place);
  }

  return {
    /**
     * The elements that no script of the network has seen yet, in the order of the page.
     * @param {string} selector
     * @param {ParentNode} [within]
     */
    take(selector, within = document) {
      const found = Array.from(within.querySelectorAll(selector)).filter(
        (one) => !one.hasAttribute('data-seen'),
      );
      for (const one of found) one.setAttribute('data-seen', '');
      return /** @type {HTMLElement[]} */ (found);
    },

    /**
     * The `data-` attributes of an element as parameters: `data-show-text` is `show_text`.
     * @param {Element} element
     * @param {string} [prefix] of the attributes that count
     */
    options(element, prefix = 'data-') {
      /** @type {Record<string, string>} */
      const values = {};
      for (const { name, value } of element.attributes) {
        if (!name.startsWith(prefix) || name === 'data-seen') continue;
        values[name.slice(prefix.length).replaceAll('-', '_')] = value;
      }
      return values;
    },

    /**
     * @param {string} address
     * @param {Record<string, unknown>} [values] its parameters
     * @param {'?' | '#'} [after] where these stand
     */
    frame(address, values = {}, after = '?') {
      const place = nextPlace();
      const parameters = new URLSearchParams();
      for (const [name, value] of Object.entries(values)) {
        if (value !== undefined) parameters.append(name, String(value));
      }
      parameters.append('place', place);
      const frame = document.createElement('iframe');
      frame.dataset.place = place;
      frame.title = network;
      const small = /(like|share|save|follow|subscribe|button|login)[^/]*$/i.test(
        address.replace(/\?.*/, ''),
      );
      Object.assign(frame, small ? { width: '180', height: '32' } : { width: '500', height: '260' });
      frame.style.border = '0';
      frame.src = address + (after === '?' && address.includes('?') ? '&' : after) + parameters;
      return frame;
    },

    /**
     * What a network draws in the page itself.
     * @param {string} words
     */
    button(words) {
      const button = document.createElement('span');
      button.dataset.place = nextPlace();
      button.setAttribute('role', 'button');
      button.textContent = words;
      return button;
    },

    /**
     * Asks by a script element, as for data of another site.
     * @param {string} address
     */
    script(address) {
      const element = document.createElement('script');
      element.src = address;
      document.head.append(element);
    },

    /** @param {string | Element} target an element or its id */
    element(target) {
      const found = typeof target === 'string' ? document.getElementById(target) : target;
      if (!found) throw new Error(`${network} finds no element ${target}`);
      return found;
    },

    /** @param {Record<string, unknown>} names that the page is to have */
    expose: (names) => void Object.assign(window, names),

    /**
     * What the page, or the script when it was here before, has by this name.
     * @param {string} name
     * @returns {unknown}
     */
    named: (name) => Reflect.get(window, name),

    /**
     * Calls a function of the page, if it has it.
     * @param {string} name
     * @param {...unknown} values
     */
    call(name, ...values) {
      const called = Reflect.get(window, name);
      if (typeof called === 'function') called(...values);
    },

    /** Runs now, or when the page has been read. @param {() => void} work */
    whenRead(work) {
      if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => work());
      else work();
    },
  };
}
