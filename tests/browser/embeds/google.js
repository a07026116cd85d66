/** The embed codes of Google's sign-in and buttons, of maps, and of the bars to share a page in many places. */

import { PAGE, rowsOf } from './row.js';

const GSI = 'https://accounts.google.com/gsi/client';
const PLATFORM = 'https://apis.google.com/js/platform.js';
const CLIENT = '1234567890-abc123def456.apps.googleusercontent.com';
const google = rowsOf('google');
const bing = rowsOf('bing');
const yandex = rowsOf('yandex');

const SHARETHIS =
  'https://platform-api.sharethis.com/js/sharethis.js#property=5e6f7a8b9c0d1e0012345678&product=inline-share-buttons';

/** @type {import('./row.js').Embed[]} */
export const googleRows = [
  google(
    'sign-in',
    'the Sign-in button',
    `<script src="${GSI}" async></script>
<div id="g_id_onload"
    data-client_id="${CLIENT}"
    data-login_uri="${PAGE}login"
    data-auto_prompt="false">
</div>
<div class="g_id_signin"
    data-type="standard"
    data-size="large"
    data-theme="outline"
    data-text="sign_in_with"
    data-shape="rectangular"
    data-logo_alignment="left">
</div>`,
    {
      script: GSI,
      frame: 'https://accounts.google.com/gsi/button?type=standard&size=large&theme=outline',
    },
  ),
  google(
    'sign-in',
    'the Sign-in button that a script of the page makes',
    `<script src="${GSI}" async></script>
<script>
  function handleCredentialResponse(response) {
    console.log("Encoded JWT ID token: " + response.credential);
  }
  window.onload = function () {
    google.accounts.id.initialize({
      client_id: "${CLIENT}",
      callback: handleCredentialResponse
    });
    google.accounts.id.renderButton(
      document.getElementById("buttonDiv"),
      { theme: "filled_blue", size: "large" }  // customization attributes
    );
    google.accounts.id.prompt(); // also display the One Tap dialog
  }
</script>
<div id="buttonDiv"></div>`,
    { script: GSI, frame: 'https://accounts.google.com/gsi/' },
    { count: 2, alone: true },
  ),
  google(
    'sign-in-older',
    'the older Sign-in button',
    `<meta name="google-signin-client_id" content="${CLIENT}">
<script src="${PLATFORM}" async defer></script>
<div class="g-signin2" data-onsuccess="onSignIn"></div>`,
    { script: PLATFORM, frame: 'https://accounts.google.com/o/oauth2/iframe' },
  ),
  google(
    'save-to-drive',
    'the Save to Drive button',
    `<script src="${PLATFORM}" async defer></script>
<div class="g-savetodrive"
   data-src="//blog.example/path/to/myfile.pdf"
   data-filename="My Statement.pdf"
   data-sitename="My Company Name">
</div>`,
    {
      script: PLATFORM,
      frame: 'https://drive.google.com/savetodrivebutton?usegapi=1&src=%2F%2Fblog.example%2Fpath',
    },
  ),
];

/** @type {import('./row.js').Embed[]} */
export const maps = [
  google(
    'map',
    'a map',
    '<iframe src="https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d3153.0!2d144.95!3d-37.81!2m3!1f0!2f0!3f0!3m2!1i1024!2i768!4f13.1!3m3!1m2!1s0x0%3A0x0!2sHarbour!5e0!3m2!1sen!2s!4v1700000000000" width="600" height="450" style="border:0;" allowfullscreen="" referrerpolicy="no-referrer-when-downgrade"></iframe>',
    { frame: 'https://www.google.com/maps/embed?pb=!1m18!1m12' },
  ),
  google(
    'map',
    'a map of the keyed kind',
    `<iframe
  width="450"
  height="250"
  frameborder="0" style="border:0"
  referrerpolicy="no-referrer-when-downgrade"
  src="https://www.google.com/maps/embed/v1/place?key=YOUR_API_KEY&q=Eiffel+Tower"
  allowfullscreen>
</iframe>`,
    { frame: 'https://www.google.com/maps/embed/v1/place?key=YOUR_API_KEY' },
  ),
  google(
    'map',
    'a map of the older kind',
    '<iframe width="425" height="350" frameborder="0" scrolling="no" marginheight="0" marginwidth="0" src="https://maps.google.com/maps?q=harbour&amp;hl=en&amp;ie=UTF8&amp;z=14&amp;output=embed"></iframe>',
    { frame: 'https://maps.google.com/maps?q=harbour&hl=en&ie=UTF8&z=14&output=embed' },
  ),
  google(
    'my-map',
    'a map somebody made',
    '<iframe src="https://www.google.com/maps/d/embed?mid=1AbCdEfGhIjKlMnOpQrStUvWxYz12345&ehbc=2E312F" width="640" height="480"></iframe>',
    { frame: 'https://www.google.com/maps/d/embed?mid=1AbCdEfGhIjKlMnOpQrStUvWxYz12345' },
  ),
  bing(
    'map',
    'a map',
    '<iframe width="500" height="400" frameborder="0" src="https://www.bing.com/maps/embed?h=400&w=500&cp=47.606209~-122.332071&lvl=11&typ=d&sty=r&src=SHELL&FORM=MBEDV8" scrolling="no"></iframe>',
    { frame: 'https://www.bing.com/maps/embed?h=400&w=500' },
  ),
  yandex(
    'map',
    'a map',
    '<iframe src="https://yandex.ru/map-widget/v1/?um=constructor%3A1a2b3c4d5e6f&amp;source=constructor" width="500" height="400" frameborder="0"></iframe>',
    { frame: 'https://yandex.ru/map-widget/v1/?um=constructor%3A1a2b3c4d5e6f' },
  ),
  yandex(
    'map',
    'a map that stands where its script stands',
    '<script type="text/javascript" charset="utf-8" async src="https://api-maps.yandex.ru/services/constructor/1.0/js/?um=constructor%3A1a2b3c4d5e6f&amp;width=500&amp;height=400&amp;lang=ru_RU&amp;scroll=true"></script>',
    {
      script:
        'https://api-maps.yandex.ru/services/constructor/1.0/js/?um=constructor%3A1a2b3c4d5e6f&width=500&height=400&lang=ru_RU&scroll=true',
    },
  ),
];

/** @type {import('./row.js').Embed[]} */
export const shareBars = [
  rowsOf('addtoany', 'https://static.addtoany.com/menu/page.js')(
    'buttons',
    'the buttons',
    `<!-- AddToAny BEGIN -->
<div class="a2a_kit a2a_kit_size_32 a2a_default_style">
<a class="a2a_dd" href="https://www.addtoany.com/share"></a>
<a class="a2a_button_facebook"></a>
<a class="a2a_button_mastodon"></a>
<a class="a2a_button_email"></a>
</div>
<script defer src="https://static.addtoany.com/menu/page.js"></script>
<!-- AddToAny END -->`,
    { frame: 'https://static.addtoany.com/menu/sm.25.html' },
    { count: 5 },
  ),
  rowsOf('sharethis', SHARETHIS.replace(/#.*/, ''))(
    'buttons',
    'the buttons',
    `<script type="text/javascript" src="${SHARETHIS}" async="async"></script>\n<!-- ShareThis BEGIN --><div class="sharethis-inline-share-buttons"></div><!-- ShareThis END -->`,
  ),
  rowsOf('sharethis', 'https://ws.sharethis.com/button/buttons.js')(
    'older',
    'the older buttons',
    `<span class='st_facebook_large' displayText='Facebook'></span>
<span class='st_twitter_large' displayText='Tweet'></span>
<script type="text/javascript">var switchTo5x=true;</script>
<script type="text/javascript" src="https://ws.sharethis.com/button/buttons.js"></script>
<script type="text/javascript">stLight.options({publisher: "5e6f7a8b-9c0d-1e00-1234-5678abcdef00"}); </script>`,
    {},
    { count: 2 },
  ),
  rowsOf('addthis', 'https://s7.addthis.com/js/300/addthis_widget.js')(
    'buttons',
    'the buttons',
    `<!-- Go to www.addthis.com/dashboard to customize your tools -->
<div class="addthis_inline_share_toolbox"></div>
<script type="text/javascript" src="//s7.addthis.com/js/300/addthis_widget.js#pubid=ra-5e6f7a8b9c0d1e00"></script>`,
    { frame: 'https://s7.addthis.com/static/sh.f48a1a04fe8dbf021b4cda1d.html' },
    { count: 2 },
  ),
  yandex(
    'share',
    'the Share block',
    '<script src="https://yastatic.net/share2/share.js"></script>\n<div class="ya-share2" data-curtain data-services="vkontakte,odnoklassniki,telegram"></div>',
    { script: 'https://yastatic.net/share2/share.js' },
  ),
];
