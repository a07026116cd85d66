/**
 * The storage guard, last part: puts the guard over this window, and over the empty one that a frame has before its
 * document arrives, which browsers give to the page without running content scripts in it. Takes away the property
 * through which the parts found each other.
 *
 * Out of reach are workers, and such an empty window taken by index (`window[0]`) and not through its element.
 *
 * @import { GuardPart, GuardTools, Realm, Wrap } from './signal.js'
 */
{
  /** @type {GuardPart} */
  const guardFrames = (realm, { apply, getOwnPropertyDescriptor, wrapMethods, wrapGetters }) => {
    const viewOf = getOwnPropertyDescriptor(realm.Document.prototype, 'defaultView')?.get;
    const textOf = realm.Function.prototype.toString;
    const { exec } = RegExp.prototype;

    /** @param {Realm | null | undefined} inner */
    const enter = (inner) => {
      try {
        if (inner?.document.URL !== 'about:blank') return;
        const cookie = getOwnPropertyDescriptor(inner.Document.prototype, 'cookie')?.get;
        if (cookie && apply(exec, /\[native code\]/, [apply(textOf, cookie, [])])) install(inner);
      } catch {
        // A document of another origin, which the page cannot enter either.
      }
    };

    /** @type {Wrap} */
    const entering = (native) =>
      function (...args) {
        const found = apply(native, this, args);
        enter(found);
        return found;
      };

    /** @type {Wrap} */
    const enteringDocument = (native) =>
      function (...args) {
        const found = apply(native, this, args);
        if (found && viewOf) enter(apply(viewOf, found, []));
        return found;
      };

    for (const { prototype } of [
      realm.HTMLIFrameElement,
      realm.HTMLFrameElement,
      realm.HTMLObjectElement,
      realm.HTMLEmbedElement,
    ]) {
      wrapGetters(prototype, { contentWindow: entering, contentDocument: enteringDocument });
      wrapMethods(prototype, { getSVGDocument: enteringDocument });
    }
    wrapMethods(realm, { open: entering });
  };

  /** @type {{ parts: GuardPart[], tools: GuardTools } | undefined} */
  const shared = Reflect.get(window, 'bystanderStorageGuard');
  Reflect.deleteProperty(window, 'bystanderStorageGuard');
  const parts = shared ? [...shared.parts, guardFrames] : [];

  /** @param {Realm} realm */
  const install = (realm) => {
    for (const part of parts) {
      try {
        if (shared) part(realm, shared.tools);
      } catch {
        // Sandboxed documents refuse some kinds of storage by themselves; the others are guarded all the same.
      }
    }
  };

  install(window);
}
