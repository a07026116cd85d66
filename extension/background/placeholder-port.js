/**
 * The background's end of the conversation with placeholders in pages and with the page of a question. It owns the
 * transport: who sends, and from which page, is the browser's word and never the message's.
 *
 * @import { ConfirmAnswer, FromConfirm, FromPlaceholder, PlaceholderAnswer } from '../shared/placeholder-protocol.js'
 * @import { Grants, Wisher } from './grants.js'
 * @import { Questions } from './questions.js'
 * @import { ShownWidgets } from './shown-widgets.js'
 */

import { readFromConfirm, readFromPlaceholder } from '../shared/placeholder-protocol.js';
import { isFromPage } from '../shared/protocol.js';

export const CONFIRM_PAGE = '/confirm/confirm.html';

/** @typedef {{ id?: number | undefined, url?: string | undefined, incognito: boolean, windowId: number, index: number }} Tab */
/**
 * @typedef {{
 *   id?: string | undefined, url?: string | undefined, origin?: string | undefined,
 *   tab?: Tab | undefined, frameId?: number | undefined, documentId?: string | undefined,
 * }} Sender
 */
/** @typedef {PlaceholderAnswer | ConfirmAnswer} Answer */
/**
 * @typedef {{
 *   id: string, getURL: (path: string) => string,
 *   onMessage: { addListener(listener: (message: unknown, sender: Sender, answer: (answer: Answer) => void) => boolean): void },
 * }} Runtime
 */

/**
 * @param {{
 *   runtime: Runtime,
 *   grants: Pick<Grants, 'choose' | 'answer'>,
 *   questions: Pick<Questions, 'get' | 'take'>,
 *   knowledge: () => Promise<ShownWidgets>,
 *   siteOf: (url: string) => Promise<string | undefined>,
 *   companyOf: (url: string) => Promise<string | undefined>,
 *   open: (url: string, beside: Tab) => Promise<unknown>,
 *   run: (where: { tabId: number, frameId: number }, mark: string, missing: string[]) => Promise<unknown>,
 * }} needs `open` opens a tab of its own that knows nothing of the one it is beside
 */
export function answerPlaceholders({ runtime, grants, questions, knowledge, siteOf, companyOf, open, run }) {
  runtime.onMessage.addListener((received, sender, answer) => {
    const toConfirm = isFromPage(sender, runtime, CONFIRM_PAGE) ? readFromConfirm(received) : undefined;
    const toPlaceholder = isFromContent(sender) ? readFromPlaceholder(received) : undefined;
    const { tab, frameId } = sender;
    if (toConfirm) void respond(confirm(toConfirm)).then(answer);
    else if (toPlaceholder && tab && frameId !== undefined)
      void respond(placeholder(toPlaceholder, { ...sender, tab, frameId })).then(answer);
    else return false;
    // The answer comes later.
    return true;
  });

  /** @param {Sender} sender */
  function isFromContent({ id, url, tab }) {
    return id === runtime.id && tab !== undefined && !url?.startsWith(runtime.getURL('/'));
  }

  /**
   * @param {FromPlaceholder} message
   * @param {Sender & { tab: Tab, frameId: number }} sender
   * @returns {Promise<PlaceholderAnswer>}
   */
  async function placeholder(message, { tab, frameId, documentId }) {
    const tabId = tab.id ?? -1;
    switch (message.kind) {
      case 'choose': {
        const site = await siteOf(tab.url ?? '');
        if (site === undefined) throw new Error('Bystander does not know which site this is.');
        /** @type {Wisher} */
        const wisher = {
          site,
          tabId,
          isPrivate: tab.incognito,
          to: documentId === undefined ? { frameId } : { documentId },
        };
        return grants.choose(message, wisher);
      }
      case 'share':
        await openKnown((await knowledge()).shareAddress(message.network, message), tab);
        return { outcome: 'done' };
      case 'original':
        await openKnown(await originalOf(message), tab);
        return { outcome: 'done' };
      case 'run':
        await run({ tabId, frameId }, message.mark, message.missing);
        return { outcome: 'done' };
      default: {
        /** @type {never} */
        const unknown = message;
        return unknown;
      }
    }
  }

  /**
   * The page names an address; only one of the widget's own company is opened.
   * @param {Extract<FromPlaceholder, { kind: 'original' }>} message
   */
  async function originalOf(message) {
    const known = await knowledge();
    const network = known.find(message.network, message.widget)?.network;
    const address = known.original(message, message.address) ?? message.address;
    const company = URL.canParse(address) ? await companyOf(address) : undefined;
    return company !== undefined && company === network?.company ? address : network?.site;
  }

  /**
   * @param {string | undefined} address
   * @param {Tab} tab
   */
  async function openKnown(address, tab) {
    if (address === undefined || !/^https?:/.test(address)) throw new Error('There is nothing to open.');
    await open(address, tab);
  }

  /**
   * @param {FromConfirm} message
   * @returns {Promise<ConfirmAnswer>}
   */
  async function confirm(message) {
    switch (message.kind) {
      case 'get-question': {
        const asked = await questions.get(message.id);
        return asked ? { question: asked.question } : { error: 'gone' };
      }
      case 'answer':
        return (await grants.answer(message.id, message)) ? { done: true } : { error: 'gone' };
      case 'decline':
        await questions.take(message.id);
        return { done: true };
      default: {
        /** @type {never} */
        const unknown = message;
        return unknown;
      }
    }
  }
}

/**
 * @template {Answer} A
 * @param {Promise<A>} work
 * @returns {Promise<A | { outcome: 'failed', error: string }>}
 */
async function respond(work) {
  try {
    return await work;
  } catch (error) {
    return { outcome: 'failed', error: error instanceof Error ? error.message : String(error) };
  }
}
