// Kills each browser a hundred times in the middle of writing history, and checks what is left each time: see
// tests/browser/history-kills.js. Takes some minutes.
//
//     node tests/bench/history-kills.js [times] [firefox|chromium]

import { browsers } from '../browser/bystander.js';
import { killWhileWriting } from '../browser/history-kills.js';

const [times = '100', only] = process.argv.slice(2);

for (const name of browsers) {
  if (only !== undefined && only !== name) continue;
  const pages = await killWhileWriting(name, Number(times), (line) => console.log(line));
  console.log(`${name}: killed ${times} times; ${pages} pages are kept, each once, and none is missing`);
}
