/** Facebook's embed codes: elements for its script, in both ways to load it, and the frames that need none. */

import { PAGE, rowsOf } from './row.js';

const SDK = 'https://connect.facebook.net/en_US/sdk.js';
const CHAT_SDK = 'https://connect.facebook.net/en_US/sdk/xfbml.customerchat.js';
const PLUGINS = 'https://www.facebook.com/plugins/';
const BY_SCRIPT = 'https://www.facebook.com/v19.0/plugins/';

/** What has the script find its elements by itself. */
const sdk = `<div id="fb-root"></div>
<script async defer crossorigin="anonymous" src="${SDK}#xfbml=1&version=v19.0" nonce="TFFsT4Lb"></script>`;

/** What has it call the page. @param {string} address */
const init = (address) => `<script>
  window.fbAsyncInit = function() {
    FB.init({
      appId            : '1234567890123456',
      xfbml            : true,
      version          : 'v19.0'
    });
  };
  (function(d, s, id){
     var js, fjs = d.getElementsByTagName(s)[0];
     if (d.getElementById(id)) {return;}
     js = d.createElement(s); js.id = id;
     js.src = "${address}";
     fjs.parentNode.insertBefore(js, fjs);
   }(document, 'script', 'facebook-jssdk'));
</script>`;

const row = rowsOf('facebook', SDK);

/**
 * An element for the script.
 * @param {string} widget
 * @param {string} what
 * @param {string} element
 * @param {string} file
 * @param {string} about what its address goes on with
 */
const xfbml = (widget, what, element, file, about) =>
  row(widget, what, `${sdk}\n${element}`, { frame: `${BY_SCRIPT}${file}?${about}` });

/**
 * A frame alone.
 * @param {string} widget
 * @param {string} what
 * @param {string} rest of its address
 * @param {number} width
 * @param {number} height
 */
const plain = (widget, what, rest, width, height) =>
  row(
    widget,
    `${what} as a frame`,
    `<iframe src="${PLUGINS}${rest}&width=${width}&height=${height}&appId" width="${width}" height="${height}" style="border:none;overflow:hidden" scrolling="no" frameborder="0" allowfullscreen="true" allow="autoplay; clipboard-write; encrypted-media; picture-in-picture; web-share"></iframe>`,
    { script: undefined, frame: `${PLUGINS}${rest}` },
  );

const ARTICLE = encodeURIComponent(PAGE);
const POST = encodeURIComponent('https://www.facebook.com/20531316728/posts/10154009990506729/');
const VIDEO = encodeURIComponent('https://www.facebook.com/facebook/videos/10153231379946729/');
const ZOO = encodeURIComponent('https://www.facebook.com/facebook');
const GROUP = encodeURIComponent('https://www.facebook.com/groups/ayearofrunning/');

/** @type {import('./row.js').Embed[]} */
export const facebook = [
  xfbml(
    'like',
    'the Like button',
    `<div class="fb-like" data-href="${PAGE}" data-width="" data-layout="standard" data-action="like" data-size="small" data-share="true"></div>`,
    'like.php',
    `href=${ARTICLE}&width=`,
  ),
  row(
    'like',
    'three Like buttons of one page',
    `${sdk}
${[1, 2, 3].map((at) => `<p><a href="/${at}">Story ${at}</a> <span class="fb-like" data-href="${PAGE}${at}" data-layout="button_count"></span></p>`).join('\n')}`,
    { frame: `${BY_SCRIPT}like.php?href=${ARTICLE}` },
    { count: 3 },
  ),
  row(
    'like',
    'the Like button, older, with a script that calls the page',
    `${init(SDK)}\n<fb:like href="${PAGE}older" send="false" layout="button_count" width="450" show_faces="false"></fb:like>`,
    { frame: `${BY_SCRIPT}like.php?href=${ARTICLE}older` },
    { alone: true },
  ),
  xfbml(
    'share',
    'the Share button',
    `<div class="fb-share-button" data-href="${PAGE}" data-layout="button_count" data-size="small"><a target="_blank" href="https://www.facebook.com/sharer/sharer.php?u=${ARTICLE}&amp;src=sdkpreparse" class="fb-xfbml-parse-ignore">Share</a></div>`,
    'share_button.php',
    `href=${ARTICLE}`,
  ),
  xfbml(
    'save',
    'the Save button',
    `<div class="fb-save" data-uri="${PAGE}" data-size="large"></div>`,
    'save.php',
    `uri=${ARTICLE}`,
  ),
  xfbml(
    'follow',
    'the Follow button',
    '<div class="fb-follow" data-href="https://www.facebook.com/zuck" data-width="" data-height="" data-layout="standard" data-size="small" data-show-faces="true"></div>',
    'follow.php',
    `href=${encodeURIComponent('https://www.facebook.com/zuck')}`,
  ),
  xfbml(
    'page',
    'the Page box',
    '<div class="fb-page" data-href="https://www.facebook.com/facebook" data-tabs="timeline" data-width="" data-height="" data-small-header="false" data-adapt-container-width="true" data-hide-cover="false" data-show-facepile="true"><blockquote cite="https://www.facebook.com/facebook" class="fb-xfbml-parse-ignore"><a href="https://www.facebook.com/facebook">Facebook</a></blockquote></div>',
    'page.php',
    `href=${ZOO}&tabs=timeline`,
  ),
  xfbml(
    'post',
    'an embedded post',
    '<div class="fb-post" data-href="https://www.facebook.com/20531316728/posts/10154009990506729/" data-width="500" data-show-text="true"></div>',
    'post.php',
    `href=${POST}&width=500&show_text=true`,
  ),
  xfbml(
    'video',
    'an embedded video',
    '<div class="fb-video" data-href="https://www.facebook.com/facebook/videos/10153231379946729/" data-width="500" data-show-text="false"><div class="fb-xfbml-parse-ignore"><blockquote cite="https://www.facebook.com/facebook/videos/10153231379946729/"><a href="https://www.facebook.com/facebook/videos/10153231379946729/">How to Share With Just Friends</a></blockquote></div></div>',
    'video.php',
    `href=${VIDEO}`,
  ),
  xfbml(
    'comments',
    'the comments',
    `<div class="fb-comments" data-href="${PAGE}" data-width="" data-numposts="5"></div>`,
    'comments.php',
    `href=${ARTICLE}`,
  ),
  xfbml(
    'comment',
    'an embedded comment',
    '<div class="fb-comment-embed" data-href="https://www.facebook.com/zuck/posts/10102577175875681?comment_id=1193531464007751" data-width="560" data-include-parent="false"></div>',
    'comment_embed.php',
    'href=https%3A%2F%2Fwww.facebook.com%2Fzuck%2Fposts%2F10102577175875681',
  ),
  xfbml(
    'group',
    'the Group box',
    '<div class="fb-group" data-href="https://www.facebook.com/groups/ayearofrunning/" data-width="280" data-show-social-context="true" data-show-metadata="false"></div>',
    'group.php',
    `href=${GROUP}`,
  ),
  xfbml(
    'send',
    'the Send button',
    `<div class="fb-send" data-href="${PAGE}"></div>`,
    'send.php',
    `href=${ARTICLE}`,
  ),
  xfbml(
    'quote',
    'the Quote button',
    '<div class="fb-quote" data-layout="quote"></div>',
    'quote.php',
    'layout=quote',
  ),
  row(
    'login',
    'the Login button, with a script that calls the page',
    `${init(SDK)}
<div class="fb-login-button" data-width="" data-size="large" data-button-type="continue_with" data-layout="default" data-auto-logout-link="false" data-use-continue-as="true" data-onlogin="checkLoginState"></div>`,
    { frame: `${BY_SCRIPT}login_button.php?width=&size=large&button_type=continue_with` },
    { alone: true },
  ),
  row(
    'chat',
    'the Messenger chat',
    `<div id="fb-root"></div>
<div id="fb-customer-chat" class="fb-customerchat"></div>
<script>
  var chatbox = document.getElementById('fb-customer-chat');
  chatbox.setAttribute("page_id", "1234567890");
  chatbox.setAttribute("attribution", "biz_inbox");
</script>
${init(CHAT_SDK)}`,
    { script: CHAT_SDK, frame: `${BY_SCRIPT}customerchat.php?page_id=1234567890&attribution=biz_inbox` },
    { alone: true },
  ),
  plain(
    'like',
    'the Like button',
    `like.php?href=${ARTICLE}frame&layout=button_count&action=like&size=small&share=true`,
    450,
    35,
  ),
  plain(
    'share',
    'the Share button',
    `share_button.php?href=${ARTICLE}frame&layout=button_count&size=small`,
    96,
    20,
  ),
  plain(
    'page',
    'the Page box',
    `page.php?href=${ZOO}&tabs=timeline&small_header=false&adapt_container_width=true&hide_cover=false&show_facepile=true`,
    340,
    500,
  ),
  plain('post', 'an embedded post', `post.php?href=${POST}&show_text=true`, 500, 600),
  plain('video', 'an embedded video', `video.php?height=314&href=${VIDEO}&show_text=false&t=0`, 560, 314),
  plain(
    'feedback',
    'the inner part of the comments',
    `feedback.php?href=${ARTICLE}&colorscheme=light&numposts=5`,
    550,
    400,
  ),
];
