/** The embed codes of Instagram, Threads, X, TikTok, Snapchat and Bluesky: quotes that a script makes frames of. */

import { PAGE, rowsOf } from './row.js';

const instagram = rowsOf('instagram', 'https://www.instagram.com/embed.js');
const threads = rowsOf('threads', 'https://www.threads.com/embed.js');
const x = rowsOf('x', 'https://platform.twitter.com/widgets.js');
const tiktok = rowsOf('tiktok');
const bluesky = rowsOf('bluesky', 'https://embed.bsky.app/static/embed.js');

/** @param {string} path of a post or profile */
const instagramCode = (path) =>
  `<blockquote class="instagram-media" data-instgrm-captioned data-instgrm-permalink="https://www.instagram.com/${path}/?utm_source=ig_embed&amp;utm_campaign=loading" data-instgrm-version="14" style=" background:#FFF; border:0; border-radius:3px; margin: 1px; max-width:540px; min-width:326px; padding:0; width:99.375%;"><div style="padding:16px;"> <a href="https://www.instagram.com/${path}/?utm_source=ig_embed&amp;utm_campaign=loading" style=" background:#FFFFFF; line-height:0; padding:0 0; text-align:center; text-decoration:none; width:100%;" target="_blank">View this post on Instagram</a><p style=" color:#c9c8cd; font-family:Arial,sans-serif; font-size:14px;"><a href="https://www.instagram.com/${path}/?utm_source=ig_embed&amp;utm_campaign=loading" target="_blank">A post shared by Harbour (@harbour)</a></p></div></blockquote>
<script async src="//www.instagram.com/embed.js"></script>`;

const THREAD = '@zuck/post/CuVdfsNtmvh';
const DID = 'did:plc:z72i7hdynmk6r22z27h6tvur';
const WIDGETS = '<script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>';
const BUTTONS = 'https://platform.twitter.com/widgets/';

/** @param {string} id */
const tweet = (id) =>
  `<blockquote class="twitter-tweet"><p lang="en" dir="ltr">just setting up my twttr</p>&mdash; jack (@jack) <a href="https://twitter.com/jack/status/${id}?ref_src=twsrc%5Etfw">March 21, 2006</a></blockquote>`;

/** @type {import('./row.js').Embed[]} */
export const social = [
  instagram('post', 'a post', instagramCode('p/CUbHfhpswxt'), {
    frame: 'https://www.instagram.com/p/CUbHfhpswxt/embed/captioned/?cr=1&v=14',
  }),
  instagram('post', 'a video', instagramCode('reel/C1a2b3c4d5e'), {
    frame: 'https://www.instagram.com/reel/C1a2b3c4d5e/embed/captioned/?cr=1&v=14',
  }),
  instagram('post', 'a profile', instagramCode('instagram'), {
    frame: 'https://www.instagram.com/instagram/embed/captioned/?cr=1&v=14',
  }),
  threads(
    'post',
    'a post',
    `<blockquote class="text-post-media" data-text-post-permalink="https://www.threads.com/${THREAD}" data-text-post-version="0" id="ig-tp-CuVdfsNtmvh" style=" background:#FFF; border-width: 1px; border-style: solid; border-color: #00000026; border-radius: 16px; max-width:650px; margin: 1px; min-width:270px; padding:0; width:99.375%;"> <a href="https://www.threads.com/${THREAD}" style=" background:#FFFFFF; line-height:0; padding:0 0; text-align:center; text-decoration:none; width:100%;" target="_blank"> <div style=" padding: 40px;">View on Threads</div></a></blockquote>
<script async src="https://www.threads.com/embed.js"></script>`,
    { frame: `https://www.threads.com/${THREAD}/embed/` },
  ),
  x('post', 'a post', `${tweet('20')} ${WIDGETS}`, {
    frame: 'https://platform.twitter.com/embed/Tweet.html?dnt=false&id=20&',
  }),
  x(
    'post',
    'three posts with one script',
    `${tweet('1001')}\n<p>And then:</p>\n${tweet('1002')}\n<div>${tweet('1003')}</div>\n${WIDGETS}`,
    { frame: 'https://platform.twitter.com/embed/Tweet.html?dnt=false&id=100' },
    { count: 3 },
  ),
  x(
    'timeline',
    'a timeline',
    `<a class="twitter-timeline" href="https://twitter.com/XDevelopers?ref_src=twsrc%5Etfw">Tweets by XDevelopers</a> ${WIDGETS}`,
    { frame: 'https://syndication.twitter.com/srv/timeline-profile/screen-name/XDevelopers?' },
  ),
  x(
    'share',
    'the Tweet button',
    `<a href="https://twitter.com/share?ref_src=twsrc%5Etfw" class="twitter-share-button" data-show-count="false">Tweet</a>${WIDGETS}`,
    { frame: `${BUTTONS}tweet_button.2f70fb173b9000da126c79afe2098f02.en.html` },
  ),
  x(
    'follow',
    'the Follow button',
    `<a href="https://twitter.com/XDevelopers?ref_src=twsrc%5Etfw" class="twitter-follow-button" data-show-count="false">Follow @XDevelopers</a>${WIDGETS}`,
    { frame: `${BUTTONS}follow_button.2f70fb173b9000da126c79afe2098f02.en.html` },
  ),
  x(
    'post',
    'a post, with the loader that sites wait for',
    `${tweet('440322224407314432')}
<script>window.twttr = (function(d, s, id) {
  var js, fjs = d.getElementsByTagName(s)[0],
    t = window.twttr || {};
  if (d.getElementById(id)) return t;
  js = d.createElement(s);
  js.id = id;
  js.src = "https://platform.twitter.com/widgets.js";
  fjs.parentNode.insertBefore(js, fjs);

  t._e = [];
  t.ready = function(f) {
    t._e.push(f);
  };

  return t;
}(document, "script", "twitter-wjs"));</script>`,
    { frame: 'https://platform.twitter.com/embed/Tweet.html?dnt=false&id=440322224407314432' },
    { alone: true },
  ),
  tiktok(
    'video',
    'a video',
    `<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@scout2015/video/6718335390845095173" data-video-id="6718335390845095173" style="max-width: 605px;min-width: 325px;" > <section> <a target="_blank" title="@scout2015" href="https://www.tiktok.com/@scout2015?refer=embed">@scout2015</a> Scramble up ur name <a target="_blank" title="♬ original sound - tiff" href="https://www.tiktok.com/music/original-sound-6689804660171082501?refer=embed">♬ original sound - tiff</a> </section> </blockquote> <script async src="https://www.tiktok.com/embed.js"></script>`,
    {
      script: 'https://www.tiktok.com/embed.js',
      frame: 'https://www.tiktok.com/embed/v2/6718335390845095173?lang=',
    },
  ),
  tiktok(
    'player',
    'the player',
    '<iframe height="300" width= "400" src="https://www.tiktok.com/player/v1/6718335390845095173?&music_info=1&description=1" allow="fullscreen" title="test"></iframe>',
    { frame: 'https://www.tiktok.com/player/v1/6718335390845095173?' },
  ),
  rowsOf('snapchat', 'https://www.snapchat.com/embed.js')(
    'post',
    'a Spotlight video',
    '<blockquote class="snapchat-embed" data-snapchat-embed-width="416" data-snapchat-embed-height="692" data-snapchat-embed-url="https://www.snapchat.com/spotlight/W7_EDlXWTBiXAEEniNoMPw/embed" data-snapchat-embed-style="border-radius: 40px;" data-snapchat-embed-title="A Spotlight Snap" style="background:#C4C4C4; border:0; border-radius:40px; margin: 1px; max-width:416px; min-width:326px; padding:0; width:99.375%; display:flex; flex-direction:column; position:relative; height:650px;"><a href="https://www.snapchat.com/spotlight/W7_EDlXWTBiXAEEniNoMPw">View more on Snapchat</a></blockquote> <script async src="https://www.snapchat.com/embed.js"></script>',
    { frame: 'https://www.snapchat.com/spotlight/W7_EDlXWTBiXAEEniNoMPw/embed' },
  ),
  rowsOf('snapchat', 'https://sdk.snapkit.com/js/v1/create.js')(
    'share',
    'the Share button',
    `<div class="snapchat-creative-kit-share" data-share-url="${PAGE}" data-theme="dark" data-size="large">Share on Snapchat</div>
<script>
(function (d, s, id) {
  var js, sjs = d.getElementsByTagName(s)[0];
  if (d.getElementById(id)) return;
  js = d.createElement(s); js.id = id;
  js.src = "https://sdk.snapkit.com/js/v1/create.js";
  sjs.parentNode.insertBefore(js, sjs);
}(document, 'script', 'snapkit-creative-kit-sdk'));
window.snapKitInit = function () {
  snap.creativekit.initalizeShareButtons(
    document.getElementsByClassName('snapchat-creative-kit-share')
  );
};
</script>`,
    {},
    { alone: true },
  ),
  rowsOf('snapchat', 'https://sdk.snapkit.com/js/v1/login.js')(
    'login',
    'the Login button',
    `<div id="my-login-button-target"></div>
<script>
  window.snapKitInit = function () {
    snap.loginkit.mountButton('my-login-button-target', {
      clientId: 'your-clientId',
      redirectURI: '${PAGE}login',
      scopeList: ['user.display_name', 'user.bitmoji.avatar'],
      handleResponseCallback: function() {},
    });
  };
  (function (d, s, id) {
    var js, sjs = d.getElementsByTagName(s)[0];
    if (d.getElementById(id)) return;
    js = d.createElement(s); js.id = id;
    js.src = "https://sdk.snapkit.com/js/v1/login.js";
    sjs.parentNode.insertBefore(js, sjs);
  }(document, 'script', 'loginkit-sdk'));
</script>`,
    {},
    { alone: true },
  ),
  bluesky(
    'post',
    'a post',
    `<blockquote class="bluesky-embed" data-bluesky-uri="at://${DID}/app.bsky.feed.post/3l6oveex3ii2l" data-bluesky-cid="bafyreigs2vl2hyhrq7nsxzsmupmyfdnuxzqvwxv5p4sfbl5ujuivy6rscm" data-bluesky-embed-color-mode="system"><p lang="en">To help you get the most out of your feed</p>&mdash; Bluesky (<a href="https://bsky.app/profile/${DID}?ref_src=embed">@bsky.app</a>) <a href="https://bsky.app/profile/${DID}/post/3l6oveex3ii2l?ref_src=embed">October 17, 2024 at 3:49 AM</a></blockquote><script async src="https://embed.bsky.app/static/embed.js" charset="utf-8"></script>`,
    { frame: `https://embed.bsky.app/embed/${DID}/app.bsky.feed.post/3l6oveex3ii2l?id=` },
  ),
];
