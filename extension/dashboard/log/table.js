/**
 * Which rows of a long table are drawn: those in sight, and some around them. Where each is follows from its number alone,
 * since all are of one height. Pure.
 */

/** Of a row, in CSS pixels. */
export const ROW = 28;
/** Rows drawn beyond what is in sight. */
const AROUND = 12;

/**
 * @param {{ count: number, top: number, height: number }} sight how many rows there are, and what of them is in sight
 * @returns {{ from: number, to: number }} `to` is beyond the last
 */
export function drawn({ count, top, height }) {
  const from = Math.max(0, Math.floor(top / ROW) - AROUND);
  return { from: Math.min(from, count), to: Math.min(count, Math.ceil((top + height) / ROW) + AROUND) };
}

/**
 * Where a key leads from a row.
 * @param {string} key as in KeyboardEvent.key
 * @param {{ at: number, count: number, height: number }} state `at` is -1 where no row is chosen
 * @returns {number | undefined} nothing where the key leads nowhere
 */
export function reached(key, { at, count, height }) {
  if (count === 0) return undefined;
  const page = Math.max(1, Math.floor(height / ROW) - 1);
  const steps = new Map([
    ['ArrowDown', at + 1],
    ['ArrowUp', at < 0 ? count - 1 : at - 1],
    ['PageDown', at + page],
    ['PageUp', at - page],
    ['Home', 0],
    ['End', count - 1],
  ]);
  const to = steps.get(key);
  return to === undefined ? undefined : Math.max(0, Math.min(count - 1, to));
}
