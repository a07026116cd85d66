/** A number from the command line, or the end with a sentence that says what is wrong. */

/**
 * @param {string} option
 * @param {string} text
 */
export function wholeNumber(option, text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) {
    console.error(`--${option} must be a whole number from 1 on, not "${text}".`);
    process.exit(2);
  }
  return number;
}
