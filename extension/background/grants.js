/**
 * Carries out what a person wants of a widget on a page: lets it load at once where nobody can have tricked them into it,
 * asks them on a page of the extension where more is at stake, and tells the page. What a permission does is the core's
 * and the enforcement's.
 *
 * @import { Identity } from '/core/bystander.js'
 * @import { Lasting } from '../shared/choices.js'
 * @import { Choose, PlaceholderAnswer, Question } from '../shared/placeholder-protocol.js'
 * @import { Once } from './once.js'
 * @import { Placeholders } from './placeholders.js'
 * @import { PolicyStore } from './policy.js'
 * @import { Asker, Questions } from './questions.js'
 * @import { ShownWidgets } from './shown-widgets.js'
 */

import { endOf } from '../shared/choices.js';

/** @typedef {ReturnType<typeof createGrants>} Grants */
/** @typedef {Asker & { site: string }} Wisher the document a wish comes from, and the site of the page it is on */

/**
 * @param {{
 *   policy: Pick<PolicyStore, 'permit'>,
 *   once: Pick<Once, 'permit'>,
 *   questions: Pick<Questions, 'ask' | 'take'>,
 *   placeholders: Pick<Placeholders, 'permitted'>,
 *   knowledge: () => Promise<ShownWidgets>,
 *   inForce: () => Promise<void>,
 *   now: () => number,
 * }} needs `inForce` resolves when the browser goes by what was chosen
 */
export function createGrants({ policy, once, questions, placeholders, knowledge, inForce, now }) {
  return {
    /**
     * @param {Choose} wish
     * @param {Wisher} wisher
     * @returns {Promise<PlaceholderAnswer>}
     */
    async choose({ network, widget, identity, lasting, seen }, { site, ...asker }) {
      const { find, nameOf } = await knowledge();
      const known = find(network, widget);
      if (!known) throw new Error(`The catalogue knows no ${widget} of ${network}.`);
      const wanted = { site, network, widget, identity, lasting };
      if (identity === 'with' || lasting === 'always' || !seen) {
        const about = { networkName: nameOf(known.network), company: known.network.company };
        await questions.ask({ ...wanted, ...about, widgetKind: known.widget.kind }, asker);
        return { outcome: 'asked' };
      }
      await permit(wanted, asker);
      if (lasting !== 'once') await tellPage(known.network.company, wanted, asker);
      return { outcome: 'permitted' };
    },

    /**
     * @param {string} id
     * @param {{ identity: Identity, lasting: Lasting }} answer
     * @returns {Promise<boolean>} whether the question was still open
     */
    async answer(id, { identity, lasting }) {
      const asked = await questions.take(id);
      if (!asked) return false;
      const { site, network, widget, company } = asked.question;
      const wanted = { site, network, widget, identity, lasting };
      await permit(wanted, asked.asker);
      await tellPage(company, wanted, asked.asker);
      return true;
    },
  };

  /** @typedef {Pick<Question, 'site' | 'network' | 'widget' | 'identity' | 'lasting'>} Wanted */

  /**
   * @param {Wanted} wanted
   * @param {Asker} asker
   */
  async function permit({ site, network, widget, identity, lasting }, { tabId, isPrivate }) {
    const permission = { site, grantee: { network, name: widget }, identity };
    const until = endOf(lasting, now());
    if (lasting === 'once') await once.permit(permission, { tabId, isPrivate });
    else await policy.permit({ ...permission, ...(until !== undefined && { until }) }, isPrivate);
    await inForce();
  }

  /**
   * @param {string} company
   * @param {Wanted} wanted
   * @param {Asker} asker
   */
  function tellPage(company, { network, widget, lasting }, { tabId, to }) {
    const everywhere = lasting !== 'once';
    const what = { network, widget, company, everywhere };
    return placeholders.permitted(what, { tabId, to: everywhere ? undefined : to });
  }
}
