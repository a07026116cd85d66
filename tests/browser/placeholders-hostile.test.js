/**
 * Hostile pages press placeholders themselves, or have a person press what they do not see. Neither loads a widget. That
 * pages learn nothing is placeholders-secret.test.js's, what they do to the elements placeholders-meddling.test.js's.
 */

import { describe, it } from 'node:test';
import { browsers } from './bystander.js';
import { FRAME, LABEL, makeStage } from './hostile-page.js';
import { placeholdersOn } from './placeholder.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./placeholder.js').Seen} Seen */

/** What a page does so that a person presses without having seen: code that is given the host. */
const DISGUISES = {
  'a host that is see-through': `host.style.setProperty('opacity', '0', 'important')`,
  'a host that is nearly see-through': `host.style.setProperty('opacity', '0.01', 'important')`,
  'something around it that is see-through': `document.body.style.opacity = '0.01'`,
  'a filter': `host.style.setProperty('filter', 'opacity(0)', 'important')`,
  'a filter around it': `document.body.style.filter = 'contrast(0)'`,
  'a transform that shrinks it around its button': `host.style.setProperty('transform', 'scale(.999)', 'important')`,
  'a clip that leaves a corner': `host.style.setProperty('clip-path', 'inset(0 0 60% 0)', 'important');
    host.style.setProperty('clip-path', 'circle(12px at ' + (at.x - host.getBoundingClientRect().x) + 'px ' +
      (at.y - host.getBoundingClientRect().y) + 'px)', 'important')`,
  'something that covers all but the middle of its button': `for (const [x, y] of [[-200, -100], [4, -100], [-200, 4]]) {
      const cover = document.createElement('div');
      cover.style.cssText = 'position:fixed;background:#fff;width:' + (x === -200 && y !== 4 ? 196 : 400) + 'px;height:' +
        (y === -100 ? (x === 4 ? 200 : 96) : 200) + 'px;left:' + (at.x + x) + 'px;top:' + (at.y + y) + 'px';
      document.body.append(cover);
    }`,
};
const OVERLAY = `const cover = document.createElement('div');
  cover.style.cssText = 'position:fixed;inset:0;background:#fff;pointer-events:none';
  document.body.append(cover)`;

for (const name of browsers) {
  describe(`A page in ${name} that presses a placeholder by itself`, () => {
    const stage = makeStage(name);

    it('is not believed, whatever events it makes', async () => {
      const { page, seen } = await stage.open();
      await page.evaluate(
        syntheticPresses,
        seen.buttons.map(({ x, y }) => ({ x, y })),
      );
      await stage.untouched(page, seen);
      await stage.loads(page);
    });

    it('is not believed where it puts labels, links, buttons and forms around it', async () => {
      const body = `<form id="form" action="/sent"><a id="link" href="#there"><label id="label">Press
        <button id="button" type="button"><span>${FRAME}</span></button></label></a></form>`;
      const { page, seen } = await stage.open({ body });
      await page.evaluate(() => {
        for (const id of ['label', 'button', 'link']) document.getElementById(id)?.click();
      });
      await stage.untouched(page, seen);
      await stage.loads(page);
    });
  });

  describe(`A person in ${name} who cannot see what they press`, () => {
    const stage = makeStage(name);

    for (const [what, code] of Object.entries(DISGUISES)) {
      it(`is asked first: ${what}`, async () => {
        const { page, seen } = await stage.open();
        await disguise(page, code, load(seen));
        await pressUnseen(stage, page, load(seen));
        await stage.isAsked(page);
        await page.close();
      });
    }

    if (name === 'chromium')
      it('is asked first: a cover that lets presses through', async () => {
        const { page, seen } = await stage.open();
        await disguise(page, OVERLAY, load(seen));
        await pressUnseen(stage, page, load(seen));
        await stage.isAsked(page);
        await page.close();
      });
    else
      it('is not known by it, where Firefox cannot tell: a cover that lets presses through', async () => {
        const { page, seen } = await stage.open();
        await disguise(page, OVERLAY, load(seen));
        await stage.loads(page);
        await page.close();
      });

    it('is asked first: it comes under the pointer between the clicks of a double click', async () => {
      const { page, seen } = await stage.open({
        body: `<div id="mover" style="position: absolute; left: 20px; top: 400px">${FRAME}</div>`,
      });
      const { x, y } = load(seen);
      const target = { x: 300, y: 200 };
      await page.evaluate(
        (left, top) => {
          const mover = /** @type {HTMLElement} */ (document.getElementById('mover'));
          addEventListener('click', () => {
            mover.style.left = `${20 + left}px`;
            mover.style.top = `${400 + top}px`;
          });
        },
        target.x - x,
        target.y - y,
      );
      await page.mouse.move(target.x, target.y);
      await page.mouse.click(target.x, target.y, { count: 2 });
      await stage.isAsked(page);
      await page.close();
    });

    it('loads what they do see', async () => {
      const { page } = await stage.open();
      await stage.loads(page);
      await page.close();
    });
  });
}

/**
 * @param {Seen} seen
 */
function load({ buttons }) {
  const button = buttons.find(({ does }) => does === 'load');
  if (!button) throw new Error(`${LABEL} has no button that loads`);
  return { x: button.x, y: button.y };
}

/**
 * @param {Page} page
 * @param {string} code
 * @param {{ x: number, y: number }} at
 */
async function disguise(page, code, at) {
  await page.evaluate(
    (program, place) => {
      const host = document.getElementById('widget')?.nextElementSibling;
      new Function('host', 'at', program)(host, place);
    },
    code,
    at,
  );
}

/**
 * Presses long after the pointer came, so that it is for want of sight alone that the press does not count.
 * @param {ReturnType<typeof makeStage>} stage
 * @param {Page} page
 * @param {{ x: number, y: number }} at
 */
async function pressUnseen({ browser }, page, { x, y }) {
  await page.mouse.move(x - 1, y - 1);
  await page.mouse.move(x, y);
  const end = Date.now() + 1000;
  // What is waited for must not happen: a button that is not to be seen is never marked as seen.
  await placeholdersOn(browser, page, () => Date.now() > end);
  await page.mouse.click(x, y);
}

/**
 * Runs in the page.
 * @param {{ x: number, y: number }[]} places
 */
function syntheticPresses(places) {
  const host = /** @type {HTMLElement} */ (document.getElementById('widget')?.nextElementSibling);
  host.tabIndex = 0;
  host.focus();
  host.click();
  for (const { x, y } of places) {
    const at = /** @type {Element} */ (document.elementFromPoint(x, y));
    const where = { bubbles: true, composed: true, cancelable: true, clientX: x, clientY: y, view: window };
    for (const target of [host, at, document.body, document, window]) {
      for (const type of ['pointerover', 'pointermove', 'pointerdown', 'pointerup'])
        target.dispatchEvent(new PointerEvent(type, { ...where, pointerType: 'mouse', isPrimary: true }));
      for (const type of ['mouseover', 'mousemove', 'mousedown', 'mouseup', 'click', 'dblclick'])
        target.dispatchEvent(new MouseEvent(type, { ...where, detail: 1 }));
      target.dispatchEvent(new PointerEvent('click', { ...where, detail: 1, pointerType: 'mouse' }));
      target.dispatchEvent(new PointerEvent('click', { ...where, detail: 0 }));
      for (const key of ['Enter', ' ', 'Tab'])
        for (const type of ['keydown', 'keypress', 'keyup'])
          target.dispatchEvent(new KeyboardEvent(type, { ...where, key }));
      for (const type of [
        'focusin',
        'activate',
        'DOMActivate',
        'command',
        'toggle',
        'beforetoggle',
        'submit',
      ])
        target.dispatchEvent(new Event(type, { bubbles: true, composed: true, cancelable: true }));
    }
    if (at instanceof HTMLElement) at.click();
  }
}
