/**
 * Whether the browser lets Bystander see the sites and the private windows. It only asks; the request for more access
 * needs the user's click and is made by the popup.
 *
 * @import { Access } from '../shared/protocol.js'
 */

/**
 * @typedef {{
 *   contains(permissions: { origins: string[] }): Promise<boolean>,
 *   onAdded: { addListener(listener: () => void): void },
 *   onRemoved: { addListener(listener: () => void): void },
 * }} Permissions
 */

/** @typedef {ReturnType<typeof createAccess>} AccessCheck */

/**
 * @param {{
 *   permissions: Permissions,
 *   extension: { isAllowedIncognitoAccess(): Promise<boolean> },
 *   onChange: () => void,
 * }} needs
 */
export function createAccess({ permissions, extension, onChange }) {
  /** The last answer; what is false until there is one. @type {Access} */
  let known = { everySite: false, privateWindows: false };
  let current = ask();
  permissions.onAdded.addListener(askAgain);
  permissions.onRemoved.addListener(askAgain);

  return {
    current: () => current,
    /** The last answer, for those who cannot wait and have awaited the first. */
    known: () => known,
  };

  /**
   * Access to the page alone would not do: a request is seen only where its own address is open to us as well.
   * Whether private windows are allowed cannot change while the extension runs: the browser restarts it for that.
   * @returns {Promise<Access>}
   */
  async function ask() {
    const [everySite, privateWindows] = await Promise.all([
      permissions.contains({ origins: ['<all_urls>'] }),
      extension.isAllowedIncognitoAccess(),
    ]);
    known = { everySite, privateWindows };
    return known;
  }

  function askAgain() {
    current = ask();
    onChange();
  }
}
