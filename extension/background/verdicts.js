/**
 * The core's verdicts by the quick way: a request's address is written into the core's memory, its documents are called by
 * number, and the verdict comes back as one number, which is put into words here (`crate/wasm/src/judging.rs` packs it).
 *
 * @import { Core, Policy, Reason, Request, Verdict } from '/core/bystander.js'
 */

/** Letters of addresses beyond which `encodeInto`, which is dear to begin with, is faster than a loop in both browsers. */
const LONG = 200;

/** Documents that are known by number; of more, all are forgotten. */
const MOST_DOCUMENTS = 200;

const ACTIONS = /** @type {const} */ (['allow', 'strip', 'clean', 'replace', 'block']);

/** What needs no more words. @type {Verdict} */
const ALLOWED = Object.freeze({ action: 'allow', reason: Object.freeze({ kind: 'none' }) });

/**
 * @typedef {Pick<
 *   Core,
 *   | 'memory' | 'inputAt' | 'inputRoom' | 'document' | 'forgetDocuments' | 'judge' | 'cleaned' | 'decide'
 *   | 'listIds' | 'companyAt' | 'pixelAt' | 'widgetAt'
 * >} JudgingCore
 */

/**
 * @param {{
 *   core: JudgingCore,
 *   numbers: Pick<typeof Core, 'kindNumber' | 'methodNumber' | 'stubFile'>,
 * }} needs
 * @returns {(request: Request, now: number, policy: Policy) => Verdict} `policy` is what the core was told last
 */
export function createVerdicts({ core, numbers }) {
  const at = core.inputAt;
  const room = core.inputRoom;
  let bytes = input();
  const encoder = new TextEncoder();
  /** @type {Map<string, number>} */
  const documents = new Map();
  const kindNumber = remembered((/** @type {string} */ kind) => numbers.kindNumber(kind));
  const methodNumber = remembered((/** @type {string} */ method) => numbers.methodNumber(method));
  const stubFile = remembered((/** @type {number} */ stub) => numbers.stubFile(stub));
  const companyAt = remembered((/** @type {number} */ place) => core.companyAt(place) ?? '');
  const embedded = core.listIds(0);

  return function verdict(request, now, policy) {
    const { url, page, frame } = request;
    if (!write(url)) return core.decide(request, now);
    if (documents.size + 2 > MOST_DOCUMENTS) {
      core.forgetDocuments();
      documents.clear();
    }
    const pageNumber = documentNumber(page);
    const packed = core.judge(
      url.length,
      kindNumber(request.type),
      methodNumber(request.method ?? 'GET'),
      pageNumber,
      frame === undefined ? pageNumber : documentNumber(frame),
      now,
    );
    if (packed === 0) return ALLOWED;
    // A document that the core does not know: better asked the long way than let through.
    return Number.isNaN(packed) ? core.decide(request, now) : inWords(packed, policy);
  };

  /**
   * @param {string} url
   * @returns {boolean} whether it could be written
   */
  function write(url) {
    const { length } = url;
    if (length > room) return false;
    // Memory that has grown is another buffer.
    if (bytes.length === 0) bytes = input();
    // What is not ASCII takes more bytes than it has letters.
    if (length > LONG) return encoder.encodeInto(url, bytes).written === length;
    for (let index = 0; index < length; index++) {
      const code = url.charCodeAt(index);
      if (code > 127) return false;
      bytes[index] = code;
    }
    return true;
  }

  function input() {
    return new Uint8Array(core.memory.buffer, at, room);
  }

  /** @param {string} url */
  function documentNumber(url) {
    const known = documents.get(url);
    if (known !== undefined) return known;
    const number = core.document(url);
    documents.set(url, number);
    return number;
  }

  /**
   * @param {number} packed
   * @param {Policy} policy
   * @returns {Verdict}
   */
  function inWords(packed, policy) {
    const high = Math.floor(packed / 2 ** 31);
    const action = ACTIONS[high >> 19] ?? 'allow';
    const stub = (high >> 11) & 15;
    /** @type {Verdict} */
    const verdict = {
      action,
      reason: reason((high >> 15) & 15, high & 2047, packed - high * 2 ** 31, policy),
    };
    if (action === 'clean') verdict.url = core.cleaned;
    const file = stub === 0 ? undefined : stubFile(stub);
    if (file !== undefined) verdict.stub = file;
    return verdict;
  }

  /**
   * @param {number} cause
   * @param {number} group
   * @param {number} place
   * @param {Policy} policy
   * @returns {Reason}
   */
  function reason(cause, group, place, policy) {
    switch (cause) {
      case 1:
        return { kind: 'rule', list: listId(group), line: place };
      case 2:
        return { kind: 'exception-rule', list: listId(group), line: place };
      case 3:
        return { kind: 'site-exception', site: policy.exceptions[place]?.site ?? '' };
      case 4: {
        const { grantee, identity, until } = policy.permissions[place] ?? missing('permission');
        return { kind: 'permission', grantee, identity, ...(until === undefined ? {} : { until }) };
      }
      case 5:
        return { kind: 'pixel', ...(core.pixelAt(group, place) ?? missing('pixel')) };
      case 6:
        return { kind: 'widget', ...(core.widgetAt(group, place) ?? missing('widget')) };
      case 7:
        return { kind: 'company', company: companyAt(place) };
      case 8:
        return { kind: 'strict' };
      case 9:
        return { kind: 'unsupported' };
      default:
        return { kind: 'none' };
    }
  }

  /** @param {number} group */
  function listId(group) {
    // A person's own lists change.
    const ids = group & 1 ? core.listIds(1) : embedded;
    return ids[group >> 1] ?? '';
  }
}

/**
 * @template K, V
 * @param {(key: K) => V} find of which there are few
 * @returns {(key: K) => V}
 */
function remembered(find) {
  /** @type {Map<K, V>} */
  const known = new Map();
  return (key) => {
    const value = known.get(key) ?? find(key);
    known.set(key, value);
    return value;
  };
}

/**
 * @param {string} what
 * @returns {never}
 */
function missing(what) {
  throw new Error(`the core named a ${what} that there is not`);
}
