/**
 * A blog at https://social.example/: an article with what social networks have people put on such pages, from Like
 * button to comments, in English, and at /rtl in Arabic, from right to left. It has light and dark colours, for
 * photographs. The codes are those of ../embeds/; whoever opens it unprotected needs their sites too.
 */

import { code as codeAbout } from '../embeds/code.js';
import { html } from '../internet/responses.js';

export const SOCIAL_URL = 'https://social.example/';
export const SOCIAL_RTL_URL = 'https://social.example/rtl';

/**
 * The article in one language.
 * @typedef {object} Words
 * @property {string} lang
 * @property {'ltr' | 'rtl'} dir
 * @property {string} blog
 * @property {string} signIn
 * @property {string} title
 * @property {string} byline
 * @property {string} standfirst
 * @property {string} morning
 * @property {string} said
 * @property {string} pictured
 * @property {string} filmed
 * @property {string} heard
 * @property {string} end
 * @property {string} share
 * @property {string} comments
 */

/** @type {Words} */
const english = {
  lang: 'en',
  dir: 'ltr',
  blog: 'Bread & Tide',
  signIn: 'Members read the recipes first:',
  title: 'A sourdough that keeps time with the sea',
  byline: 'Noor Haddad · 23 November · 5 minutes',
  standfirst:
    'Our starter was slow all autumn, until a neighbour told us to feed it at high water. We laughed, and then we tried.',
  morning:
    'The kitchen is four steps below the street, and when the tide is in, the wall behind the oven is two degrees warmer. That is all there is to it: no moon, no magic, a harbour that is warmer than the night. So we moved the bowl to that wall, wrote the times of high water on the door, and stopped setting alarms.',
  said: 'Somebody put it in fewer words than we could:',
  pictured:
    'This is what came out of the oven on the third morning. The crack on the left is where the gull looked in.',
  filmed: 'If you have never folded wet dough, two minutes of watching say more than a page of reading.',
  heard: 'And since folding takes four rounds with half an hour between them, here is what we listen to.',
  end: 'Bake it hot, let it sing on the rack, and do not cut it before it is quiet.',
  share: 'Share this story',
  comments: 'What readers say',
};

/** @type {Words} */
const arabic = {
  lang: 'ar',
  dir: 'rtl',
  blog: 'خبزٌ ومَدّ',
  signIn: 'الأعضاء يقرؤون الوصفات أولًا:',
  title: 'خميرة تضبط ساعتها على البحر',
  byline: 'نور حداد · ٢٣ نوفمبر · ٥ دقائق',
  standfirst:
    'كانت خميرتنا بطيئة طوال الخريف، إلى أن نصحتنا جارة بأن نطعمها عند ارتفاع المدّ. ضحكنا، ثم جرّبنا.',
  morning:
    'المطبخ أخفض من الشارع بأربع درجات، وحين يرتفع المدّ يصبح الجدار خلف الفرن أدفأ بدرجتين. هذا كل ما في الأمر: لا قمر ولا سحر، بل ميناء أدفأ من الليل. فنقلنا الوعاء إلى ذلك الجدار، وكتبنا مواعيد المدّ على الباب، ولم نعد نضبط المنبّه.',
  said: 'وقد قالها أحدهم بكلمات أقلّ من كلماتنا:',
  pictured: 'هذا ما خرج من الفرن في الصباح الثالث. الشقّ على اليسار هو المكان الذي أطلّ منه النورس.',
  filmed: 'إن لم تكن قد طويت عجينًا رطبًا من قبل، فدقيقتان من المشاهدة أبلغ من صفحة من القراءة.',
  heard: 'ولأن الطيّ أربع جولات بينها نصف ساعة، فهذا ما نستمع إليه في أثنائها.',
  end: 'اخبزه في فرن شديد الحرارة، ودعه يغنّي على الشبكة، ولا تقطّعه قبل أن يهدأ.',
  share: 'شارك هذه الحكاية',
  comments: 'ماذا يقول القرّاء',
};

/** @param {string} network @param {string} widget */
const code = (network, widget) => codeAbout(network, widget, SOCIAL_URL);

const style = `
  :root {
    color-scheme: light dark;
    --paper: light-dark(#f7f9f8, #11181b);
    --ink: light-dark(#18211f, #dfe7e4);
    --faint: light-dark(#57645f, #98a7a1);
    --rule: light-dark(#d3dcd8, #2c383c);
    --accent: light-dark(#0f6b5c, #6fd0bc);
  }
  body {
    margin: 0 auto; max-width: 42rem; padding: 0 1.5rem 5rem; background: var(--paper); color: var(--ink);
    font: 1.0625rem/1.65 Georgia, 'DejaVu Serif', serif;
  }
  header {
    display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; justify-content: space-between;
    padding-block: 1.25rem; border-block-end: 1px solid var(--rule);
  }
  header b { font-size: 1.375rem; color: var(--accent) }
  .login { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center }
  .login, .byline, h2 { font-family: 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif }
  .login, .byline { font-size: .875rem; color: var(--faint) }
  h1 { margin: 2.5rem 0 .25rem; font-size: 2.25rem; line-height: 1.2; text-wrap: balance }
  h2 { margin: 3rem 0 1rem; font-size: 1rem }
  .standfirst { font-size: 1.25rem; line-height: 1.5 }
  .row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin-block: 1rem 2rem }
  figure { margin: 1.75rem 0 }
  iframe { max-width: 100% }
`;

/** @param {Words} words */
function blog(words) {
  return html`<!doctype html>
<html lang="${words.lang}" dir="${words.dir}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${words.title} – ${words.blog}</title>
    <link rel="icon" href="data:,">
    <style>${style}</style>
  </head>
  <body>
    <header>
      <b>${words.blog}</b>
      <div class="login">${words.signIn} ${code('google', 'sign-in')}</div>
    </header>
    <main>
      <article>
        <h1>${words.title}</h1>
        <p class="byline">${words.byline}</p>
        <div class="row">${code('facebook', 'like')} ${code('facebook', 'share')} ${code('x', 'share')}</div>
        <p class="standfirst">${words.standfirst}</p>
        <p>${words.morning}</p>
        <p>${words.said}</p>
        <figure>${code('x', 'post')}</figure>
        <p>${words.pictured}</p>
        <figure>${code('instagram', 'post')}</figure>
        <p>${words.filmed}</p>
        <figure>${code('youtube', 'video')}</figure>
        <p>${words.heard}</p>
        <figure>${code('spotify', 'player')}</figure>
        <p>${words.end}</p>
      </article>
      <h2>${words.share}</h2>
      ${code('addtoany', 'buttons')}
      <h2>${words.comments}</h2>
      ${code('facebook', 'comments')}
    </main>
    <script type="module">import { lastWords } from '/last-words.js'; lastWords()</script>
  </body>
</html>`;
}

/** @type {Record<string, import('../internet/sites.js').Routes>} */
export const socialBlog = { 'social.example': { '/': blog(english), '/rtl': blog(arabic) } };
