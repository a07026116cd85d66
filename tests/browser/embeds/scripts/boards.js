/** The scripts and frames of LinkedIn, Pinterest, Reddit, Tumblr and Disqus. */

import { callback, frameOf, scriptOf } from './making.js';

/** @typedef {import('./making.js').Maker} Maker */

/** @type {Record<string, import('../../internet/sites.js').Routes>} */
export const boardSites = {
  'platform.linkedin.com': {
    '/in.js': scriptOf('linkedin', linkedin),
    '/badges/js/profile.js': scriptOf('linkedin', badges),
  },
  'badges.linkedin.com': { '/profile': callback },
  'www.linkedin.com': { '/embed/*': frameOf, '/pages-extensions/*': frameOf },
  'assets.pinterest.com': {
    '/js/pinit.js': scriptOf('pinterest', pinit),
    '/js/pinit_main.js': scriptOf('pinterest', pinitMain),
    '/ext/embed.html': frameOf,
  },
  'widgets.pinterest.com': { '/v3/pidgets/*': callback },
  'embed.reddit.com': { '/*': frameOf, '/widgets.js': scriptOf('reddit', reddit) },
  'www.redditstatic.com': {
    '/button/button1.js': scriptOf('reddit', redditButton),
    '/button/button1.html': frameOf,
  },
  'assets.tumblr.com': {
    '/post.js': scriptOf('tumblr', tumblrPost),
    '/share-button.js': scriptOf('tumblr', tumblrShare),
  },
  'embed.tumblr.com': { '/*': frameOf },
  'platform.tumblr.com': { '/v2/*': frameOf },
  'harbour-courier.disqus.com': {
    '/embed.js': scriptOf('disqus', disqus),
    '/count.js': scriptOf('disqus', disqusCount),
    '/recommendations.js': scriptOf('disqus', disqusRecommendations),
  },
  'disqus.com': { '/embed/comments/': frameOf, '/recommendations/': frameOf },
};

/** What it makes stands before the script element that asks for it. @param {Maker} make */
function linkedin(make) {
  function parse() {
    for (const element of make.take('script[type^="IN/" i]')) {
      const place = document.createElement('span');
      place.className = 'IN-widget';
      const { id, counter } = make.options(element);
      place.append(
        /follow/i.test(element.getAttribute('type') ?? '')
          ? make.frame('https://www.linkedin.com/pages-extensions/FollowCompany', {
              id,
              counter,
              xdOrigin: location.origin,
            })
          : make.button('Share'),
      );
      element.before(place);
    }
  }
  make.expose({ IN: { parse } });
  make.whenRead(parse);
}

/** @param {Maker} make */
function badges(make) {
  make.expose({ LIBadgeCallback: () => {} });
  make.whenRead(() => {
    for (const badge of make.take('.LI-profile-badge')) {
      const { locale, type, theme, vanity, version } = make.options(badge);
      const values = {
        locale: locale ?? '',
        badgetype: (type ?? '').toLowerCase(),
        badgetheme: theme ?? '',
        version: version ?? '',
      };
      const asked = new URLSearchParams({ ...values, vanityname: vanity ?? '', callback: 'LIBadgeCallback' });
      make.script(`https://badges.linkedin.com/profile?${asked}`);
      badge.append(make.button('View profile'));
    }
  });
}

/** Loads what does the work. @param {Maker} make */
function pinit(make) {
  make.script(`https://assets.pinterest.com/js/pinit_main.js?${Math.random()}`);
}

/** Draws everything in the page, from data that it asks for by script elements. @param {Maker} make */
function pinitMain(make) {
  make.expose({ standInPin: () => {} });
  /** @param {string} path @param {Record<string, string>} values */
  const ask = (path, values) =>
    make.script(
      `https://widgets.pinterest.com/v3/pidgets/${path}/?${new URLSearchParams({ ...values, callback: 'standInPin' })}`,
    );

  /** @param {ParentNode} [within] */
  function build(within) {
    for (const link of make.take('a[data-pin-do]', within)) {
      const path = new URL(link.getAttribute('href') ?? '').pathname.replaceAll(/^\/|\/$/g, '');
      const kind = link.dataset.pinDo ?? '';
      if (kind === 'embedPin') ask('pins/info', { pin_ids: path.split('/').pop() ?? '' });
      if (kind === 'embedBoard') ask(`boards/${path}/pins`, { base_scheme: 'https' });
      if (kind === 'embedUser') ask(`users/${path}/pins`, { base_scheme: 'https' });
      const made = make.button(kind.startsWith('embed') ? `Pinterest: ${path}` : 'Save');
      made.dataset.pinLog = kind;
      link.replaceWith(made);
    }
  }
  make.expose({ PinUtils: { build } });
  make.whenRead(build);
}

/** @param {Maker} make */
function reddit(make) {
  make.whenRead(() => {
    for (const quote of make.take('blockquote.reddit-embed-bq')) {
      const { pathname } = new URL(quote.querySelector('a')?.href ?? '');
      const values = { embed: 'true', ref_source: 'embed', ref: 'share', utm_medium: 'widgets' };
      quote.replaceWith(make.frame(`https://embed.reddit.com${pathname}`, values));
    }
  });
}

/** Stands where its script element stands. @param {Maker} make */
function redditButton(make) {
  const values = { width: '120', url: location.href };
  document.currentScript?.before(make.frame('https://www.redditstatic.com/button/button1.html', values));
}

/** @param {Maker} make */
function tumblrPost(make) {
  make.whenRead(() => {
    for (const post of make.take('.tumblr-post')) {
      post.replaceChildren(make.frame(post.dataset.href ?? '', { language: 'en_US', did: post.dataset.did }));
    }
  });
}

/** @param {Maker} make */
function tumblrShare(make) {
  make.whenRead(() => {
    for (const link of make.take('.tumblr-share-button')) {
      const values = { canonicalUrl: location.href, postcontent: '' };
      link.replaceWith(make.frame('https://embed.tumblr.com/widgets/share/button', values));
    }
  });
}

/** Asks the page for its settings, by the function `disqus_config`. @param {Maker} make */
function disqus(make) {
  /** @typedef {{ page: { url: string, identifier: string, title: string } }} Config */
  /** @param {{ reload?: boolean, config?: (this: Config) => void }} [options] */
  function reset({ config = /** @type {(this: Config) => void} */ (make.named('disqus_config')) } = {}) {
    const thread = document.getElementById('disqus_thread');
    if (!thread) return;
    const settings = { page: { url: location.href, identifier: '', title: document.title } };
    config?.call(settings);
    const { url, identifier, title } = settings.page;
    const values = { base: 'default', f: 'harbour-courier', t_i: identifier, t_u: url, t_d: title };
    thread.replaceChildren(make.frame('https://disqus.com/embed/comments/', values));
  }
  make.expose({ DISQUS: { reset } });
  make.whenRead(reset);
}

/** @param {Maker} make */
function disqusCount(make) {
  make.whenRead(() => {
    for (const link of make.take('.disqus-comment-count, a[href$="#disqus_thread"]')) {
      link.replaceChildren(make.button('12 Comments'));
    }
  });
}

/** @param {Maker} make */
function disqusRecommendations(make) {
  make.whenRead(() => {
    for (const place of make.take('#disqus_recommendations')) {
      const values = { base: 'default', f: 'harbour-courier', t_u: location.href };
      place.replaceChildren(make.frame('https://disqus.com/recommendations/', values));
    }
  });
}
