/**
 * Has a section look again when the next thing it shows ends. What ends, and what is done then, is the section's.
 */

/** Timers cannot wait much longer than three weeks; one that looks too early looks again. */
const LONGEST_WAIT_MS = 86_400_000;

/** @param {() => void} lookAgain */
export function createWaiting(lookAgain) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  /**
   * Takes the place of what was waited for before.
   * @param {number | undefined} end in milliseconds since 1970; nothing if nothing ends
   * @param {number} now
   */
  return (end, now) => {
    clearTimeout(waiting);
    if (end !== undefined) waiting = setTimeout(lookAgain, Math.min(end - now, LONGEST_WAIT_MS));
  };
}

/**
 * When the next of them ends.
 * @param {readonly { until?: number | undefined }[]} choices
 * @param {number} now
 */
export function nextEnd(choices, now) {
  const ends = choices.flatMap(({ until }) => (until === undefined || until <= now ? [] : [until]));
  return ends.length === 0 ? undefined : Math.min(...ends);
}
