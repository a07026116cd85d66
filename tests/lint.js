// web-ext's lint on the Firefox build: no errors and no warnings. Owns nothing; web-ext-config.js says what is linted.

import { spawnSync } from 'node:child_process';
import config from '../web-ext-config.js';

const flags = Object.entries(config.lint).filter(([, on]) => on);
const options = flags.map(([name]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
const args = ['lint', '--no-config-discovery', '--source-dir', config.sourceDir, ...options];
const { status, error } = spawnSync('node_modules/.bin/web-ext', args, { stdio: 'inherit' });
if (error) throw error;
process.exitCode = status ?? 1;
