/**
 * The ports of the dashboard, put together. What is said on each is its own.
 *
 * @import { Held } from '../shared/protocol.js'
 * @import { ChoiceParts } from './choice-parts.js'
 * @import { Problems } from './problems.js'
 */

import { text } from '../shared/i18n.js';
import { createDashboardPort } from './dashboard-port.js';
import { createSitesPort } from './sites-port.js';

/**
 * @param {{
 *   choices: Pick<ChoiceParts, 'policy' | 'once' | 'tabExceptions'>,
 *   held: { all: () => { normal: Held[], privately: Held[] } },
 *   isPrivateTab: (tabId: number) => boolean,
 *   ready: Promise<{ decide: { site: (url: string) => string | undefined } | undefined }>,
 *   inForce: () => Promise<void>,
 *   problems: Pick<Problems, 'of'>,
 * }} needs `ready` resolves when everything is read, `inForce` when the browser goes by what was chosen
 */
export function startDashboard({ choices, held, isPrivateTab, ready, inForce, problems }) {
  const { policy, once, tabExceptions } = choices;
  const { runtime } = browser;
  const onProblem = problems.of(text('part_policy'));
  const permissions = createDashboardPort({
    runtime,
    permissions: async () => {
      await ready;
      await inForce();
      return held.all();
    },
    policy,
    once,
    onProblem,
  });
  const sites = createSitesPort({
    runtime,
    siteOf: async () => (await ready).decide?.site,
    inForce,
    policy,
    tabExceptions,
    isPrivateTab,
    onProblem,
  });

  return {
    /** Something that a person chose changed, or how often it was used. */
    changed() {
      permissions.changed();
      sites.changed();
    },
  };
}
