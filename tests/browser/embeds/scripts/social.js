/** The scripts and frames of Instagram, Threads, X, TikTok, Snapchat and Bluesky. */

import { frameOf, scriptOf } from './making.js';

/** @typedef {import('./making.js').Maker} Maker */

/** @type {Record<string, import('../../internet/sites.js').Routes>} */
export const socialSites = {
  'www.instagram.com': { '/*': frameOf, '/embed.js': scriptOf('instagram', instagram) },
  'www.threads.com': { '/*': frameOf, '/embed.js': scriptOf('threads', threads) },
  'platform.twitter.com': {
    '/embed/Tweet.html': frameOf,
    '/widgets/*': frameOf,
    '/widgets.js': scriptOf('x', x),
  },
  'syndication.twitter.com': { '/srv/*': frameOf },
  'www.tiktok.com': {
    '/embed/*': frameOf,
    '/player/*': frameOf,
    '/embed.js': scriptOf('tiktok', tiktok),
  },
  'www.snapchat.com': { '/*': frameOf, '/embed.js': scriptOf('snapchat', snapchat) },
  'sdk.snapkit.com': {
    '/js/v1/create.js': scriptOf('snapchat', snapkit),
    '/js/v1/login.js': scriptOf('snapchat', snapkit),
  },
  'embed.bsky.app': { '/embed/*': frameOf, '/static/embed.js': scriptOf('bluesky', bluesky) },
};

/** Looks once, each time it is loaded or asked. @param {Maker} make */
function instagram(make) {
  function process() {
    for (const quote of make.take('blockquote.instagram-media')) {
      const { pathname } = new URL(quote.dataset.instgrmPermalink ?? '');
      const captioned = quote.hasAttribute('data-instgrm-captioned') ? 'captioned/' : '';
      const values = {
        cr: '1',
        v: quote.dataset.instgrmVersion,
        wp: '540',
        rd: location.origin,
        rp: location.pathname,
      };
      const frame = make.frame(`https://www.instagram.com${pathname}embed/${captioned}`, values);
      frame.className = 'instagram-media instagram-media-rendered';
      frame.setAttribute('data-seen', '');
      quote.replaceWith(frame);
    }
  }
  make.expose({ instgrm: { Embeds: { process } } });
  make.whenRead(process);
}

/** @param {Maker} make */
function threads(make) {
  make.whenRead(() => {
    for (const quote of make.take('blockquote.text-post-media')) {
      quote.replaceWith(make.frame(`${quote.dataset.textPostPermalink}/embed/`));
    }
  });
}

/** Buttons have their parameters in the fragment. @param {Maker} make */
function x(make) {
  /** @typedef {{ _e?: ((twttr: object) => void)[], widgets?: { load: () => void } }} Twttr */
  const BUILD = '2f70fb173b9000da126c79afe2098f02.en.html';
  const twttr = /** @type {Twttr} */ (make.named('twttr') ?? {});

  /** @param {HTMLElement} element @param {string} kind */
  function frameFor(element, kind) {
    const options = make.options(element);
    const link = new URL(
      element.getAttribute('href') ?? element.querySelector('a:last-of-type')?.getAttribute('href') ?? '',
    );
    switch (kind) {
      case 'tweet':
        return make.frame('https://platform.twitter.com/embed/Tweet.html', {
          dnt: 'false',
          id: link.pathname.split('/').pop(),
          lang: 'en',
          origin: location.href,
          ...options,
        });
      case 'timeline':
        return make.frame(
          `https://syndication.twitter.com/srv/timeline-profile/screen-name${link.pathname}`,
          {
            dnt: 'false',
            origin: location.href,
            ...options,
          },
        );
      case 'follow-button': {
        const values = { screen_name: link.pathname.slice(1), ...options };
        return make.frame(`https://platform.twitter.com/widgets/follow_button.${BUILD}`, values, '#');
      }
      default: {
        const values = { original_referer: location.href, url: location.href, ...options };
        return make.frame(`https://platform.twitter.com/widgets/tweet_button.${BUILD}`, values, '#');
      }
    }
  }

  /** @param {ParentNode} [within] */
  function load(within) {
    const kinds = ['tweet', 'timeline', 'share-button', 'follow-button'];
    for (const element of make.take(kinds.map((kind) => `.twitter-${kind}`).join(', '), within)) {
      const kind = kinds.find((one) => element.classList.contains(`twitter-${one}`)) ?? '';
      const frame = frameFor(element, kind);
      frame.className = `twitter-${kind}-rendered`;
      element.replaceWith(frame);
    }
  }

  if (twttr.widgets) return make.whenRead(twttr.widgets.load);
  const loaded = Object.assign(twttr, {
    widgets: { load },
    /** @param {(twttr: object) => void} then */
    ready: (then) => then(twttr),
  });
  make.expose({ twttr: loaded });
  make.whenRead(() => {
    load();
    for (const then of twttr._e ?? []) then(twttr);
  });
}

/** Puts its frame inside the quote. @param {Maker} make */
function tiktok(make) {
  make.whenRead(() => {
    for (const quote of make.take('blockquote.tiktok-embed')) {
      const address = `https://www.tiktok.com/embed/v2/${quote.dataset.videoId}`;
      quote.replaceChildren(
        make.frame(address, { lang: document.documentElement.lang, referrer: location.href }),
      );
    }
  });
}

/** @param {Maker} make */
function snapchat(make) {
  make.whenRead(() => {
    for (const quote of make.take('blockquote.snapchat-embed')) {
      quote.replaceWith(make.frame(quote.dataset.snapchatEmbedUrl ?? ''));
    }
  });
}

/** Creative Kit and Login Kit: both draw in the page, when it asks. @param {Maker} make */
function snapkit(make) {
  make.expose({
    snap: {
      creativekit: {
        /** @param {Iterable<Element>} elements */
        initalizeShareButtons(elements) {
          for (const element of elements) element.replaceChildren(make.button('Share on Snapchat'));
        },
      },
      loginkit: {
        /** @param {string} id */
        mountButton: (id) => make.element(id).append(make.button('Continue with Snapchat')),
      },
    },
  });
  make.whenRead(() => make.call('snapKitInit'));
}

/** @param {Maker} make */
function bluesky(make) {
  function scan() {
    for (const quote of make.take('[data-bluesky-uri]')) {
      const path = (quote.dataset.blueskyUri ?? '').slice('at://'.length);
      const values = { id: Math.random().toString().slice(2), ref_url: location.href };
      const frame = make.frame(`https://embed.bsky.app/embed/${path}`, values);
      const around = document.createElement('div');
      around.className = 'bluesky-embed';
      around.append(frame);
      quote.replaceWith(around);
    }
  }
  make.expose({ bluesky: { scan } });
  make.whenRead(scan);
}
