/**
 * Questions that are put to a person, until they are answered.
 *
 * @import { Question } from '../../extension/shared/placeholder-protocol.js'
 * @import { Asker } from '../../extension/background/questions.js'
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createQuestions } from '../../extension/background/questions.js';
import { endOf } from '../../extension/shared/choices.js';
import { createArea } from './support.js';

/** @type {Omit<Question, 'id'>} */
const asked = {
  site: 'news.example',
  network: 'facebook',
  networkName: 'Facebook',
  company: 'Meta',
  widget: 'Like button',
  widgetKind: 'like',
  identity: 'with',
  lasting: 'hour',
};
/**
 * @param {number} tabId
 * @param {string} [documentId]
 * @returns {Asker}
 */
const asker = (tabId, documentId = `d${tabId}`) => ({ tabId, isPrivate: false, to: { documentId } });

/** Storage as Chrome has it, which gives the fields of what it keeps in the order of their names. */
function createSortingArea() {
  const area = createArea();
  return { ...area, get: async (/** @type {string} */ key) => sorted(await area.get(key)) };
}

/**
 * @template T
 * @param {T} value
 * @returns {T}
 */
function sorted(value) {
  return JSON.parse(
    JSON.stringify(value, (_, part) =>
      part && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
        : part,
    ),
  );
}

function start({ session = createArea(), show = async () => {} } = {}) {
  let ids = 0;
  /** @type {string[]} */
  const shown = [];
  const questions = createQuestions({
    session,
    newId() {
      ids += 1;
      return `q${ids}`;
    },
    show: async (id, { tabId }) => {
      const isKnown = (await questions.get(id)) !== undefined;
      shown.push(`${id} for ${tabId}${isKnown ? '' : ', unknown'}`);
      await show();
    },
  });
  return { questions, session, shown };
}

describe('a question', () => {
  test('is shown once it can be read, with who asked', async () => {
    const { questions, shown } = start();
    await questions.ask(asked, asker(3));
    assert.deepEqual(shown, ['q1 for 3']);
    assert.deepEqual(await questions.get('q1'), { question: { id: 'q1', ...asked }, asker: asker(3) });
    assert.equal(await questions.get('q2'), undefined);
  });

  test('is answered once', async () => {
    const { questions } = start();
    await questions.ask(asked, asker(3));
    const answers = await Promise.all([questions.take('q1'), questions.take('q1')]);
    assert.deepEqual(
      answers.map((taken) => taken?.question.id),
      ['q1', undefined],
    );
    assert.equal(await questions.get('q1'), undefined);
  });

  for (const { where, session } of [
    { where: 'Firefox', session: createArea() },
    { where: 'Chrome', session: createSortingArea() },
  ])
    test(`is taken back by the next one of the same document, and by no other’s, in ${where}`, async () => {
      const { questions } = start({ session });
      await questions.ask(asked, asker(3));
      await questions.ask(asked, asker(3, 'a frame'));
      await questions.ask(asked, asker(4));
      await questions.ask({ ...asked, identity: 'without' }, asker(3));
      const open = await Promise.all(['q1', 'q2', 'q3', 'q4'].map((id) => questions.get(id)));
      assert.deepEqual(
        open.map((one) => one?.question.identity),
        [undefined, 'with', 'with', 'without'],
      );
    });

  test('of a document that is told by its frame is the frame’s of that tab', async () => {
    const { questions } = start();
    const inFrame = (/** @type {number} */ tabId, /** @type {number} */ frameId) => ({
      tabId,
      isPrivate: false,
      to: { frameId },
    });
    for (const one of [inFrame(3, 0), inFrame(3, 5), inFrame(4, 0), inFrame(3, 0)])
      await questions.ask(asked, one);
    const open = await Promise.all(['q1', 'q2', 'q3', 'q4'].map((id) => questions.get(id)));
    assert.deepEqual(
      open.map((one) => one !== undefined),
      [false, true, true, true],
    );
  });

  test('is forgotten when its page is left, and with no other’s', async () => {
    const { questions } = start();
    await questions.ask(asked, asker(3));
    await questions.ask(asked, asker(4));
    await questions.leave(3);
    assert.equal(await questions.get('q1'), undefined);
    assert.equal(await questions.take('q1'), undefined);
    assert.equal((await questions.get('q2'))?.asker.tabId, 4);
  });

  test('is not written anew where a page is left that asked nothing', async () => {
    const { questions, session } = start();
    await questions.leave(3);
    await questions.ask(asked, asker(3));
    await questions.leave(4);
    await questions.take('q7');
    assert.deepEqual(session.writes, ['questions']);
  });

  test('is one of twenty at most, the oldest of which is forgotten', async () => {
    const { questions, session } = start();
    for (let tabId = 1; tabId <= 21; tabId += 1) await questions.ask(asked, asker(tabId));
    assert.equal(/** @type {unknown[]} */ (session.stored.questions).length, 20);
    assert.equal(await questions.get('q1'), undefined);
    assert.ok(await questions.get('q2'));
    assert.ok(await questions.get('q21'));
  });

  test('outlives the background', async () => {
    const first = start();
    await first.questions.ask(asked, asker(3));
    const { questions } = start({ session: createArea(first.session.stored) });
    assert.deepEqual((await questions.take('q1'))?.question.site, 'news.example');
  });

  test('is none where storage holds something else', async () => {
    const { questions } = start({ session: createArea({ questions: 'none' }) });
    assert.equal(await questions.get('q1'), undefined);
    await questions.ask(asked, asker(3));
    assert.ok(await questions.get('q1'));
  });

  test('fails where it cannot be shown', async () => {
    const show = async () => {
      throw new Error('no window');
    };
    await assert.rejects(start({ show }).questions.ask(asked, asker(3)), /no window/);
  });

  test('is asked anew after storage refused one', async () => {
    const area = createArea();
    let refuses = true;
    const session = {
      ...area,
      /** @param {Record<string, unknown>} items */
      async set(items) {
        if (refuses) throw new Error('full');
        await area.set(items);
      },
    };
    const { questions, shown } = start({ session });
    await assert.rejects(questions.ask(asked, asker(3)), /full/);
    assert.deepEqual(shown, [], 'a page was opened for a question that nobody knows');
    refuses = false;
    await questions.ask(asked, asker(3));
    assert.deepEqual(shown, ['q2 for 3']);
  });
});

describe('what a person lets load ends', () => {
  for (const [lasting, end] of /** @type {const} */ ([
    ['once', undefined],
    ['hour', 1000 + 3_600_000],
    ['day', 1000 + 86_400_000],
    ['always', undefined],
  ]))
    test(`${lasting}: ${end === undefined ? 'at no moment' : `${end - 1000} ms later`}`, () =>
      assert.equal(endOf(lasting, 1000), end));
});
