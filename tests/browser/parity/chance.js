/**
 * Chance that repeats itself: the same seed draws the same, on every machine.
 */

/**
 * @typedef {object} Chance
 * @property {(limit: number) => number} below a whole number from 0 up to, and without, `limit`
 * @property {<T>(items: readonly T[]) => T} pick one of them, which must be some
 * @property {(share: number) => boolean} happens true in this share of all cases
 * @property {<T>(items: readonly T[], count: number) => T[]} sample so many of them, in no order, none twice
 * @property {() => string} word a short word that no list knows
 */

const SYLLABLES = ['qua', 'zor', 'vel', 'nim', 'dax', 'pli', 'gro', 'wex', 'jun', 'hob'];

/**
 * Mulberry32: small, and even enough to draw with.
 * @param {number} seed
 * @returns {Chance}
 */
export function createChance(seed) {
  let state = seed >>> 0;
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (/** @type {number} */ limit) => Math.floor(share() * limit);
  /** @type {Chance['pick']} */
  const pick = (items) => {
    const [item] = items.slice(below(items.length));
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  };
  return {
    below,
    pick,
    happens: (wanted) => share() < wanted,
    word: () => pick(SYLLABLES) + pick(SYLLABLES),
    sample: (items, count) => {
      const places = items.map((item) => ({ item, place: share() }));
      const inOrder = places.toSorted((a, b) => a.place - b.place);
      return inOrder.slice(0, count).map(({ item }) => item);
    },
  };
}
