/** The scripts and frames of Google's sign-in and buttons, of maps, and of the bars to share a page in many places. */

import { frameOf, scriptOf } from './making.js';

/** @typedef {import('./making.js').Maker} Maker */

/** @type {Record<string, import('../../internet/sites.js').Routes>} */
export const googleSites = {
  'accounts.google.com': {
    '/gsi/*': frameOf,
    '/o/oauth2/iframe': frameOf,
    '/gsi/client': scriptOf('google', signIn),
  },
  'apis.google.com': { '/js/platform.js': scriptOf('google-platform', platform) },
  'drive.google.com': { '/savetodrivebutton': frameOf },
  'www.google.com': { '/maps/*': frameOf },
  'maps.google.com': { '/maps': frameOf },
  'www.bing.com': { '/maps/embed': frameOf },
  'yandex.ru': { '/map-widget/v1/': frameOf },
  'api-maps.yandex.ru': { '/services/constructor/1.0/js/': scriptOf('yandex', constructorMap) },
  'yastatic.net': {
    '/share2/share.js': scriptOf('yandex', yandexShare),
    '/s3/passport-sdk/autofill/*': scriptOf('yandex', yandexLogin),
  },
  'autofill.yandex.ru': { '/suggest/*': frameOf },
  'static.addtoany.com': { '/menu/page.js': scriptOf('addtoany', addToAny), '/menu/sm.25.html': frameOf },
  'platform-api.sharethis.com': { '/js/sharethis.js': scriptOf('sharethis', shareThis) },
  'ws.sharethis.com': { '/button/buttons.js': scriptOf('sharethis', shareThisOlder) },
  's7.addthis.com': { '/js/300/addthis_widget.js': scriptOf('addthis', addThis), '/static/*': frameOf },
};

/** Reads the page for its elements, unless there are none, and offers the same to scripts. @param {Maker} make */
function signIn(make) {
  /** @type {Record<string, unknown>} */
  let client = {};
  const id = {
    /** @param {Record<string, unknown>} given */
    initialize(given) {
      client = given;
    },
    /** @param {Element} place @param {Record<string, unknown>} look */
    renderButton(place, look) {
      const values = { ...look, client_id: client.client_id, iframe_id: 'gsi_1' };
      place.replaceChildren(make.frame('https://accounts.google.com/gsi/button', values));
    },
    prompt() {
      const frame = make.frame('https://accounts.google.com/gsi/iframe/select', {
        client_id: client.client_id,
      });
      document.body.append(frame);
    },
  };
  make.expose({ google: { accounts: { id } } });
  make.whenRead(() => {
    const [settings] = make.take('#g_id_onload');
    if (!settings) return;
    id.initialize(make.options(settings));
    for (const place of make.take('.g_id_signin')) id.renderButton(place, make.options(place));
    if (settings.dataset.auto_prompt !== 'false') id.prompt();
  });
}

/** @param {Maker} make */
function platform(make) {
  /** @param {ParentNode} [within] */
  function go(within) {
    for (const element of make.take('.g-ytsubscribe, .g-savetodrive, .g-signin2', within)) {
      const values = { usegapi: 1, ...make.options(element), origin: location.origin };
      if (element.matches('.g-ytsubscribe')) {
        element.replaceWith(make.frame('https://www.youtube.com/subscribe_embed', values));
      } else if (element.matches('.g-savetodrive')) {
        element.replaceWith(make.frame('https://drive.google.com/savetodrivebutton', values));
      } else {
        // The button is drawn here; the frame, out of sight, knows who is signed in.
        const drawn = document.createElement('div');
        drawn.className = 'abcRioButton';
        drawn.textContent = 'Sign in';
        element.replaceChildren(drawn);
        const frame = make.frame(
          'https://accounts.google.com/o/oauth2/iframe',
          { origin: location.origin },
          '#',
        );
        frame.hidden = true;
        element.append(frame);
      }
    }
  }
  make.expose({ gapi: { ytsubscribe: { go }, savetodrive: { go }, signin2: { render: go } } });
  make.whenRead(go);
}

/** Stands where its script element stands. @param {Maker} make */
function constructorMap(make) {
  document.currentScript?.before(make.button('Map'));
}

/** @param {Maker} make */
function yandexShare(make) {
  make.whenRead(() => {
    for (const block of make.take('.ya-share2')) block.replaceChildren(make.button('Поделиться'));
  });
}

/** @param {Maker} make */
function yandexLogin(make) {
  make.expose({
    YaAuthSuggest: {
      /** @param {Record<string, string>} query @param {string} _origin @param {{ parentId: string }} look */
      init: async (query, _origin, { parentId }) => ({
        async handler() {
          make.element(parentId).append(make.frame('https://autofill.yandex.ru/suggest/button', query));
        },
      }),
    },
  });
}

/** @param {Maker} make */
function addToAny(make) {
  function init_all() {
    for (const link of make.take('.a2a_kit > a'))
      link.replaceChildren(make.button(link.className.replace(/.*_(dd|button_)/, '') || 'Share'));
  }
  make.expose({ a2a: { init_all } });
  make.whenRead(() => {
    init_all();
    const frame = make.frame('https://static.addtoany.com/menu/sm.25.html', { type: 'core' }, '#');
    frame.hidden = true;
    document.body.append(frame);
  });
}

/** @param {Maker} make */
function shareThis(make) {
  function initialize() {
    for (const bar of make.take('[class^="sharethis-"]')) bar.replaceChildren(make.button('Share'));
  }
  make.expose({ __sharethis__: { initialize } });
  make.whenRead(initialize);
}

/** @param {Maker} make */
function shareThisOlder(make) {
  make.expose({ stLight: { options() {} } });
  make.whenRead(() => {
    for (const place of make.take('[class^="st_"]')) {
      place.replaceChildren(make.button(place.getAttribute('displayText') ?? ''));
    }
  });
}

/** @param {Maker} make */
function addThis(make) {
  function refresh() {
    for (const bar of make.take('[class^="addthis_"]')) bar.replaceChildren(make.button('Share'));
  }
  make.expose({ addthis: { layers: { refresh } } });
  make.whenRead(() => {
    refresh();
    const frame = make.frame('https://s7.addthis.com/static/sh.f48a1a04fe8dbf021b4cda1d.html', {}, '#');
    frame.hidden = true;
    document.body.append(frame);
  });
}
