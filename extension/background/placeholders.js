/**
 * Tells the content script of a document what was replaced in it, so that it draws placeholders, and what a person has
 * let load since. It knows which document a request belongs to; what a placeholder is like is content/placeholders/.
 *
 * @import { Reason } from '/core/bystander.js'
 * @import { Permitted, Replaced, ToPlaceholders } from '../shared/placeholder-protocol.js'
 * @import { ShownWidgets } from './shown-widgets.js'
 */

/** @typedef {{ frameId: number } | { documentId: string }} Recipient */
/**
 * @typedef {{
 *   tabId: number, frameId: number, parentFrameId: number, url: string, type: string,
 *   documentId?: string | undefined, parentDocumentId?: string | undefined,
 * }} Details
 */
/** @typedef {ReturnType<typeof createPlaceholders>} Placeholders */

/** Messages kept that came before their document could hear. */
const MAX_EARLY = 1000;

/** The types of requests that frames are loaded by. */
const FRAMES = new Set(['sub_frame', 'object']);

/**
 * @param {{
 *   send: (tabId: number, message: ToPlaceholders, to?: Recipient) => Promise<unknown>,
 *   knowledge: () => Promise<ShownWidgets>,
 *   onProblem: (error: unknown) => void,
 * }} needs `knowledge` is asked for where something was replaced first, since most pages have nothing of the kind
 */
export function createPlaceholders({ send, knowledge, onProblem }) {
  /**
   * Chrome asks for scripts ahead, before it has the document hear. A document has loaded within the life of the
   * background that saw its requests.
   * @type {{ tabId: number, message: ToPlaceholders, to: Recipient }[]}
   */
  let early = [];

  return {
    /**
     * @param {Details} details of a request that the browser did not make
     * @param {Reason} reason
     */
    async replaced(details, reason) {
      if (reason.kind !== 'widget' || details.tabId < 0) return;
      const { network, name } = reason;
      const from = FRAMES.has(details.type) ? 'frame' : 'script';
      try {
        const known = await knowledge();
        const widgets = from === 'frame' ? known.inFrame(network, name) : known.byScript(network, name);
        /** @type {Replaced} */
        const message = { kind: 'replaced', from, url: details.url, widgets };
        const to = embedder(details);
        if (widgets.length === 0 || (await tell(details.tabId, message, to))) return;
        const kept = { tabId: details.tabId, message, to };
        early = [...early.slice(1 - MAX_EARLY), kept];
        // It may have begun to hear, and have arrived, before it was known that it did not.
        if (await tell(details.tabId, message, to)) early = early.filter((one) => one !== kept);
      } catch (error) {
        onProblem(error);
      }
    },

    /**
     * A document has been read, or has loaded: by now it hears.
     * @param {{ tabId: number, frameId: number, documentId?: string | undefined }} document
     */
    async arrived({ tabId, frameId, documentId }) {
      const isFor = (/** @type {(typeof early)[number]} */ { tabId: tab, to }) =>
        tab === tabId && ('documentId' in to ? to.documentId === documentId : to.frameId === frameId);
      const due = early.filter(isFor);
      if (due.length === 0) return;
      early = early.filter((one) => !due.includes(one));
      await Promise.all(due.map(({ message, to }) => tell(tabId, message, to)));
    },

    /**
     * @param {Omit<Permitted, 'kind'>} what
     * @param {{ tabId: number, to: Recipient | undefined }} where the document that asked, or all of the tab
     */
    permitted: (what, { tabId, to }) => tell(tabId, { kind: 'permitted', ...what }, to),
  };

  /**
   * @param {number} tabId
   * @param {ToPlaceholders} message
   * @param {Recipient} [to]
   * @returns {Promise<boolean>} whether anybody heard
   */
  async function tell(tabId, message, to) {
    try {
      await send(tabId, message, to);
      return true;
    } catch {
      // The document does not hear yet, is gone, or is one in which the browser lets no extension run.
      return false;
    }
  }
}

/**
 * The document in which the frame or script is.
 * @param {Details} details
 * @returns {Recipient}
 */
export function embedder({ type, frameId, parentFrameId, documentId, parentDocumentId }) {
  const isFrame = FRAMES.has(type) && parentFrameId >= 0;
  const document = isFrame ? parentDocumentId : documentId;
  if (document !== undefined) return { documentId: document };
  return { frameId: isFrame ? parentFrameId : frameId };
}
