/**
 * The body of a request as text, from what webRequest tells of it. It decodes nothing.
 */

/** The browser's word on a body: a form's fields, or the bytes; files and blobs stay closed. */
/**
 * @typedef {{
 *   formData?: Record<string, (string | ArrayBuffer)[]> | undefined,
 *   raw?: { bytes?: ArrayBuffer | undefined, file?: string | undefined }[] | undefined,
 *   error?: string | undefined,
 * }} RequestBody
 */

/** What is read of a body, in bytes; pixels stay far below. */
export const MAX_BODY = 1024 * 1024;

/**
 * @param {RequestBody | null | undefined} requestBody
 * @returns {string | undefined} a form as `a=b&c=d`, anything else as it is, up to MAX_BODY
 */
export function bodyText(requestBody) {
  if (requestBody?.formData) return formText(requestBody.formData);
  if (!requestBody?.raw) return undefined;
  const decoder = new TextDecoder();
  let text = '';
  let room = MAX_BODY;
  for (const { bytes } of requestBody.raw) {
    if (bytes === undefined || room <= 0) continue;
    text += decoder.decode(new Uint8Array(bytes, 0, Math.min(bytes.byteLength, room)), { stream: true });
    room -= bytes.byteLength;
  }
  return text + decoder.decode();
}

/** @param {Record<string, (string | ArrayBuffer)[]>} form */
function formText(form) {
  const text = new URLSearchParams();
  let room = MAX_BODY;
  for (const [name, values] of Object.entries(form))
    for (const value of values) {
      const written = typeof value === 'string' ? value : new TextDecoder().decode(value);
      room -= name.length + written.length;
      if (room < 0) return text.toString();
      text.append(name, written);
    }
  return text.toString();
}
