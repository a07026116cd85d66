/** Stand-in for Microsoft Advertising: the UET library, its per-tag script and its pixel. */

import { nothing, script, withCookies } from '../responses.js';

/** @type {import('./index.js').Network} */
export const bing = {
  name: 'Microsoft (Bing)',
  hosts: {
    'bat.bing.com': {
      '/bat.js': script(bat),
      '/p/action/*': script(configuration),
      '/action/0': () => withCookies(nothing(), { MUID: '00StandInVisitorId00000000000000' }),
    },
  },
};

/** What `p/action/<tag>.js` does: the real one may add events of its own, this one adds none. */
function configuration() {}

/** The library: defines `UET`, which the vendor's snippet constructs and gives its events. */
function bat() {
  /**
   * @this {{push: (event: string) => void}}
   * @param {{ti: string}} options
   */
  function UET({ ti }) {
    const element = document.createElement('script');
    element.async = true;
    element.src = `https://bat.bing.com/p/action/${ti}.js`;
    document.head.append(element);
    this.push = (event) => send(ti, event);
  }
  Object.assign(window, { UET });

  /**
   * @param {string} ti
   * @param {string} event
   */
  function send(ti, event) {
    const values = new URLSearchParams({ ti, Ver: '2', mid: crypto.randomUUID(), bo: '1' });
    values.append('sid', crypto.randomUUID().replaceAll('-', ''));
    values.append('vid', crypto.randomUUID().replaceAll('-', ''));
    values.append('vids', '1');
    values.append('msclkid', 'N');
    values.append('lg', navigator.language);
    values.append('sw', String(screen.width));
    values.append('sh', String(screen.height));
    values.append('sc', String(screen.colorDepth));
    values.append('tl', document.title);
    values.append('p', location.href);
    values.append('r', document.referrer);
    values.append('evt', event);
    values.append('sv', '1');
    values.append('rn', String(Math.floor(Math.random() * 1e6)));
    new Image().src = `https://bat.bing.com/action/0?${values}`;
  }
}
