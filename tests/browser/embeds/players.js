/** The embed codes of players: YouTube, Vimeo, Twitch, Spotify and SoundCloud. */

import { rowsOf } from './row.js';

const youtube = rowsOf('youtube');
const vimeo = rowsOf('vimeo');
const twitch = rowsOf('twitch');
const spotify = rowsOf('spotify');
const soundcloud = rowsOf('soundcloud');

const PLATFORM = 'https://apis.google.com/js/platform.js';
const VIMEO_API = 'https://player.vimeo.com/api/player.js';
const ALLOW =
  'frameborder="0" allow="accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture; web-share" referrerpolicy="strict-origin-when-cross-origin" allowfullscreen';

/** @param {string} address */
const youtubeFrame = (address) =>
  `<iframe width="560" height="315" src="${address}" title="YouTube video player" ${ALLOW}></iframe>`;

/** @type {import('./row.js').Embed[]} */
export const players = [
  youtube('video', 'a video', youtubeFrame('https://www.youtube.com/embed/M7lc1UVf-VE?si=Xq0uPzBystander'), {
    frame: 'https://www.youtube.com/embed/M7lc1UVf-VE?si=',
  }),
  youtube(
    'video',
    'a video in privacy-enhanced mode',
    youtubeFrame('https://www.youtube-nocookie.com/embed/M7lc1UVf-VE?si=Xq0uPzBystander'),
    {
      frame: 'https://www.youtube-nocookie.com/embed/M7lc1UVf-VE?si=',
    },
  ),
  youtube(
    'video',
    'a playlist',
    youtubeFrame('https://www.youtube.com/embed/videoseries?si=Xq0uPz&amp;list=PLC77007E23FF423C6'),
    {
      frame: 'https://www.youtube.com/embed/videoseries?si=Xq0uPz&list=PLC77007E23FF423C6',
    },
  ),
  youtube(
    'player-api',
    'a video that a script of the page makes',
    `<div id="player"></div>

<script>
  // 2. This code loads the IFrame Player API code asynchronously.
  var tag = document.createElement('script');

  tag.src = "https://www.youtube.com/iframe_api";
  var firstScriptTag = document.getElementsByTagName('script')[0];
  firstScriptTag.parentNode.insertBefore(tag, firstScriptTag);

  // 3. This function creates an <iframe> (and YouTube player)
  //    after the API code downloads.
  var player;
  function onYouTubeIframeAPIReady() {
    player = new YT.Player('player', {
      height: '390',
      width: '640',
      videoId: 'jNQXAC9IVRw',
      playerVars: {
        'playsinline': 1
      },
      events: {
        'onReady': onPlayerReady,
        'onStateChange': onPlayerStateChange
      }
    });
  }

  // 4. The API will call this function when the video player is ready.
  function onPlayerReady(event) {
    event.target.playVideo();
  }

  function onPlayerStateChange(event) {
  }
</script>`,
    {
      script: 'https://www.youtube.com/iframe_api',
      frame: 'https://www.youtube.com/embed/jNQXAC9IVRw?playsinline=1&enablejsapi=1',
    },
    { alone: true },
  ),
  youtube(
    'subscribe',
    'the Subscribe button',
    `<script src="${PLATFORM}"></script>\n\n<div class="g-ytsubscribe" data-channel="GoogleDevelopers" data-layout="default" data-count="default"></div>`,
    {
      script: PLATFORM,
      frame: 'https://www.youtube.com/subscribe_embed?usegapi=1&channel=GoogleDevelopers&layout=default',
    },
  ),
  youtube(
    'live-chat',
    'the chat of a live stream',
    '<iframe width="400px" height="600px" src="https://www.youtube.com/live_chat?v=hHW1oY26kxQ&embed_domain=blog.example"></iframe>',
    { frame: 'https://www.youtube.com/live_chat?v=hHW1oY26kxQ' },
  ),

  vimeo(
    'video',
    'a video',
    `<div style="padding:56.25% 0 0 0;position:relative;"><iframe src="https://player.vimeo.com/video/76979871?h=8272103f6e&amp;badge=0&amp;autopause=0&amp;player_id=0&amp;app_id=58479" frameborder="0" allow="autoplay; fullscreen; picture-in-picture; clipboard-write; encrypted-media" style="position:absolute;top:0;left:0;width:100%;height:100%;" title="The New Vimeo Player (You Know, For Videos)"></iframe></div><script src="${VIMEO_API}"></script>`,
    { script: VIMEO_API, frame: 'https://player.vimeo.com/video/76979871?h=8272103f6e' },
  ),
  vimeo(
    'sdk',
    'a video that the script makes of an element',
    `<div data-vimeo-id="59777392" data-vimeo-width="640" id="handstick"></div>\n\n<script src="${VIMEO_API}"></script>`,
    { script: VIMEO_API, frame: 'https://player.vimeo.com/video/59777392?' },
  ),
  vimeo(
    'sdk',
    'a video that a script of the page makes',
    `<div id="made-in-ny"></div>

<script src="${VIMEO_API}"></script>
<script>
  var options = {
    id: 22439234,
    width: 640,
    loop: true
  };

  var player = new Vimeo.Player('made-in-ny', options);

  player.setVolume(0);
</script>`,
    { script: VIMEO_API, frame: 'https://player.vimeo.com/video/22439234?' },
  ),
  vimeo(
    'event',
    'a live event',
    '<div style="padding:56.25% 0 0 0;position:relative;"><iframe src="https://vimeo.com/event/1234567/embed/interaction" frameborder="0" allow="autoplay; fullscreen; picture-in-picture" style="position:absolute;top:0;left:0;width:100%;height:100%;"></iframe></div>',
    { frame: 'https://vimeo.com/event/1234567/embed' },
  ),
  vimeo(
    'showcase',
    'a showcase',
    '<div style="padding:56.25% 0 0 0;position:relative;"><iframe src="https://vimeo.com/showcase/3253534/embed" allowfullscreen frameborder="0" style="position:absolute;top:0;left:0;width:100%;height:100%;"></iframe></div>',
    { frame: 'https://vimeo.com/showcase/3253534/embed' },
  ),

  twitch(
    'player',
    'a stream',
    '<iframe src="https://player.twitch.tv/?channel=monstercat&parent=blog.example" frameborder="0" allowfullscreen="true" scrolling="no" height="378" width="620"></iframe>',
    { frame: 'https://player.twitch.tv/?channel=monstercat&parent=blog.example' },
  ),
  twitch(
    'clip',
    'a clip',
    '<iframe src="https://clips.twitch.tv/embed?clip=IncredulousAbstemiousFennelImGlitch&parent=blog.example" frameborder="0" allowfullscreen="true" scrolling="no" height="378" width="620"></iframe>',
    { frame: 'https://clips.twitch.tv/embed?clip=IncredulousAbstemiousFennelImGlitch' },
  ),
  twitch(
    'chat',
    'a chat',
    '<iframe src="https://www.twitch.tv/embed/monstercat/chat?parent=blog.example" height="500" width="350"></iframe>',
    { frame: 'https://www.twitch.tv/embed/monstercat/chat?parent=' },
  ),
  twitch(
    'player',
    'a stream that a script of the page makes',
    `<script src= "https://player.twitch.tv/js/embed/v1.js"></script>
<div id="twitch-player"></div>
<script type="text/javascript">
  var options = {
    width: 854,
    height: 480,
    channel: "esl_csgo",
    // Only needed if this page is going to be embedded on other websites
    parent: ["blog.example"]
  };
  var player = new Twitch.Player("twitch-player", options);
  player.setVolume(0.5);
</script>`,
    {
      script: 'https://player.twitch.tv/js/embed/v1.js',
      frame: 'https://player.twitch.tv/?channel=esl_csgo',
    },
  ),
  twitch(
    'everything',
    'a stream with its chat',
    `<!-- Add a placeholder for the Twitch embed -->
<div id="twitch-embed"></div>

<!-- Load the Twitch embed JavaScript file -->
<script src="https://embed.twitch.tv/embed/v1.js"></script>

<!-- Create a Twitch.Embed object that will render within the "twitch-embed" element -->
<script type="text/javascript">
  new Twitch.Embed("twitch-embed", {
    width: 854,
    height: 480,
    channel: "monstercat",
    // Only needed if this page is going to be embedded on other websites
    parent: ["blog.example"]
  });
</script>`,
    {
      script: 'https://embed.twitch.tv/embed/v1.js',
      frame: 'https://embed.twitch.tv/?channel=monstercat',
    },
  ),

  spotify(
    'player',
    'a track',
    '<iframe data-testid="embed-iframe" style="border-radius:12px" src="https://open.spotify.com/embed/track/4cOdK2wGLETKBW3PvgPWqT?utm_source=generator" width="100%" height="352" frameBorder="0" allowfullscreen="" allow="autoplay; clipboard-write; encrypted-media; fullscreen; picture-in-picture" loading="lazy"></iframe>',
    { frame: 'https://open.spotify.com/embed/track/4cOdK2wGLETKBW3PvgPWqT?' },
    // Lazy: asked for only near what a person sees.
    { alone: true },
  ),
  spotify(
    'player',
    'an episode that a script of the page makes',
    `<script src="https://open.spotify.com/embed/iframe-api/v1" async></script>
<div id="embed-iframe"></div>
<script type="text/javascript">
  window.onSpotifyIframeApiReady = (IFrameAPI) => {
    const element = document.getElementById('embed-iframe');
    const options = {
        uri: 'spotify:episode:7makk4oTQel546B0PZlDM5'
      };
    const callback = (EmbedController) => {};
    IFrameAPI.createController(element, options, callback);
  };
</script>`,
    {
      script: 'https://open.spotify.com/embed/iframe-api/v1',
      frame: 'https://open.spotify.com/embed/episode/7makk4oTQel546B0PZlDM5?',
    },
    { alone: true },
  ),
  spotify(
    'podcast',
    'a podcast',
    '<iframe src="https://creators.spotify.com/pod/profile/harbour/embed/episodes/The-night-ferry-e2abcde" height="102px" width="400px" frameborder="0" scrolling="no"></iframe>',
    { frame: 'https://creators.spotify.com/pod/profile/harbour/embed/episodes/' },
  ),

  soundcloud(
    'player',
    'a track',
    '<iframe width="100%" height="300" scrolling="no" frameborder="no" allow="autoplay" src="https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/34019569&color=%23ff5500&auto_play=false&hide_related=false&show_comments=true&show_user=true&show_reposts=false&show_teaser=true&visual=true"></iframe><div style="font-size: 10px; color: #cccccc;line-break: anywhere;word-break: normal;overflow: hidden;white-space: nowrap;text-overflow: ellipsis; font-family: Interstate,sans-serif;font-weight: 100;"><a href="https://soundcloud.com/forss" title="Forss" target="_blank" style="color: #cccccc; text-decoration: none;">Forss</a> · <a href="https://soundcloud.com/forss/flickermood" title="Flickermood" target="_blank" style="color: #cccccc; text-decoration: none;">Flickermood</a></div>',
    { frame: 'https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/34019569' },
  ),
  soundcloud(
    'player',
    'a track that a script of the page steers',
    `<script src="https://w.soundcloud.com/player/api.js"></script>
<iframe id="sc-widget" width="100%" height="166" scrolling="no" frameborder="no" src="https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/users/1539950/favorites"></iframe>
<script>
  (function(){
    var widgetIframe = document.getElementById('sc-widget'),
        widget       = SC.Widget(widgetIframe);
    widget.bind(SC.Widget.Events.READY, function() {});
  }());
</script>`,
    {
      script: 'https://w.soundcloud.com/player/api.js',
      frame: 'https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/users/1539950/favorites',
    },
  ),
];
