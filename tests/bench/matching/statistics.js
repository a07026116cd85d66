/**
 * What is said of many measured times. Machines are noisy: of several rounds the median counts, and how far they spread.
 */

/** Of one round, in microseconds. @typedef {{ mean: number, p50: number, p95: number, p99: number, worst: number }} Times */
/** Over rounds: medians, and the least and largest mean. @typedef {Times & { least: number, most: number }} Summary */

/**
 * @param {readonly number[]} micros at least one
 * @returns {Times}
 */
export function timesOf(micros) {
  const sorted = micros.toSorted((one, other) => one - other);
  const at = (/** @type {number} */ share) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return {
    mean: micros.reduce((sum, time) => sum + time, 0) / micros.length,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    worst: at(1),
  };
}

/**
 * @param {readonly Times[]} rounds at least one
 * @returns {Summary} `worst` is the least of the rounds' worst: what was dear every time, not what the machine did once
 */
export function summaryOf(rounds) {
  const all = (/** @type {keyof Times} */ key) => rounds.map((times) => times[key]);
  return {
    mean: median(all('mean')),
    p50: median(all('p50')),
    p95: median(all('p95')),
    p99: median(all('p99')),
    worst: Math.min(...all('worst')),
    least: Math.min(...all('mean')),
    most: Math.max(...all('mean')),
  };
}

/** @param {readonly number[]} numbers at least one */
export function median(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = low] = sorted.slice(sorted.length % 2 ? middle : middle - 1, middle + 1);
  return (low + high) / 2;
}

/**
 * In which share of the requests two engines say the same.
 * @param {readonly boolean[]} one
 * @param {readonly boolean[]} other
 */
export function agreement(one, other) {
  const same = one.filter((blocked, index) => blocked === other[index]).length;
  return same / one.length;
}
