/**
 * Chrome's page that nobody sees, opened because a service worker can start no worker of its own: it starts the
 * compiler's, and ends with it. What is compiled does not come through here.
 */

import { startCompiler } from './start.js';

startCompiler(new URL(location.href).searchParams.get('channel') ?? '');
