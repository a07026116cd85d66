/** The scripts and frames of players: YouTube, Vimeo, Twitch, Spotify and SoundCloud. */

import { frameOf, scriptOf } from './making.js';

/** @typedef {import('./making.js').Maker} Maker */

/** @type {Record<string, import('../../internet/sites.js').Routes>} */
export const playerSites = {
  'www.youtube.com': {
    '/embed/*': frameOf,
    '/subscribe_embed': frameOf,
    '/live_chat': frameOf,
    '/iframe_api': scriptOf('youtube', youtube),
  },
  'www.youtube-nocookie.com': { '/embed/*': frameOf },
  'player.vimeo.com': { '/video/*': frameOf, '/api/player.js': scriptOf('vimeo', vimeo) },
  'vimeo.com': { '/event/*': frameOf, '/showcase/*': frameOf },
  'player.twitch.tv': { '/': frameOf, '/js/embed/v1.js': scriptOf('twitch', twitch) },
  'clips.twitch.tv': { '/embed': frameOf },
  'www.twitch.tv': { '/embed/*': frameOf },
  'embed.twitch.tv': { '/': frameOf, '/embed/v1.js': scriptOf('twitch', twitch) },
  'open.spotify.com': { '/embed/*': frameOf, '/embed/iframe-api/v1': scriptOf('spotify', spotify) },
  'creators.spotify.com': { '/pod/*': frameOf },
  'w.soundcloud.com': { '/player/': frameOf, '/player/api.js': scriptOf('soundcloud', soundcloud) },
};

/** @param {Maker} make */
function youtube(make) {
  /**
   * @typedef {object} Options
   * @property {string} [videoId]
   * @property {string | number} [width]
   * @property {string | number} [height]
   * @property {Record<string, string | number>} [playerVars]
   * @property {{ onReady?: (event: { target: Player }) => void }} [events]
   */
  class Player {
    /** @param {string | Element} target @param {Options} [options] */
    constructor(target, { videoId = '', width = 640, height = 390, playerVars = {}, events = {} } = {}) {
      const place = make.element(target);
      const isFrame = place instanceof HTMLIFrameElement;
      const frame = isFrame
        ? place
        : make.frame(`https://www.youtube.com/embed/${videoId}`, {
            ...playerVars,
            enablejsapi: 1,
            origin: location.origin,
          });
      if (!isFrame) {
        Object.assign(frame, { id: place.id, width: String(width), height: String(height) });
        place.replaceWith(frame);
      }
      this.frame = frame;
      frame.addEventListener('load', () => events.onReady?.({ target: this }));
    }
    getIframe() {
      return this.frame;
    }
    playVideo() {}
    pauseVideo() {}
    destroy() {
      this.frame.remove();
    }
  }
  make.expose({ YT: { Player, loaded: 1, PlayerState: { ENDED: 0, PLAYING: 1, PAUSED: 2 } } });
  make.call('onYouTubeIframeAPIReady');
}

/** Makes players of its elements by itself, and of others when the page asks. @param {Maker} make */
function vimeo(make) {
  class Player {
    /** @param {string | Element} target @param {Record<string, unknown>} [options] */
    constructor(target, options = {}) {
      const place = make.element(target);
      if (place instanceof HTMLIFrameElement) return;
      const { id, ...others } = { ...make.options(place, 'data-vimeo-'), ...options };
      place.append(make.frame(`https://player.vimeo.com/video/${id}`, { ...others, app_id: 122963 }));
    }
    setVolume() {
      return Promise.resolve(0);
    }
    on() {}
  }
  make.expose({ Vimeo: { Player } });
  make.whenRead(() => {
    for (const element of make.take('[data-vimeo-id]')) new Player(element);
  });
}

/** Both its scripts; what they make, they put inside the element. @param {Maker} make */
function twitch(make) {
  /** @typedef {{ channel?: string, video?: string, width?: number, height?: number, parent?: string[] }} Options */
  /** @param {string} address @param {string | Element} target @param {Options} options */
  function put(address, target, { channel, video, parent = [location.hostname] }) {
    make.element(target).append(make.frame(address, { channel, video, parent: parent.join() }));
  }
  class Player {
    /** @param {string | Element} target @param {Options} options */
    constructor(target, options) {
      put('https://player.twitch.tv/', target, options);
    }
    setVolume() {}
  }
  class Embed {
    /** @param {string | Element} target @param {Options} options */
    constructor(target, options) {
      put('https://embed.twitch.tv/', target, options);
    }
    addEventListener() {}
  }
  make.expose({ Twitch: { Player, Embed } });
}

/** @param {Maker} make */
function spotify(make) {
  make.call('onSpotifyIframeApiReady', {
    /** @param {Element} element @param {{ uri: string }} options @param {(controller: object) => void} [made] */
    createController(element, { uri }, made) {
      const path = uri.split(':').slice(1).join('/');
      element.replaceWith(make.frame(`https://open.spotify.com/embed/${path}`, { utm_source: 'iframe-api' }));
      made?.({ play() {}, addListener() {} });
    },
  });
}

/** Steers frames that are there; makes none. @param {Maker} make */
function soundcloud(make) {
  const Widget = Object.assign(() => ({ bind() {}, play() {} }), {
    Events: { READY: 'ready', PLAY: 'play' },
  });
  make.expose({ SC: { Widget } });
}
