/**
 * What the driver runs inside Firefox to work its popup: functions that are sent there as source, so each must be
 * self-contained. How and when they are sent is in firefox-popup.js.
 */

/**
 * @typedef {object} PopupElement
 * @property {{
 *   addMessageListener: (name: string, listener: (message: {data: unknown}) => void) => void,
 *   removeMessageListener: (name: string, listener: unknown) => void,
 *   loadFrameScript: (url: string, delayed: boolean) => void,
 * }} messageManager
 * @property {{currentWindowGlobal: {drawSnapshot: (area: null, scale: number, background: string) => Promise<ImageBitmap>}}} browsingContext
 * @property {(selector: string) => HTMLElement & {hidePopup: () => void}} closest
 */

/**
 * Runs a script in the popup's frame. Resolves to what it sent, as JSON, or to `{closed: true}` if the popup closed first.
 * @param {PopupElement | null} popup
 * @param {string} name of the message that the script sends
 * @param {string} script
 */
export function askFrame(popup, name, script) {
  if (!popup) throw new Error('The popup is not open.');
  const panel = popup.closest('panel');
  return new Promise((resolve) => {
    popup.messageManager.addMessageListener(name, heard);
    panel.addEventListener('popuphidden', hidden);
    popup.messageManager.loadFrameScript(`data:text/javascript,${encodeURIComponent(script)}`, false);

    /** @param {{data: unknown}} message */
    function heard({ data }) {
      finish();
      resolve(JSON.stringify(data));
    }
    function hidden() {
      finish();
      resolve(JSON.stringify({ closed: true }));
    }
    function finish() {
      popup?.messageManager.removeMessageListener(name, heard);
      panel.removeEventListener('popuphidden', hidden);
    }
  });
}

/**
 * What `frameScript` needs of a frame's scope.
 * @typedef {object} FrameScope
 * @property {Window & {synthesizeMouseEvent: (type: string, x: number, y: number, event: object) => void}} content
 * @property {(answer: {value?: string, error?: string}) => void} send
 * @property {{
 *   Sandbox: (principal: unknown, options: object) => unknown,
 *   evalInSandbox: (code: string, sandbox: unknown) => Promise<string>,
 * }} Cu
 */

/**
 * Runs `program` in the popup's frame and sends what came of it.
 * @param {FrameScope} scope
 * @param {(click: (selector: string) => void, evaluate: (call: string) => Promise<string>) => unknown} program
 */
export function frameScript({ content, send, Cu }, program) {
  Promise.resolve()
    .then(() => program(click, evaluate))
    .then(
      (value) => send({ value: String(value) }),
      (error) => send({ error: String(error) }),
    );

  /** @param {string} selector */
  function click(selector) {
    const element = content.document.querySelector(selector);
    if (!element) throw new Error(`The popup has no ${selector}.`);
    element.scrollIntoView({ block: 'nearest' });
    const { x, y, width, height } = element.getBoundingClientRect();
    for (const type of ['mousemove', 'mousedown', 'mouseup']) {
      content.synthesizeMouseEvent(type, x + width / 2, y + height / 2, { button: 0, clickCount: 1 });
    }
  }

  /** @param {string} call */
  function evaluate(call) {
    // The sandbox is the page's global in all but name, and its content security policy does not forbid evaluating.
    const sandbox = Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
    return Cu.evalInSandbox(`(async () => JSON.stringify(await (${call})) ?? 'null')()`, sandbox);
  }
}

/**
 * Resolves to whether a condition became true in time.
 * @param {() => unknown} condition
 * @param {number} within
 */
export async function waitInPage(condition, within) {
  const deadline = Date.now() + within;
  while (!(await condition())) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return true;
}

/**
 * Resolves to a PNG of the popup, in base64.
 * @param {PopupElement | null} popup
 */
export async function drawPopup(popup) {
  if (!popup) throw new Error('The popup is not open.');
  const bitmap = await popup.browsingContext.currentWindowGlobal.drawSnapshot(null, 1, 'white');
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/**
 * Resolves when the popup has closed.
 * @param {PopupElement | null} popup
 */
export async function hidePopup(popup) {
  const panel = popup?.closest('panel');
  if (!panel) return;
  const hidden = new Promise((resolve) => panel.addEventListener('popuphidden', resolve, { once: true }));
  panel.hidePopup();
  await hidden;
}
