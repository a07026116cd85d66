/**
 * The storage guard: the ways out of it. Asking for the real storage is refused without asking the person; what lives
 * on beside the document, sends real cookies and cannot be guarded (service workers, shared workers, file systems) is
 * not to be had. Also cuts the referrer to the origin, as requests carry it.
 *
 * @import { GuardPart, Wrap } from './signal.js'
 */
{
  const { exec } = RegExp.prototype;

  /** @type {GuardPart} */
  const guardAccess = (realm, { apply, wrapMethods, wrapGetters, remove, silence }) => {
    const { DOMException, Document, Navigator, StorageManager, ServiceWorkerContainer } = realm;

    /** @param {string} name @param {string} message @returns {Wrap} */
    const refusing = (name, message) => () => async () => {
      throw new DOMException(message, name);
    };
    /** @param {unknown} value @returns {Wrap} */
    const answering = (value) => () => async () => value;

    const noAccess = refusing('NotAllowedError', 'Storage access is not granted.');
    wrapMethods(Document.prototype, {
      requestStorageAccess: noAccess,
      requestStorageAccessFor: noAccess,
      hasStorageAccess: answering(false),
      hasUnpartitionedCookieAccess: answering(false),
    });
    wrapGetters(Document.prototype, {
      referrer: (native) =>
        function () {
          const referrer = apply(native, this, []);
          const found = apply(exec, /^https?:\/\/[^/]*/, [referrer]);
          return found ? `${found[0]}/` : referrer;
        },
    });

    const insecure = refusing('SecurityError', 'The operation is insecure.');
    wrapMethods(ServiceWorkerContainer?.prototype, {
      register: insecure,
      getRegistration: answering(undefined),
      getRegistrations: () => async () => [],
    });
    wrapGetters(ServiceWorkerContainer?.prototype, {
      controller: () => () => null,
      ready: () => () => new Promise(() => {}),
    });

    wrapMethods(StorageManager?.prototype, {
      getDirectory: insecure,
      persist: answering(false),
      persisted: answering(false),
      // How much is stored could say who somebody is.
      estimate: (native) =>
        async function () {
          const { quota } = await apply(native, this, []);
          return { quota, usage: 0 };
        },
    });

    remove(
      realm,
      'SharedWorker',
      'sharedStorage',
      'webkitRequestFileSystem',
      'webkitResolveLocalFileSystemURL',
    );
    remove(Navigator.prototype, 'storageBuckets', 'webkitTemporaryStorage', 'webkitPersistentStorage');
    // Last, because sandboxed documents are refused even this.
    const { serviceWorker } = realm.navigator;
    if (serviceWorker) silence(serviceWorker, 'message');
  };

  Reflect.get(window, 'bystanderStorageGuard')?.parts.push(guardAccess);
}
