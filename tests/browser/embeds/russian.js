/** The embed codes of VK, OK and Telegram, and Yandex's login. */

import { PAGE, rowsOf } from './row.js';

const OPENAPI = 'https://vk.com/js/api/openapi.js?169';
const CONNECT = 'https://connect.ok.ru/connect.js';
const TELEGRAM = 'https://telegram.org/js/telegram-widget.js?22';
const SUGGEST = 'https://yastatic.net/s3/passport-sdk/autofill/v1/sdk-suggest-with-polyfills-latest.js';

const vk = rowsOf('vk', OPENAPI);
const ok = rowsOf('ok', CONNECT);
const telegram = rowsOf('telegram', TELEGRAM);

const ARTICLE = encodeURIComponent(PAGE);

/**
 * A widget of VK's script.
 * @param {string} widget
 * @param {string} what
 * @param {string} id of the element
 * @param {string} call what the page calls to fill it
 * @param {string} frame
 * @param {Parameters<typeof vk>[4]} [more]
 */
const vkWidget = (widget, what, id, call, frame, more) =>
  vk(
    widget,
    what,
    `<!-- Put this script tag to the <head> of your page -->
<script type="text/javascript" src="${OPENAPI}"></script>
<script type="text/javascript">
  VK.init({apiId: 1234567, onlyWidgets: true});
</script>

<!-- Put this div tag to the place, where the ${what} will be -->
<div id="${id}"></div>
<script type="text/javascript">
  VK.Widgets.${call};
</script>`,
    { frame: `https://vk.com/${frame}` },
    more,
  );

/**
 * A widget of OK's script.
 * @param {string} widget
 * @param {string} what
 * @param {string} id of the element
 * @param {string} method
 * @param {string} about
 * @param {string} frame
 */
const okWidget = (widget, what, id, method, about, frame) =>
  ok(
    widget,
    what,
    `<div id="${id}"></div>
<script>
!function (d, id, did, st, title, description, image) {
  function init(){
    OK.CONNECT.${method}(id,did,st, title, description, image);
  }
  if (!window.OK || !OK.CONNECT || !OK.CONNECT.${method}) {
    var js = d.createElement("script");
    js.src = "${CONNECT}";
    js.onload = js.onreadystatechange = function () {
    if (!this.readyState || this.readyState == "loaded" || this.readyState == "complete") {
      if (!this.executed) {
        this.executed = true;
        setTimeout(init, 0);
      }
    }};
    d.documentElement.appendChild(js);
  } else {
    init();
  }
}(document,"${id}","${about}",'{"sz":20,"st":"oval","ck":2,"lang":"ru"}',"","","");
</script>`,
    { frame },
  );

/**
 * A script element of Telegram's, which is its widget's place.
 * @param {string} widget
 * @param {string} what
 * @param {string} attributes
 * @param {string} frame
 */
const telegramWidget = (widget, what, attributes, frame) =>
  telegram(widget, what, `<script async src="${TELEGRAM}" ${attributes}></script>`, { frame });

/** @type {import('./row.js').Embed[]} */
export const russian = [
  vkWidget(
    'like',
    'Like button',
    'vk_like',
    'Like("vk_like", {type: "button"})',
    'widget_like.php?app=1234567&type=button',
  ),
  vkWidget(
    'comments',
    'comments',
    'vk_comments',
    'Comments("vk_comments", {limit: 10, attach: "*"})',
    'widget_comments.php?app=1234567&limit=10',
  ),
  vkWidget(
    'community',
    'community',
    'vk_groups',
    'Group("vk_groups", {mode: 3}, 20003922)',
    'widget_community.php?app=1234567&mode=3&gid=20003922',
  ),
  vkWidget(
    'post',
    'post',
    'vk_post_1_45616',
    "Post('vk_post_1_45616', 1, 45616, 'ZJy3a7wXRIGRqYJyeB1B')",
    'widget_post.php?app=1234567&owner_id=1&post_id=45616',
  ),
  vkWidget(
    'poll',
    'poll',
    'vk_poll',
    'Poll("vk_poll", {width: 300}, "123456789_abcdef")',
    'widget_poll.php?app=1234567&width=300&poll_id=',
  ),
  vkWidget(
    'subscribe',
    'Follow button',
    'vk_subscribe',
    'Subscribe("vk_subscribe", {soft: 1}, -20003922)',
    'widget_subscribe.php?app=1234567&soft=1&oid=-20003922',
  ),
  vkWidget(
    'recommended',
    'recommendations',
    'vk_recommended',
    'Recommended("vk_recommended", {limit: 5})',
    'widget_recommended.php?app=1234567&limit=5',
  ),
  vkWidget(
    'contact',
    'Contact button',
    'vk_contact_us',
    'ContactUs("vk_contact_us", {text: "Write"}, -20003922)',
    'widget_contactus.php?app=1234567&text=Write&oid=-20003922',
  ),
  vkWidget(
    'messages',
    'community messages',
    'vk_community_messages',
    'CommunityMessages("vk_community_messages", 20003922, {expanded: 0})',
    'widget_community_messages.php?app=1234567&gid=20003922',
  ),
  vkWidget(
    'allow-messages',
    'Allow messages button',
    'vk_allow_messages_from_community',
    'AllowMessagesFromCommunity("vk_allow_messages_from_community", {height: 30}, 20003922)',
    'widget_allow_messages_from_community.php?app=1234567&height=30',
  ),
  vkWidget(
    'bookmarks',
    'Bookmark button',
    'vk_bookmarks',
    'Bookmarks("vk_bookmarks", {height: 30})',
    'widget_bookmarks.php?app=1234567&height=30',
  ),
  vkWidget(
    'article',
    'article',
    'vk_article',
    'Article("vk_article", "@-20003922-harbour")',
    'widget_article.php?app=1234567&article_url=',
  ),
  vkWidget(
    'playlist',
    'playlist',
    'vk_playlist_-20003922_1',
    'Playlist("vk_playlist_-20003922_1", -20003922, 1, "abcdef")',
    'widget_playlist.php?app=1234567&oid=-20003922&pid=1',
  ),
  vkWidget(
    'podcast',
    'podcast',
    'vk_podcast',
    'Podcast("vk_podcast", "-20003922_456239017")',
    'widget_podcast.php?app=1234567&podcast=-20003922_456239017',
  ),
  vkWidget(
    'app',
    'app',
    'vk_app',
    'App("vk_app", 6729516, {mode: 1})',
    'widget_app.php?app=1234567&aid=6729516',
  ),
  vkWidget(
    'login',
    'login',
    'vk_auth',
    `Auth("vk_auth", {authUrl: "${PAGE}login"})`,
    'widget_auth.php?app=1234567&authUrl=',
  ),
  vk(
    'share',
    'the Share button',
    `<!-- Put this script tag to the <head> of your page -->
<script type="text/javascript" src="https://vk.com/js/api/share.js?95" charset="windows-1251"></script>

<!-- Put this script tag to the place, where the Share button will be -->
<script type="text/javascript"><!--
document.write(VK.Share.button(false,{type: "round", text: "Save"}));
--></script>`,
    {
      script: 'https://vk.com/js/api/share.js?95',
      data: 'https://vk.com/share.php?act=count&index=0&url=',
    },
    { alone: true },
  ),
  vk(
    'video',
    'a video',
    '<iframe src="https://vk.com/video_ext.php?oid=-22822305&id=456241864&hd=2" width="853" height="480" allow="autoplay; encrypted-media; fullscreen; picture-in-picture; screen-wake-lock;" frameborder="0" allowfullscreen></iframe>',
    { script: undefined, frame: 'https://vk.com/video_ext.php?oid=-22822305&id=456241864' },
  ),
  vk(
    'video',
    'a video of VK Video',
    '<iframe src="https://vkvideo.ru/video_ext.php?oid=-22822305&id=456241864&hash=0a1b2c" width="640" height="360" frameborder="0" allowfullscreen="1" allow="autoplay; encrypted-media; fullscreen; picture-in-picture"></iframe>',
    { script: undefined, frame: 'https://vkvideo.ru/video_ext.php?oid=-22822305&id=456241864' },
  ),

  okWidget(
    'like',
    'the Class! button',
    'ok_shareWidget',
    'insertShareWidget',
    PAGE,
    `https://connect.ok.ru/dk?st.cmd=WidgetShare&st.shareUrl=${ARTICLE}`,
  ),
  okWidget(
    'group',
    'a group',
    'ok_group_widget',
    'insertGroupWidget',
    '50582132228315',
    'https://connect.ok.ru/dk?st.cmd=WidgetGroup&st.groupId=50582132228315',
  ),
  ok(
    'video',
    'a video',
    '<iframe width="560" height="315" src="//ok.ru/videoembed/1234567890" frameborder="0" allow="autoplay" allowfullscreen></iframe>',
    { script: undefined, frame: 'https://ok.ru/videoembed/1234567890' },
  ),

  telegramWidget(
    'post',
    'a post',
    'data-telegram-post="durov/68" data-width="100%"',
    'https://t.me/durov/68?embed=1',
  ),
  telegramWidget(
    'post',
    'a discussion',
    'data-telegram-discussion="contest/198" data-comments-limit="5"',
    'https://t.me/contest/198?embed=1&discussion=1',
  ),
  telegramWidget(
    'share',
    'the Share button',
    'data-telegram-share-url="https://core.telegram.org/widgets/share" data-comment="Words" data-size="large" data-text="notext"',
    `https://t.me/share/embed?origin=${encodeURIComponent(new URL(PAGE).origin)}&url=https%3A%2F%2Fcore.telegram.org`,
  ),
  telegramWidget(
    'login',
    'the Login button',
    `data-telegram-login="samplebot" data-size="large" data-auth-url="${PAGE}login" data-request-access="write"`,
    'https://oauth.telegram.org/embed/samplebot?origin=',
  ),

  rowsOf('yandex', SUGGEST)(
    'login',
    'the login',
    `<script src="${SUGGEST}"></script>
<div id="yandex-button"></div>
<script>
  YaAuthSuggest.init(
    { client_id: "c46f0c53093440c39f12eff95a9f2f93", response_type: "token", redirect_uri: "${PAGE}suggest/token" },
    "${new URL(PAGE).origin}",
    { view: "button", parentId: "yandex-button", buttonView: "main", buttonTheme: "light", buttonSize: "m", buttonBorderRadius: 0 }
  )
  .then(({handler}) => handler())
  .then(data => console.log('Token', data))
  .catch(error => console.log('Error', error));
</script>`,
    { frame: 'https://autofill.yandex.ru/suggest/button?client_id=c46f0c53093440c39f12eff95a9f2f93' },
  ),
];
