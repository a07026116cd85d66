/** Facebook's script for social plugins, and its frames. */

import { frameOf, scriptOf } from './making.js';

/** @type {Record<string, import('../../internet/sites.js').Routes>} */
export const facebookSites = {
  'connect.facebook.net': {
    '/en_US/sdk.js': scriptOf('facebook', sdk),
    '/en_US/sdk/xfbml.customerchat.js': scriptOf('facebook', sdk),
  },
  'www.facebook.com': {
    '/plugins/*': frameOf,
    '/v19.0/plugins/*': frameOf,
    // The newspaper's own stand-in has this one, and does more.
    '/plugins/like.php': frameOf,
  },
};

/**
 * Finds its elements when its address says so, or when the page calls `init`; a second script of the page does nothing
 * but look again.
 * @param {import('./making.js').Maker} make
 */
function sdk(make) {
  /** What a tag's frame is called, where that is not what the tag is called. @type {Record<string, string>} */
  const files = {
    'share-button': 'share_button',
    'login-button': 'login_button',
    'comment-embed': 'comment_embed',
    subscribe: 'follow',
    'like-box': 'page',
  };
  const tags = [
    'like',
    'share-button',
    'save',
    'follow',
    'subscribe',
    'page',
    'like-box',
    'post',
    'video',
    'comments',
  ].concat(['comment-embed', 'group', 'send', 'quote', 'login-button', 'customerchat']);
  /** @typedef {{ appId?: string, xfbml?: boolean, version?: string }} Settings */
  /** @type {Settings} */
  let settings = {};
  /** @type {Record<string, (() => void)[]>} */
  const listeners = {};

  /** @param {ParentNode} [within] @param {() => void} [done] */
  function parse(within, done) {
    const selector = tags.map((tag) => `.fb-${tag}, fb\\:${tag}`).join(', ');
    for (const element of make.take(selector, within)) {
      const name = tags.find((tag) => element.matches(`.fb-${tag}, fb\\:${tag}`)) ?? '';
      const others = Object.entries(make.options(element, '')).filter(
        ([key]) => !/^(class|id|style|fb_xfbml_state|data_.*)$/.test(key),
      );
      const address = `https://www.facebook.com/${settings.version ?? 'v19.0'}/plugins/${files[name] ?? name}.php`;
      const frame = make.frame(address, {
        ...make.options(element),
        ...Object.fromEntries(others),
        app_id: settings.appId ?? '',
        sdk: 'joey',
      });
      element.setAttribute('fb-xfbml-state', 'rendered');
      element.replaceChildren(frame);
    }
    done?.();
    for (const listener of listeners['xfbml.render'] ?? []) listener();
  }

  const before = /** @type {{ XFBML: { parse: typeof parse } } | undefined} */ (make.named('FB'));
  if (before) {
    make.whenRead(() => before.XFBML.parse());
    return;
  }
  make.expose({
    FB: {
      /** @param {Settings} given */
      init(given) {
        settings = given;
        if (given.xfbml) make.whenRead(parse);
      },
      XFBML: { parse },
      Event: {
        /** @param {string} name @param {() => void} listener */
        subscribe(name, listener) {
          listeners[name] = [...(listeners[name] ?? []), listener];
        },
      },
      /** @param {(answer: { status: string, authResponse: null }) => void} [answered] */
      getLoginStatus: (answered) => answered?.({ status: 'unknown', authResponse: null }),
      /** @param {(answer: { status: string, authResponse: null }) => void} [answered] */
      login(answered) {
        open('https://www.facebook.com/dialog/oauth?display=popup', '_blank', 'popup');
        answered?.({ status: 'unknown', authResponse: null });
      },
    },
  });
  const { hash } = new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src);
  const { xfbml, version } = Object.fromEntries(new URLSearchParams(hash.slice(1)));
  if (xfbml) {
    settings = { ...(version !== undefined && { version }) };
    make.whenRead(() => parse());
  }
  make.call('fbAsyncInit');
}
