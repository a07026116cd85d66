/**
 * Bytes as text, for storage that keeps no bytes (Chrome's), by the browsers' own methods. It knows nothing of what the
 * bytes are.
 */

/** @typedef {{ encode: (bytes: Uint8Array) => string, decode: (text: string) => Uint8Array }} Base64 */

// TypeScript does not know these methods yet; every browser that Bystander runs in has them.
/** @typedef {Uint8Array & { toBase64: () => string }} WithToBase64 */
/** @typedef {typeof Uint8Array & { fromBase64: (text: string) => Uint8Array }} WithFromBase64 */

/** @type {Base64} */
export const base64 = {
  encode: (bytes) => /** @type {WithToBase64} */ (bytes).toBase64(),
  /** Throws where the text is no base64. */
  decode: (text) => /** @type {WithFromBase64} */ (Uint8Array).fromBase64(text),
};
