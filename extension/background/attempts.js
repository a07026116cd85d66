/**
 * Which companies to allow, one after the other, when something on a page is broken: the least first, those first whose
 * absence breaks pages most often. Pure.
 *
 * @import { Attempt } from '../shared/mending-protocol.js'
 * @import { Entry } from '../shared/protocol.js'
 */

/**
 * How likely a page needs what was kept from it, least first: a widget is a part of the page; scripts, frames and data
 * make parts of it; the rest shows at most a gap. What only went out without identity may be a login.
 */
const LIKELY = new Map([
  ['script', 1],
  ['sub_frame', 1],
  ['xmlhttprequest', 2],
  ['fetch', 2],
  ['websocket', 2],
  ['stylesheet', 3],
  ['font', 3],
  ['media', 3],
  ['object', 3],
  ['object_subrequest', 3],
]);
const WIDGET = 0;
const STRIPPED = 4;
/** What only tells on a person; a page that needs it is rare, and then it is its script that is needed. */
const PIXEL_SCRIPT = 5;
/** An image that is not seen, a beacon: nothing on a page waits for them. */
const NEVER = 9;

/** @typedef {{ company: string, likely: number, count: number, without: boolean }} Candidate `without`: it can load without identity */

/**
 * @param {readonly Entry[]} entries of the page
 * @param {readonly string[]} allowed companies that may load already
 * @returns {{ attempts: Attempt[], unknown: number }} each company without identity where that lets it load, and when all
 * are through, with identity; `unknown`: sites that no company is known of
 */
export function attemptsFor(entries, allowed) {
  /** @type {Map<string, Candidate>} */
  const candidates = new Map();
  const unknown = new Set();
  for (const entry of entries) {
    const { company, action, reason, count, site } = entry;
    if (action === 'allow' || action === 'clean') continue;
    if (company === undefined) {
      if (action !== 'strip') unknown.add(site);
      continue;
    }
    if (allowed.includes(company)) continue;
    const known = candidates.get(company) ?? { company, likely: NEVER, count: 0, without: false };
    candidates.set(company, known);
    known.likely = Math.min(known.likely, likelihood(entry));
    known.count += count;
    known.without ||= action !== 'strip' && reason.kind !== 'pixel';
  }
  const ordered = [...candidates.values()].sort(
    (one, other) =>
      one.likely - other.likely || other.count - one.count || (one.company < other.company ? -1 : 1),
  );
  const likely = ordered.filter((candidate) => candidate.likely < NEVER);
  const tried = likely.length > 0 ? likely : ordered;
  return {
    attempts: [
      ...tried.filter(({ without }) => without).map(({ company }) => attempt(company, 'without')),
      ...tried.map(({ company }) => attempt(company, 'with')),
    ],
    unknown: unknown.size,
  };
}

/** @param {Entry} entry */
function likelihood({ action, reason, types }) {
  if (action === 'replace' && reason.kind === 'widget') return WIDGET;
  if (action === 'strip') return STRIPPED;
  const likely = Math.min(...types.map((type) => LIKELY.get(type) ?? NEVER));
  return reason.kind === 'pixel' && likely < NEVER ? PIXEL_SCRIPT : likely;
}

/**
 * @param {string} company
 * @param {Attempt['identity']} identity
 * @returns {Attempt}
 */
function attempt(company, identity) {
  return { company, identity };
}
