/** The preferences of Firefox under test, on top of those that puppeteer sets for every automated Firefox. */

/**
 * @param {object} options
 * @param {number} options.proxyPort
 * @param {'light' | 'dark'} options.theme
 * @returns {Record<string, string | number | boolean>}
 */
export function preferences({ proxyPort, theme }) {
  return { ...network(proxyPort), ...silence, ...cookies, ...referrers, ...appearance(theme), ...extensions };
}

/** @param {number} proxyPort */
function network(proxyPort) {
  return {
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': proxyPort,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxyPort,
    // A test that opens http:// means http://.
    'dom.security.https_first': false,
  };
}

/** Firefox's calls home. The proxy refuses them anyway; here they are not even made. */
const silence = {
  'app.normandy.enabled': false,
  'browser.region.network.url': '',
  'browser.region.update.enabled': false,
  'dom.push.connection.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
};

/** Cookies go where they may by the protocol: what tests show to be stopped, no other protection has stopped. */
const cookies = {
  'network.cookie.cookieBehavior': 0,
  'network.cookie.cookieBehavior.pbmode': 0,
  'privacy.trackingprotection.enabled': false,
  'privacy.trackingprotection.pbmode.enabled': false,
  'privacy.trackingprotection.emailtracking.enabled': false,
  'privacy.trackingprotection.socialtracking.enabled': false,
};

/** Pages may tell strangers their whole address, which Firefox otherwise keeps to itself. */
const referrers = {
  'network.http.referer.disallowCrossSiteRelaxingDefault': false,
  'network.http.referer.disallowCrossSiteRelaxingDefault.pbmode': false,
};

/** @param {'light' | 'dark'} theme */
function appearance(theme) {
  return {
    'layout.css.prefers-color-scheme.content-override': theme === 'dark' ? 0 : 1,
    'ui.systemUsesDarkTheme': theme === 'dark' ? 1 : 0,
  };
}

/** A packed extension that Mozilla has not signed may be installed. Only ESR and developer builds honour this. */
const extensions = { 'xpinstall.signatures.required': false };
