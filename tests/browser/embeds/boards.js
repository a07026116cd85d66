/** The embed codes of LinkedIn, Pinterest, Reddit, Tumblr and Disqus. */

import { PAGE, rowsOf } from './row.js';

const linkedin = rowsOf('linkedin', 'https://platform.linkedin.com/in.js');
const pinterest = rowsOf('pinterest', 'https://assets.pinterest.com/js/pinit.js');
const reddit = rowsOf('reddit', 'https://embed.reddit.com/widgets.js');
const tumblr = rowsOf('tumblr');
const disqus = rowsOf('disqus');

const IN = '<script src="https://platform.linkedin.com/in.js" type="text/javascript">lang: en_US</script>';
const PINIT = '<script async defer src="//assets.pinterest.com/js/pinit.js"></script>';
const PIDGETS = 'https://widgets.pinterest.com/v3/pidgets/';
const CREATE = 'https://www.pinterest.com/pin/create/button/';
const RUST = 'r/rust/comments/bv6j5v/announcing_rust_1360';

/** @type {import('./row.js').Embed[]} */
export const boards = [
  linkedin(
    'post',
    'a post',
    '<iframe src="https://www.linkedin.com/embed/feed/update/urn:li:share:6898694772484112384" height="670" width="504" frameborder="0" allowfullscreen="" title="Embedded post"></iframe>',
    {
      script: undefined,
      frame: 'https://www.linkedin.com/embed/feed/update/urn:li:share:6898694772484112384',
    },
  ),
  linkedin('share', 'the Share button', `${IN}\n<script type="IN/Share" data-url="${PAGE}"></script>`),
  linkedin(
    'follow',
    'the Follow button',
    `${IN}\n<script type="IN/FollowCompany" data-id="1337" data-counter="bottom"></script>`,
    { frame: 'https://www.linkedin.com/pages-extensions/FollowCompany?id=1337&counter=bottom' },
  ),
  linkedin(
    'profile',
    'a profile badge',
    '<script src="https://platform.linkedin.com/badges/js/profile.js" async defer type="text/javascript"></script>\n<div class="badge-base LI-profile-badge" data-locale="en_US" data-size="medium" data-theme="light" data-type="VERTICAL" data-vanity="williamhgates" data-version="v1"><a class="badge-base__link LI-simple-link" href="https://www.linkedin.com/in/williamhgates?trk=profile-badge">Bill Gates</a></div>',
    {
      script: 'https://platform.linkedin.com/badges/js/profile.js',
      data: 'https://badges.linkedin.com/profile?locale=en_US&badgetype=vertical',
    },
  ),

  pinterest(
    'save',
    'the Save button of the page',
    `<a data-pin-do="buttonBookmark" href="${CREATE}"></a>\n${PINIT}`,
  ),
  pinterest(
    'save',
    'the Save button of one image',
    `<a data-pin-do="buttonPin" data-pin-count="above" href="${CREATE}?url=${encodeURIComponent(PAGE)}&media=${encodeURIComponent(`${PAGE}harbour.jpg`)}&description=Harbour"></a>\n${PINIT}`,
  ),
  pinterest(
    'follow',
    'the Follow button',
    `<a data-pin-do="buttonFollow" href="https://www.pinterest.com/pinterest/">Pinterest</a>\n${PINIT}`,
  ),
  pinterest(
    'pin',
    'a Pin',
    `<a data-pin-do="embedPin" href="https://www.pinterest.com/pin/99360735500167749/"></a>\n${PINIT}`,
    { data: `${PIDGETS}pins/info/?pin_ids=99360735500167749` },
  ),
  pinterest(
    'board',
    'a board',
    `<a data-pin-do="embedBoard" data-pin-board-width="400" data-pin-scale-height="240" data-pin-scale-width="80" href="https://www.pinterest.com/pinterest/official-news/"></a>\n${PINIT}`,
    { data: `${PIDGETS}boards/pinterest/official-news/pins/` },
  ),
  pinterest(
    'profile',
    'a profile',
    `<a data-pin-do="embedUser" data-pin-board-width="400" data-pin-scale-height="240" data-pin-scale-width="80" href="https://www.pinterest.com/pinterest/"></a>\n${PINIT}`,
    { data: `${PIDGETS}users/pinterest/pins/` },
  ),
  pinterest(
    'pin',
    'a Pin as a frame',
    '<iframe src="https://assets.pinterest.com/ext/embed.html?id=99360735500167749" height="714" width="345" frameborder="0" scrolling="no" ></iframe>',
    { script: undefined, frame: 'https://assets.pinterest.com/ext/embed.html?id=99360735500167749' },
  ),

  reddit(
    'post',
    'a post',
    `<blockquote class="reddit-embed-bq" style="height:316px" data-embed-height="316"><a href="https://www.reddit.com/${RUST}/">Announcing Rust 1.36.0</a><br> by<a href="https://www.reddit.com/user/pietroalbini/">u/pietroalbini</a> in<a href="https://www.reddit.com/r/rust/">rust</a></blockquote><script async="" src="https://embed.reddit.com/widgets.js" charset="UTF-8"></script>`,
    { frame: `https://embed.reddit.com/${RUST}/?embed=true` },
  ),
  reddit(
    'share',
    'the older button',
    '<script type="text/javascript" src="//www.redditstatic.com/button/button1.js"></script>',
    {
      script: 'https://www.redditstatic.com/button/button1.js',
      frame: 'https://www.redditstatic.com/button/button1.html?width=120&url=',
    },
  ),

  tumblr(
    'post',
    'a post',
    '<div class="tumblr-post" data-href="https://embed.tumblr.com/embed/post/t:0aY0xL2Fi1OFJg4YxpmegQ/163726738460/v2" data-did="9ae5a2a4d9a9a0a1b7e7bb3be4d8f1ec"><a href="https://staff.tumblr.com/post/163726738460">https://staff.tumblr.com/post/163726738460</a></div><script async src="https://assets.tumblr.com/post.js?_v=38df9a6ca7436e6ca1b851b0543b9f51"></script>',
    {
      script: 'https://assets.tumblr.com/post.js?_v=38df9a6ca7436e6ca1b851b0543b9f51',
      frame: 'https://embed.tumblr.com/embed/post/t:0aY0xL2Fi1OFJg4YxpmegQ/163726738460/v2',
    },
  ),
  tumblr(
    'share',
    'the Share button',
    '<a class="tumblr-share-button" href="https://www.tumblr.com/share"></a> <script id="tumblr-js" async src="https://assets.tumblr.com/share-button.js"></script>',
    {
      script: 'https://assets.tumblr.com/share-button.js',
      frame: 'https://embed.tumblr.com/widgets/share/button?canonicalUrl=',
    },
  ),
  tumblr(
    'follow',
    'the Follow button',
    '<iframe class="btn" frameborder="0" border="0" scrolling="no" allowtransparency="true" height="25" width="115" src="https://platform.tumblr.com/v2/follow_button.html?type=follow&amp;tumblelog=staff&amp;color=blue"></iframe>',
    { frame: 'https://platform.tumblr.com/v2/follow_button.html?type=follow&tumblelog=staff' },
  ),

  disqus(
    'comments',
    'the comments',
    `<div id="disqus_thread"></div>
<script>
    /**
    *  RECOMMENDED CONFIGURATION VARIABLES: EDIT AND UNCOMMENT THE SECTION BELOW TO INSERT DYNAMIC VALUES FROM YOUR PLATFORM OR CMS.
    *  LEARN WHY DEFINING THESE VARIABLES IS IMPORTANT: https://disqus.com/admin/universalcode/#configuration-variables    */
    var disqus_config = function () {
    this.page.url = '${PAGE}harbour';
    this.page.identifier = 'harbour';
    };
    (function() { // DON'T EDIT BELOW THIS LINE
    var d = document, s = d.createElement('script');
    s.src = 'https://harbour-courier.disqus.com/embed.js';
    s.setAttribute('data-timestamp', +new Date());
    (d.head || d.body).appendChild(s);
    })();
</script>
<noscript>Please enable JavaScript to view the <a href="https://disqus.com/?ref_noscript">comments powered by Disqus.</a></noscript>`,
    {
      script: 'https://harbour-courier.disqus.com/embed.js',
      frame: 'https://disqus.com/embed/comments/?base=default&f=harbour-courier&t_i=harbour',
    },
  ),
  disqus(
    'count',
    'the number of comments',
    `<a class="disqus-comment-count" data-disqus-identifier="harbour" href="${PAGE}harbour#disqus_thread">Comments</a>
<script id="dsq-count-scr" src="//harbour-courier.disqus.com/count.js" async></script>`,
    { script: 'https://harbour-courier.disqus.com/count.js' },
  ),
  disqus(
    'recommendations',
    'the recommendations',
    `<div id="disqus_recommendations"></div>
<script>
(function() { // REQUIRED CONFIGURATION VARIABLE: EDIT THE SHORTNAME BELOW
var d = document, s = d.createElement('script'); // IMPORTANT: Replace EXAMPLE with your forum shortname!
s.src = 'https://harbour-courier.disqus.com/recommendations.js'; s.setAttribute('data-timestamp', +new Date());
(d.head || d.body).appendChild(s);
})();
</script>`,
    {
      script: 'https://harbour-courier.disqus.com/recommendations.js',
      frame: 'https://disqus.com/recommendations/?base=default&f=harbour-courier',
    },
  ),
];
