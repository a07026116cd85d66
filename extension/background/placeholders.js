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

/** @typedef {{ tabId: number, frameId: number, documentId?: string | undefined }} Loaded */

/** More than documents begin at one time. */
const MAX_UNTOLD = 200;
/** The types of requests that frames are loaded by. */
const FRAMES = new Set(['sub_frame', 'object']);

/**
 * @param {{
 *   send: (tabId: number, message: ToPlaceholders, to?: Recipient) => Promise<unknown>,
 *   webNavigation: { onDOMContentLoaded: { addListener(listener: (details: Loaded) => void): void } },
 *   knowledge: () => Promise<ShownWidgets>,
 *   onProblem: (error: unknown) => void,
 * }} needs `knowledge` is asked for where something was replaced first, since most pages have nothing of the kind
 */
export function createPlaceholders({ send, webNavigation, knowledge, onProblem }) {
  /**
   * What documents could not be told yet: a browser looks ahead for what a page will need, and asks for it before
   * extensions are in the page.
   * @type {{ tabId: number, message: ToPlaceholders, to: Recipient }[]}
   */
  let untold = [];

  webNavigation.onDOMContentLoaded.addListener(({ tabId, frameId, documentId }) => {
    const now = untold.filter(
      ({ tabId: other, to }) =>
        other === tabId && ('documentId' in to ? to.documentId === documentId : to.frameId === frameId),
    );
    untold = untold.filter((one) => !now.includes(one));
    for (const { message, to } of now) send(tabId, message, to).catch(() => {});
  });

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
        if (widgets.length > 0) await tellDocument(details.tabId, message, embedder(details));
      } catch (error) {
        onProblem(error);
      }
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
   * @param {Recipient} to
   */
  async function tellDocument(tabId, message, to) {
    try {
      await send(tabId, message, to);
    } catch {
      untold = [...untold, { tabId, message, to }].slice(-MAX_UNTOLD);
    }
  }

  /**
   * @param {number} tabId
   * @param {ToPlaceholders} message
   * @param {Recipient} [to]
   */
  async function tell(tabId, message, to) {
    try {
      await send(tabId, message, to);
    } catch {
      // The document is gone, or is one in which the browser lets no extension run.
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
