/**
 * Questions that are put to a person on a page of the extension, where no page can press the buttons for them: whether a
 * widget may know them, or may load for good. They are kept in storage.session until they are answered, so that a stopped
 * background forgets none.
 *
 * @import { Question } from '../shared/placeholder-protocol.js'
 * @import { Recipient } from './placeholders.js'
 * @import { Area } from './policy.js'
 */

const KEY = 'questions';
/** Questions kept; of more, the oldest is forgotten. */
const MAX_QUESTIONS = 20;

/** @typedef {{ tabId: number, isPrivate: boolean, to: Recipient }} Asker the document that asked */
/** @typedef {{ question: Question, asker: Asker }} Asked */
/** @typedef {ReturnType<typeof createQuestions>} Questions */

/**
 * @param {{
 *   session: Area, newId: () => string,
 *   show: (id: string, asker: Asker) => Promise<void>,
 * }} needs `show` opens the page on which the person answers
 */
export function createQuestions({ session, newId, show }) {
  /** @type {Promise<unknown>} one change after the other */
  let changes = Promise.resolve();

  return {
    /**
     * @param {Omit<Question, 'id'>} asked
     * @param {Asker} asker
     */
    async ask(asked, asker) {
      const question = { id: newId(), ...asked };
      // A document that asks again takes its earlier question back.
      await change((known) => [
        ...known.filter((other) => !isSame(other.asker, asker)).slice(1 - MAX_QUESTIONS),
        { question, asker },
      ]);
      await show(question.id, asker);
    },

    /**
     * The page that asked is left: there is nothing to answer any more.
     * @param {number} tabId
     */
    leave: (tabId) => change((known) => known.filter(({ asker }) => asker.tabId !== tabId)),

    /** @param {string} id */
    get: async (id) => (await read()).find(({ question }) => question.id === id),

    /**
     * A question is answered once.
     * @param {string} id
     * @returns {Promise<Asked | undefined>}
     */
    async take(id) {
      /** @type {Asked | undefined} */
      let taken;
      await change((known) => {
        taken = known.find(({ question }) => question.id === id);
        return known.filter((asked) => asked !== taken);
      });
      return taken;
    },
  };

  async function read() {
    const stored = (await session.get(KEY))[KEY];
    return /** @type {Asked[]} only this module writes it */ (Array.isArray(stored) ? stored : []);
  }

  /** @param {(known: Asked[]) => Asked[]} step */
  function change(step) {
    const done = changes.then(async () => {
      const known = await read();
      const next = step(known);
      // Most pages that are left have asked nothing.
      if (next.length === known.length && next.every((asked, at) => asked === known[at])) return;
      await session.set({ [KEY]: next });
    });
    changes = done.catch(() => {});
    return done;
  }
}

/**
 * By what they say: storage gives fields in an order of its own.
 * @param {Asker} one
 * @param {Asker} other
 */
function isSame(one, other) {
  if (one.tabId !== other.tabId) return false;
  if ('documentId' in one.to) return 'documentId' in other.to && one.to.documentId === other.to.documentId;
  return 'frameId' in other.to && one.to.frameId === other.to.frameId;
}
