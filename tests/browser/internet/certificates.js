/**
 * The certificates of the test internet: an authority of its own and one leaf a host name, made when a browser
 * first asks for that name. All leaves share one key, so that Chromium can be told to trust one fingerprint.
 *
 * Nothing is written to disk; the keys die with the process. Who is trusted where is the drivers' business.
 */

import { createHash, createPublicKey } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { generate } from 'selfsigned';

const DAY = 24 * 60 * 60 * 1000;

/**
 * @typedef {object} Certificates
 * @property {string} authority the authority's certificate, PEM
 * @property {string} spki base64 of the SHA-256 of the leaves' public key, as Chromium's flag wants it
 * @property {(host: string) => Promise<import('node:tls').SecureContext>} contextFor the TLS context of one host name
 */

/** @returns {Promise<Certificates>} */
export async function makeCertificates() {
  const authority = await generate(named('Bystander test authority'), {
    ...validity(),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  const first = await makeLeaf('localhost', authority);
  const keyPair = { privateKey: first.private, publicKey: first.public };

  /** @type {Map<string, Promise<import('node:tls').SecureContext>>} */
  const contexts = new Map();
  return {
    authority: authority.cert,
    spki: fingerprint(first.public),
    contextFor(host) {
      const known = contexts.get(host);
      if (known) return known;
      const made = makeLeaf(host, authority, keyPair).then((leaf) =>
        createSecureContext({ key: leaf.private, cert: leaf.cert }),
      );
      contexts.set(host, made);
      return made;
    },
  };
}

/**
 * @param {string} host
 * @param {{private: string, cert: string}} authority
 * @param {{privateKey: string, publicKey: string}} [keyPair]
 */
function makeLeaf(host, authority, keyPair) {
  return generate(named(host), {
    ...validity(),
    ...(keyPair && { keyPair }),
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
    ],
  });
}

/** @param {string} value */
function named(value) {
  return [{ name: 'commonName', value }];
}

/** @returns {{keyType: 'ec', algorithm: string, notBeforeDate: Date, notAfterDate: Date}} */
function validity() {
  const now = Date.now();
  return {
    keyType: 'ec',
    algorithm: 'sha256',
    // Backdated: Firefox counts validity in whole seconds and would find a certificate of this second "not yet valid".
    notBeforeDate: new Date(now - DAY),
    notAfterDate: new Date(now + DAY),
  };
}

/** @param {string} publicKey PEM */
function fingerprint(publicKey) {
  const der = createPublicKey(publicKey).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('base64');
}
