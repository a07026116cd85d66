/**
 * Requests that somebody wrote down: the corpus with the table of networks, or any file that `bystander verdict
 * --ndjson` takes.
 *
 * @import { Question } from './drawn.js'
 * @import { Asked } from './matching.js'
 */

import { readdir, readFile } from 'node:fs/promises';
import { OPAQUE } from './matching.js';

const FOLDER = new URL('../../corpus/', import.meta.url);
/** Types that Chrome knows by name. */
const TYPES = new Set(
  (
    'main_frame sub_frame stylesheet script image font object xmlhttprequest ping csp_report media websocket ' +
    'webtransport webbundle other'
  ).split(' '),
);
/** What others call them. */
const ALIASES = new Map(
  Object.entries({
    document: 'main_frame',
    doc: 'main_frame',
    subdocument: 'sub_frame',
    frame: 'sub_frame',
    iframe: 'sub_frame',
    css: 'stylesheet',
    xslt: 'stylesheet',
    imageset: 'image',
    object_subrequest: 'object',
    'object-subrequest': 'object',
    xhr: 'xmlhttprequest',
    fetch: 'xmlhttprequest',
    json: 'xmlhttprequest',
    beacon: 'ping',
    speculative: 'other',
    web_manifest: 'other',
    xbl: 'other',
    xml_dtd: 'other',
  }),
);
const METHODS = new Set(['connect', 'delete', 'get', 'head', 'options', 'patch', 'post', 'put']);

/** @returns {Promise<Question[]>} */
export async function corpusQuestions() {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.ndjson'));
  const all = [...names, 'catalogue/networks.ndjson'].map(async (name) => {
    const lines = (await readFile(new URL(name, FOLDER), 'utf8')).trim().split('\n');
    // A row for another level than Chrome is asked at says nothing here.
    const rows = lines.map((line) => JSON.parse(line)).filter(({ level }) => level === undefined);
    return rows.flatMap((row) => inChromesWords(row)).map((asked) => ({ asked, variant: `row of ${name}` }));
  });
  return (await Promise.all(all)).flat();
}

/**
 * The requests of a file, a JSON object a line.
 * @param {string} path
 * @returns {Promise<{ questions: Question[], leftOut: number }>} `leftOut` are those that Chrome's matcher cannot be
 *   asked about
 */
export async function questionsOf(path) {
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new Error(`${path} cannot be read: ${cause.code}`, { cause });
  });
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const questions = lines.flatMap((line, index) => {
    const asked = inChromesWords(requestIn(line, `${path}, line ${index + 1}`));
    return asked.map((asked) => ({ asked, variant: `line ${index + 1}` }));
  });
  return { questions, leftOut: lines.length - questions.length };
}

/**
 * @param {string} line
 * @param {string} where
 * @returns {Asked}
 */
function requestIn(line, where) {
  const refuse = (/** @type {string} */ why) => new Error(`${where}: ${why}`);
  /** @type {unknown} */
  let value;
  try {
    value = JSON.parse(line);
  } catch {
    throw refuse('not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse('not an object');
  const request = /** @type {Record<string, unknown>} */ (value);
  for (const key of ['url', 'page', 'type'])
    if (typeof request[key] !== 'string') throw refuse(`"${key}" is missing, or no text`);
  for (const key of ['frame', 'method'])
    if (!['string', 'undefined'].includes(typeof request[key]) && request[key] !== null)
      throw refuse(`"${key}" is no text`);
  const asked = /** @type {Asked} */ (value);
  const type = asked.type.toLowerCase();
  if (!TYPES.has(type) && !ALIASES.has(type)) throw refuse(`unknown request type '${asked.type}'`);
  return asked;
}

/**
 * The request as Chrome's matcher takes it; none where it cannot: it is for web requests of web documents, in methods
 * that it knows.
 * @param {Asked} request
 * @returns {Asked[]}
 */
function inChromesWords({ url, page, frame, type, method }) {
  const isWeb = (/** @type {string} */ text) =>
    URL.canParse(text) && /^(?:https?|wss?):$/.test(new URL(text).protocol);
  const named = ALIASES.get(type.toLowerCase()) ?? type.toLowerCase();
  const verb = method?.toLowerCase();
  const isAsker = frame === OPAQUE || isWeb(frame || page);
  if (!isWeb(url) || !isAsker || !TYPES.has(named) || (verb !== undefined && !METHODS.has(verb))) return [];
  return [
    {
      url: new URL(url).href,
      page,
      type: named,
      ...(frame ? { frame } : {}),
      ...(verb ? { method: verb } : {}),
    },
  ];
}
