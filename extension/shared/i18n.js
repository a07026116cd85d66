/**
 * The words of the interface: messages of _locales by key, with numbers in the reader's form. It knows no sentence.
 */

/**
 * @param {string} key
 * @param {...(string | number)} values for $1, $2 …
 */
export function text(key, ...values) {
  return browser.i18n.getMessage(key, values.map(String)) || key;
}

/**
 * The message `key_one`, `key_other` … that the language wants for a number, with the number as $1.
 * @param {string} key
 * @param {number} count
 */
export function plural(key, count) {
  const language = browser.i18n.getUILanguage();
  const form = new Intl.PluralRules(language).select(count);
  const number = new Intl.NumberFormat(language).format(count);
  return browser.i18n.getMessage(`${key}_${form}`, [number]) || text(`${key}_other`, number);
}
