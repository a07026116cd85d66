/**
 * Tells a person on standard error how far a long task is, and about how long it will still take.
 */

/** Between two lines, where lines cannot be written over. */
const PAUSE = 5_000;

/**
 * @param {string} what
 * @returns {(done: number, all: number) => void}
 */
export function tellProgress(what) {
  const { isTTY } = process.stderr;
  /** The first report: what is done by then was held up by beginnings. @type {{ at: number, done: number } | undefined} */
  let first;
  let said = Number.NEGATIVE_INFINITY;
  return (done, all) => {
    const now = performance.now();
    first ??= { at: now, done };
    const isOver = done === all;
    if (!isOver && now - said < (isTTY ? 100 : PAUSE)) return;
    said = now;
    const speed = (done - first.done) / (now - first.at);
    const left = speed > 0 ? `about ${Math.ceil((all - done) / speed / 1000)} s left` : 'begun';
    const line = `${what}: ${done.toLocaleString('en')} of ${all.toLocaleString('en')}, ${isOver ? 'done' : left}`;
    process.stderr.write(isTTY ? `\r\x1b[K${line}${isOver ? '\n' : ''}` : `${line}\n`);
  };
}
