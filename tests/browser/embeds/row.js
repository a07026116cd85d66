/**
 * What a row of the embed codes is, and the short way to write one. The codes themselves are in the files of the
 * networks, what answers them in scripts/.
 */

/**
 * @typedef {object} Embed
 * @property {string} network its id in crate/core/data
 * @property {string} widget the widget's id there
 * @property {string} what it is, for a person: tells several codes of one widget apart
 * @property {string} code as the vendor prints it, with its script
 * @property {Requests} requests
 * @property {number} count how many things come of it: frames, or where it has none, what its script draws. Each that
 *   a script makes has `data-place`.
 * @property {boolean} [alone] the page names something by which the script calls it, so no other such code may be there
 */

/**
 * @typedef {object} Requests
 * @property {string} [script] whole address of the script
 * @property {string} [frame] what the address of each frame begins with; what its script made goes on with `place`,
 *   counted by network, in the query or where the real one has no query in the fragment
 * @property {string} [data] what the address begins with by which the script asks for what it draws
 */

/** What pages name as their own address. */
export const PAGE = 'https://blog.example/';

/**
 * @param {string} network
 * @param {string} [script] of all its codes
 */
export function rowsOf(network, script) {
  /**
   * @param {string} widget
   * @param {string} what
   * @param {string} code
   * @param {Omit<Requests, 'script'> & { script?: string | undefined }} [requests] with another script, or none
   * @param {Partial<Pick<Embed, 'count' | 'alone'>>} [more]
   * @returns {Embed}
   */
  return (widget, what, code, requests = {}, more = {}) => {
    const { script: asked, ...others } = { script, ...requests };
    return {
      network,
      widget,
      what,
      code,
      requests: asked === undefined ? others : { script: asked, ...others },
      count: 1,
      ...more,
    };
  };
}
