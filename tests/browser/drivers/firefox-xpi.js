/** Packs an extension the way it is packed for release, because Firefox installs only packed ones for good. */

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/**
 * @param {string} source the unpacked extension
 * @param {string} directory where to put the archive
 * @returns {Promise<string>} the path of the archive
 */
export async function packXpi(source, directory) {
  const webExt = fileURLToPath(new URL('bin/web-ext.js', import.meta.resolve('web-ext')));
  const build = [
    'build',
    '--source-dir',
    source,
    '--artifacts-dir',
    directory,
    '--filename',
    'extension.xpi',
  ];
  // Without the variable web-ext would ask its registry for a newer version of itself.
  const env = { ...process.env, NO_UPDATE_NOTIFIER: '1' };
  await promisify(execFile)(process.execPath, [webExt, ...build, '--no-config-discovery'], { env });
  return join(directory, 'extension.xpi');
}
