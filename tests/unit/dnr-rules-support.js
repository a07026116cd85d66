/**
 * What Chrome's rules are made in, in the tests of them: one company that is known, one widget's rule, and no choices.
 *
 * @import { Choices } from '../../extension/background/policy-changes.js'
 * @import { Surroundings } from '../../extension/background/enforce/dnr-rules.js'
 */

import { NO_CHOICES } from '../../extension/background/policy-changes.js';

export const META = { company: 'Meta' };
export const NO_TABS = { once: [], exceptions: [] };
export const LIKE = { network: 'facebook', name: 'Like button' };
export const meta = {
  company: 'Meta',
  domains: ['meta.example', 'insta.example'],
  excluded: ['guest.meta.example'],
};

/** @type {Surroundings} */
export const surroundings = {
  level: 'standard',
  widgets: [
    {
      id: 7,
      priority: 26,
      action: { type: 'allow' },
      condition: {
        urlFilter: '||meta.example/like^',
        resourceTypes: ['sub_frame'],
        excludedTopDomains: ['meta.example', 'insta.example'],
      },
    },
  ],
  granted: (grantee) => ('company' in grantee && grantee.company !== 'Meta' ? undefined : meta),
  site: (site) =>
    meta.domains.includes(site)
      ? { company: 'Meta', domains: [site, ...meta.domains], parts: [] }
      : { domains: [site], parts: site === 'shop.example' ? ['guest.shop.example'] : [] },
};

/** @param {Partial<Choices>} choices */
export const chosen = (choices) => ({ ...NO_CHOICES, ...choices });
