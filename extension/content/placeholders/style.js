/**
 * Placeholders: their style sheet. It stands inside each one's shadow root, where the page's does not reach; what the
 * page may still do to the box from outside is main.js's to prevent. The colours are near those of
 * shared/theme.css, and quieter, since a page may have many.
 *
 * @import { Parts } from './presses.js'
 */
{
  const SHEET = `
  * { box-sizing: border-box; margin: 0; }
  .box { all: initial; display: block; box-sizing: border-box; color-scheme: inherit; }
  .menu { text-transform: none; word-spacing: normal; white-space: normal; text-indent: 0; text-shadow: none; }
  .box, .menu {
    --ground: light-dark(#f4f6f5, #1f2623); --line: light-dark(#d3dbd7, #3a4642);
    --ink: light-dark(#15211d, #e9efec); --quiet: light-dark(#4f5e58, #a9b6b0);
    --accent: light-dark(#dcf0e9, #22443a); --accent-line: light-dark(#a5d0c2, #38695b); --accent-ink: light-dark(#0f5443, #c6f0e2);
    --focus: light-dark(#1f7560, #5cc4a6);
    --press: light-dark(#e6ebe8, #2b3431);
    color: var(--ink); font: 14px/1.4 system-ui, sans-serif; letter-spacing: normal; text-align: start;
  }
  p { unicode-bidi: plaintext; text-align: left; }
  [dir=rtl] p { text-align: right; }
  button {
    font: inherit; font-weight: 600; color: inherit; background: none; border: 1px solid var(--line);
    border-radius: 8px; padding: 5px 12px; min-height: 32px; cursor: pointer; white-space: nowrap;
  }
  button:hover { background: var(--press); }
  button:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
  button[disabled] { opacity: .6; cursor: default; }
  button.primary { background: var(--accent); border-color: var(--accent-line); color: var(--accent-ink); }
  button.primary:hover { background: light-dark(#c8e6db, #2c5649); }
  .mark { flex: none; width: 20px; height: 20px; fill: var(--colour, var(--quiet)); }
  .letter::before { content: attr(data-letter); }
  .letter { display: grid; place-items: center; border-radius: 50%; background: var(--quiet); color: var(--ground); font-size: 12px; font-weight: 700; }

  /* A card: as large as what it stands for, or as high as its words. */
  .card { background: var(--ground); border: 1px solid var(--line); border-radius: inherit; width: 100%; overflow: hidden; }
  .card.fixed { height: 100%; container-type: size; }
  .card.flow { container-type: inline-size; }
  .inner { display: flex; flex-direction: column; justify-content: center; gap: 10px; height: 100%; padding: 14px 16px; }
  .head { display: flex; align-items: center; gap: 8px; min-width: 0; }
  .title { font-weight: 600; min-width: 0; overflow: hidden; text-overflow: ellipsis; }
  .title span, .who, .note { color: var(--quiet); font-weight: 400; }
  .who, .note { font-size: 13px; }
  .quote { border-inline-start: 3px solid var(--line); padding-inline-start: 10px; overflow-wrap: anywhere; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 6; overflow: hidden; }
  .actions { display: flex; flex-wrap: wrap; gap: 8px; }
  .status:empty { display: none; }
  .status { color: var(--quiet); font-size: 13px; }
  .short, .few { display: none; }
  /* With room to spare the words stand in the middle of it, together. */
  @container (min-height: 170px) { .inner { width: fit-content; max-width: min(100%, 560px); margin-inline: auto; } }
  @container (max-width: 319px) { .inner { padding: 10px 12px; } .long { display: none; } .short { display: inline; } }
  @container (max-width: 259px) { .title { white-space: nowrap; } .title span { display: none; } }
  @container (max-width: 187px) { .many { display: none; } .few { display: inline; } .actions { flex-wrap: nowrap; } .inner { padding-inline: 8px; } }
  @container (max-height: 169px) { .quote { display: none; } .inner { gap: 6px; padding-block: 8px; } }
  @container (max-height: 119px) { .who, .long { display: none; } .short { display: inline; } }
  @container (max-height: 119px) and (min-width: 320px) {
    .inner { flex-direction: row; align-items: center; justify-content: space-between; }
    .head { flex: 1 1 120px; } .title { white-space: nowrap; } .actions { flex-wrap: nowrap; }
  }
  @container (max-height: 79px) { .inner { padding-block: 2px; } button { min-height: 24px; padding-block: 0; } }
  @container (max-height: 69px) and (max-width: 319px) { .inner { flex-direction: row; align-items: center; } .title { display: none; } .actions { flex-wrap: nowrap; } }

  /* A button: as real as the network's own, and without it. */
  .bar { display: inline-flex; flex-wrap: wrap; gap: 4px; align-items: center; max-width: 100%; padding-block: 2px; vertical-align: top; }
  .bar button { display: inline-flex; align-items: center; gap: 5px; min-height: 24px; height: 28px; padding: 0 9px; font-size: 13px; border-radius: 6px; background: var(--ground); }
  .bar .mark { width: 15px; height: 15px; }
  .bar .letter { font-size: 10px; }
  .bar .more { padding: 0 6px; color: var(--quiet); }
  .bar.small { flex-wrap: nowrap; width: 100%; height: 100%; padding: 0; overflow: hidden; gap: 2px; container-type: inline-size; }
  .bar.small button { height: min(100%, 28px); min-height: 0; font-size: 12px; padding: 0 5px; gap: 3px; }
  .bar.small .more { padding: 0 3px; }
  @container (max-width: 91px) { .bar.small .share span { display: none; } }
  .bar .status { font-size: 12px; }

  /* What more there is to choose, above all else on the page, opened by a press and closed by the next. */
  .menu {
    position: fixed; inset: auto; width: max-content; max-width: min(340px, 100vw); max-height: 100vh; overflow: auto;
    padding: 14px; border: 1px solid var(--line); border-radius: 12px; background: light-dark(#fff, #161b19);
    box-shadow: 0 8px 28px rgb(0 0 0 / .22);
  }
  .menu:popover-open { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; }
  .menu h2 { font-size: 14px; font-weight: 600; }
  .menu h3 { font-size: 13px; font-weight: 600; }
  .menu .group { display: grid; gap: 6px; }
  .menu .choices { display: grid; grid-template-columns: 1fr 1fr; gap: 6px; }
  .menu .choices button { padding: 4px 8px; font-weight: 500; }
  .menu button { white-space: normal; }
  .menu > button { justify-self: start; font-weight: 500; text-align: start; }
  @media (forced-colors: active) { .card, .menu, button { border-color: CanvasText; } .mark { fill: CanvasText; } }
`;

  /** One sheet for all of a document's placeholders, where the browser lets extensions share one. */
  const shared = 'openOrClosedShadowRoot' in Element.prototype ? undefined : new CSSStyleSheet();
  let isFilled = false;

  /** @type {Parts['dress']} */
  const dress = (root) => {
    if (!shared) {
      const style = document.createElement('style');
      style.textContent = SHEET;
      root.append(style);
      return;
    }
    if (!isFilled) shared.replaceSync(SHEET);
    isFilled = true;
    root.adoptedStyleSheets = [shared];
  };
  Reflect.get(globalThis, 'bystanderPlaceholders').dress = dress;
}
