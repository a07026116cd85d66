/** Stand-in for TikTok: the pixel library and the endpoint that takes its JSON. */

import { json, script, withCookies } from '../responses.js';

/** @type {import('./index.js').Network} */
export const tiktok = {
  name: 'TikTok',
  hosts: {
    'analytics.tiktok.com': {
      '/i18n/pixel/events.js': script(events),
      '/api/v2/pixel': () =>
        withCookies(json({ code: 0, message: 'OK' }), { _ttp: '2StandInVisitorIdAAAAAAAAAAA' }),
    },
  },
};

/** The library: works off the queue of the base code, one request an event and pixel. */
function events() {
  /** @typedef {unknown[][] & {_i: Record<string, unknown>}} Ttq */
  const { ttq } = /** @type {{ttq: Ttq}} */ (/** @type {unknown} */ (window));
  for (const [method, name, properties] of ttq.splice(0)) {
    if (method !== 'page' && method !== 'track') continue;
    for (const code of Object.keys(ttq._i))
      send(code, method === 'page' ? 'Pageview' : String(name), properties ?? {});
  }

  /**
   * @param {string} code
   * @param {string} event
   * @param {unknown} properties
   */
  function send(code, event, properties) {
    const message = {
      event,
      event_id: '',
      message_id: `messageId-${Date.now()}-${Math.floor(Math.random() * 1e13)}-${code}`,
      is_onsite: false,
      timestamp: new Date().toISOString(),
      context: {
        ad: { sdk_env: 'external', jsb_status: 2 },
        user: { anonymous_id: crypto.randomUUID() },
        pixel: { code, runtime: '1', codes: code },
        page: { url: location.href, referrer: document.referrer },
        library: { name: 'pixel.js', version: '2.2.1' },
        session_id: `${crypto.randomUUID()}::${code}`,
        userAgent: navigator.userAgent,
      },
      properties,
    };
    navigator.sendBeacon('https://analytics.tiktok.com/api/v2/pixel', JSON.stringify(message));
  }
}
