/** The names of the filter lists that come with the extension. */

/**
 * @returns {Promise<Record<string, string>>} by their ids; none where they cannot be read
 */
export async function namesOfLists() {
  try {
    /** @type {{ id: string, name: string }[]} */
    const lists = await (await fetch('/data/lists.json')).json();
    return Object.fromEntries(lists.map(({ id, name }) => [id, name]));
  } catch {
    // Their ids then stand in for the names.
    return {};
  }
}
