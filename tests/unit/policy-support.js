/**
 * The user's choices over fake storage, as their tests start them.
 */

import { createPolicy } from '../../extension/background/policy.js';
import { createArea, noProblem } from './support.js';

/** @param {{ local?: ReturnType<typeof createArea>, session?: ReturnType<typeof createArea>, time?: number }} [world] */
export function start({ local = createArea(), session = createArea(), time = 0 } = {}) {
  let changes = 0;
  const clock = { time };
  const policy = createPolicy({
    local,
    session,
    now: () => clock.time,
    onChange: () => (changes += 1),
    onProblem: noProblem,
  });
  return { policy, local, session, clock, changes: () => changes };
}

export const NONE = { levels: [], exceptions: [], permissions: [] };
export const META = { company: 'Meta' };
export const LIKE = { network: 'facebook', name: 'Like button' };

/** @param {{ exceptions: { site: string }[] }} policy */
export const sites = ({ exceptions }) => exceptions.map(({ site }) => site);
