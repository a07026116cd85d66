/**
 * Hostile pages meddle with the elements: they throw placeholders away, change, copy, move and uncover what these stand
 * for, and erase themselves. The server sees nothing of the widget, until a person presses.
 */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { browsers } from './bystander.js';
import { FRAME, LABEL, makeStage, WIDGET } from './hostile-page.js';
import { placeholder, placeholdersOn, press } from './placeholder.js';

/** A placeholder comes back so often, and then no more. */
const RETURNS = 20;
const FACEBOOK = 'https://www.facebook.com/plugins/like.php?href=https%3A%2F%2Fnews.example%2F';

/** What a page does with the frame, which must not load by it: code that is given the frame. */
const TRICKS = {
  'gives it its address again': 'frame.src = frame.src',
  'gives it another video': `frame.src = '${WIDGET}?autoplay=1'`,
  'gives it an address by attribute': `frame.setAttribute('src', '${WIDGET}#again')`,
  'leads it on from within': `frame.contentWindow.location.replace('${WIDGET}?within')`,
  'leads it on by its name': `open('${WIDGET}?named', 'widget')`,
  'sends a form into it': `const form = Object.assign(document.createElement('form'), { action: '${WIDGET}', method: 'post', target: 'widget' });
    document.body.append(form); form.submit()`,
  'uncovers it': `frame.style.setProperty('display', 'block', 'important')`,
  'takes away all of its style': `frame.removeAttribute('style')`,
  'copies it': 'document.body.append(frame.cloneNode())',
  'moves it': 'document.body.prepend(frame)',
  'puts it into a shadow tree': `const box = document.createElement('div'); document.body.append(box);
    box.attachShadow({ mode: 'closed' }).append(frame.cloneNode())`,
  'puts it into a frame': `const outer = document.createElement('iframe'); outer.srcdoc = frame.outerHTML; document.body.append(outer)`,
  'tells it that it has loaded': `for (const type of ['load', 'error']) frame.dispatchEvent(new Event(type))`,
};

for (const name of browsers) {
  describe(`A page in ${name} that meddles with a widget’s frame`, () => {
    const stage = makeStage(name);

    for (const [what, code] of Object.entries(TRICKS)) {
      it(`${what}: nothing loads before a person presses`, async () => {
        const { page } = await stage.open();
        await page.evaluate(
          (program) => new Function('frame', program)(document.getElementById('widget')),
          code,
        );
        await stage.nothingLoaded(page);
        assert.deepEqual(await stage.asked(), []);
        await press(stage.browser, page, LABEL, { does: 'load' });
        const { headers } = await stage.internet.seen(({ url }) => url.startsWith(WIDGET));
        assert.equal(headers.cookie, undefined);
        await page.close();
      });
    }

    it('puts another network’s widget into it: a press on what is seen does not load what is not', async () => {
      const { page } = await stage.open();
      await page.evaluate((url) => {
        /** @type {HTMLIFrameElement} */ (document.getElementById('widget')).src = url;
      }, FACEBOOK);
      await stage.nothingLoaded(page);
      await press(stage.browser, page, LABEL, { does: 'load' });
      await placeholder(stage.browser, page, 'Facebook');
      await stage.nothingLoaded(page);
      assert.deepEqual(stage.internet.requestsTo('www.facebook.com', '/plugins'), []);
      await page.close();
    });
  });

  describe(`A page in ${name} that throws a placeholder away`, () => {
    const stage = makeStage(name);

    it('gets it back', async () => {
      const { page, seen } = await stage.open();
      await page.evaluate(() => document.getElementById('widget')?.nextElementSibling?.remove());
      await placeholder(stage.browser, page, LABEL);
      await stage.untouched(page, seen);
      await stage.loads(page);
      await page.close();
    });

    it('gets it back so often only, if it never ends, and stays quick', async () => {
      const { page } = await stage.open();
      await page.evaluate(() => {
        const widget = /** @type {HTMLElement} */ (document.getElementById('widget'));
        Reflect.set(window, 'thrown', 0);
        const clean = () => {
          if (widget.nextElementSibling?.localName !== 'div') return;
          widget.nextElementSibling.remove();
          Reflect.set(window, 'thrown', Reflect.get(window, 'thrown') + 1);
        };
        new MutationObserver(clean).observe(document, { childList: true, subtree: true });
        clean();
      });
      await page.waitForFunction((most) => Reflect.get(window, 'thrown') > most, {}, RETURNS);
      // Whatever else it changes, by now it does not come back.
      const thrown = await page.evaluate(async () => {
        for (let frame = 0; frame < 10; frame += 1) {
          document.body.append(document.createElement('p'));
          await new Promise(requestAnimationFrame);
        }
        return Reflect.get(window, 'thrown');
      });
      assert.equal(thrown, RETURNS + 1);
      assert.deepEqual(await placeholdersOn(stage.browser, page), []);
      await stage.nothingLoaded(page);
      assert.equal(
        await page.evaluate(
          () => getComputedStyle(/** @type {Element} */ (document.getElementById('widget'))).display,
        ),
        'none',
      );
      await page.reload();
      await stage.loads(page);
      await page.close();
    });

    it('gets one for what it writes after it has erased itself, and that is as good', async () => {
      const { page } = await stage.open();
      await page.evaluate((frame) => {
        document.open();
        document.write(`<!doctype html><title>Again</title><body>${frame}`);
        document.close();
      }, FRAME);
      await placeholder(stage.browser, page, LABEL);
      await stage.nothingLoaded(page);
      await stage.loads(page);
      await page.close();
    });
  });
}
