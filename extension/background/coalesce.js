/**
 * One run of a task at a time: calls made while it runs make it run once more, after. No timers, since the background
 * may be stopped before one fires.
 */

/**
 * @param {() => Promise<void>} task must not reject
 * @returns {() => Promise<void>} resolves when a run that began after the call has ended
 */
export function coalesce(task) {
  let wanted = false;
  /** @type {Promise<void> | undefined} */
  let running;

  return () => {
    wanted = true;
    running ??= run();
    return running;
  };

  async function run() {
    try {
      while (wanted) {
        wanted = false;
        await task();
      }
    } finally {
      running = undefined;
    }
  }
}
