/** Where the browsers are on this machine. */

import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** In order of preference. Debian's `chromium` is a wrapper that adds flags of its own, so the browser itself goes first. */
const places = {
  firefox: {
    variable: 'FIREFOX',
    names: ['firefox-esr', 'firefox', '/usr/bin/firefox-esr', '/usr/bin/firefox'],
  },
  chromium: {
    variable: 'CHROMIUM',
    names: [
      '/usr/lib/chromium/chromium',
      'chromium',
      'chromium-browser',
      'google-chrome',
      '/usr/bin/chromium',
    ],
  },
};

/**
 * The browser's executable: what the environment names, else what is installed.
 * @param {import('./index.js').BrowserName} browser
 */
export function findExecutable(browser) {
  const { variable, names } = places[browser];
  const chosen = process.env[variable];
  const candidates = (chosen ? [chosen] : names).flatMap(inPath);
  const found = candidates.find((path) => existsSync(path));
  if (found) return found;
  throw new Error(
    chosen
      ? `${variable} names ${chosen}, which does not exist.`
      : `No ${browser} was found. Install it, or name its executable in ${variable}.`,
  );
}

/** @param {string} name */
function inPath(name) {
  if (isAbsolute(name)) return [name];
  return (process.env.PATH ?? '').split(delimiter).map((directory) => join(directory, name));
}
