/** The scripts and frames of VK, OK and Telegram. */

import { callback, frameOf, scriptOf } from './making.js';

/** @typedef {import('./making.js').Maker} Maker */

/** @type {Record<string, import('../../internet/sites.js').Routes>} */
export const russianSites = {
  'vk.com': {
    '/*': frameOf,
    '/js/api/openapi.js': scriptOf('vk', openapi),
    '/js/api/share.js': scriptOf('vk', vkShare),
    '/share.php': callback,
  },
  'vkvideo.ru': { '/video_ext.php': frameOf },
  'connect.ok.ru': { '/connect.js': scriptOf('ok', connect), '/dk': frameOf },
  'ok.ru': { '/videoembed/*': frameOf },
  'telegram.org': { '/js/telegram-widget.js': scriptOf('telegram', telegram) },
  't.me': { '/*': frameOf },
  'oauth.telegram.org': { '/embed/*': frameOf },
};

/** Fills the elements that the page names, when it calls. @param {Maker} make */
function openapi(make) {
  /** @typedef {Record<string, unknown>} Options */
  /** @type {{ apiId?: number }} */
  let settings = {};

  /** @param {string} file @param {string} id @param {...Options} options */
  function fill(file, id, ...options) {
    const values = Object.assign({ app: settings.apiId ?? 0 }, ...options, { url: location.href });
    make.element(id).replaceChildren(make.frame(`https://vk.com/${file}.php`, values));
  }

  /** A method that takes the element and options. @param {string} file @returns {(id: string, options?: Options) => void} */
  const plain = (file) => (id, options) => fill(file, id, options ?? {});
  /**
   * One that takes whom it is about as well.
   * @param {string} file
   * @param {string} parameter
   * @returns {(id: string, options: Options, about: unknown) => void}
   */
  const about = (file, parameter) => (id, options, whom) => fill(file, id, options, { [parameter]: whom });
  /**
   * One that takes that first.
   * @param {string} file
   * @param {...string} parameters
   * @returns {(id: string, ...given: unknown[]) => void}
   */
  const ahead =
    (file, ...parameters) =>
    (id, ...given) =>
      fill(file, id, Object.fromEntries(parameters.map((name, at) => [name, given[at]])));

  make.expose({
    VK: {
      .../** @type {object | undefined} */ (make.named('VK')),
      /** @param {{ apiId?: number }} given */
      init(given) {
        settings = given;
      },
      Widgets: {
        Like: plain('widget_like'),
        Comments: plain('widget_comments'),
        Recommended: plain('widget_recommended'),
        Bookmarks: plain('widget_bookmarks'),
        Auth: plain('widget_auth'),
        Group: about('widget_community', 'gid'),
        Poll: about('widget_poll', 'poll_id'),
        Subscribe: about('widget_subscribe', 'oid'),
        ContactUs: about('widget_contactus', 'oid'),
        AllowMessagesFromCommunity: about('widget_allow_messages_from_community', 'gid'),
        Post: ahead('widget_post', 'owner_id', 'post_id', 'hash'),
        CommunityMessages: ahead('widget_community_messages', 'gid'),
        Article: ahead('widget_article', 'article_url'),
        Playlist: ahead('widget_playlist', 'oid', 'pid', 'hash'),
        Podcast: ahead('widget_podcast', 'podcast'),
        App: ahead('widget_app', 'aid'),
      },
    },
  });
}

/** Gives the page the button as HTML, and asks how often the page was shared. @param {Maker} make */
function vkShare(make) {
  make.expose({ standInCount: () => {} });
  make.expose({
    VK: {
      .../** @type {object | undefined} */ (make.named('VK')),
      Share: {
        /** @param {string | false} _url @param {{ text: string }} look */
        button(_url, { text }) {
          const values = new URLSearchParams({
            act: 'count',
            index: '0',
            url: location.href,
            callback: 'standInCount',
          });
          make.script(`https://vk.com/share.php?${values}`);
          return make.button(text).outerHTML;
        },
      },
    },
  });
}

/** @param {Maker} make */
function connect(make) {
  /** @param {string} command @param {string} parameter @returns {(id: string, about: string, settings: string) => void} */
  const insert = (command, parameter) => (id, about, settings) => {
    const values = {
      'st.cmd': command,
      [parameter]: about,
      'st.settings': settings,
      'st.fid': `__ok_${id}`,
      'st.hosterId': 47126,
    };
    make.element(id).append(make.frame('https://connect.ok.ru/dk', values));
  };
  make.expose({
    OK: {
      CONNECT: {
        insertShareWidget: insert('WidgetShare', 'st.shareUrl'),
        insertGroupWidget: insert('WidgetGroup', 'st.groupId'),
      },
    },
  });
}

/**
 * Stands before the script element that runs it; if it cannot tell which, before all that are there.
 * @param {Maker} make
 */
function telegram(make) {
  const selector = ['post', 'discussion', 'share-url', 'login']
    .map((kind) => `script[data-telegram-${kind}]`)
    .join(', ');
  const { currentScript } = document;
  const places = make.take(selector);
  for (const place of places) {
    if (currentScript?.matches(selector) && place !== currentScript) {
      place.removeAttribute('data-seen');
      continue;
    }
    place.before(frameFor(make.options(place, 'data-telegram-'), make.options(place)));
  }

  /** @param {Record<string, string>} about @param {Record<string, string>} look */
  function frameFor({ post, discussion, share_url, login }, look) {
    const { origin } = location;
    if (post) return make.frame(`https://t.me/${post}?embed=1`, { userpic: look.userpic });
    if (discussion) {
      const values = { discussion: 1, comments_limit: look.comments_limit };
      return make.frame(`https://t.me/${discussion}?embed=1`, values);
    }
    if (share_url) return make.frame('https://t.me/share/embed', { origin, url: share_url, size: look.size });
    const values = { origin, return_to: location.href, size: look.size, request_access: look.request_access };
    return make.frame(`https://oauth.telegram.org/embed/${login}`, values);
  }
}
