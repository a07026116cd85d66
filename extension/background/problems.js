/**
 * What went wrong in the background and has not been put right, one sentence a part of it, for the popup to show.
 * It judges nothing and keeps nothing beyond the background's life: every part tries again when it starts.
 */

/** @typedef {ReturnType<typeof createProblems>} Problems */

/**
 * @param {{ onChange: () => void, log: (message: string, error: unknown) => void }} needs
 */
export function createProblems({ onChange, log }) {
  /** @type {Map<string, string>} */
  const open = new Map();

  return {
    /** @param {string} part */
    of(part) {
      /** @param {unknown} error `undefined`: all is well again */
      return (error) => {
        const message =
          error instanceof Error ? error.message : error === undefined ? undefined : String(error);
        if (open.get(part) === message) return;
        if (message === undefined) open.delete(part);
        else {
          open.set(part, message);
          log(`Bystander: ${part}`, error);
        }
        onChange();
      };
    },
    list: () => [...open].map(([part, message]) => `${part}: ${message}`),
  };
}
