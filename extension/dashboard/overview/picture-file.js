/**
 * The picture of reach as a file that stands alone: with its title, its colours and what its marks mean. It reads what is
 * drawn, and changes nothing of it.
 */

import { text } from '../../shared/i18n.js';
import { PICTURE } from './reach.js';
import { STATES } from './reach-view.js';

const SVG = 'http://www.w3.org/2000/svg';
const HEAD = 64;
const FOOT = 44;
/** A file is looked at on white, wherever it was made. */
const STYLE = `
text { font: 13px system-ui, sans-serif; fill: #15211d }
.title { font-size: 20px; font-weight: 650 }
.company { font-weight: 600 }
.count, .site, .note { fill: #53625c; font-size: 12px }
.line { stroke: #dfe5e2; fill: none }
.stopped { fill: #1f7560 }
.changed { fill: #59a892 }
.allowed { fill: #5a4fcf }
.through { fill: #c0392b }
.open { fill: #8b9792 }`;

/**
 * @param {SVGSVGElement} drawn
 * @param {{ title: string, note: string }} words
 * @returns {string} XML
 */
export function pictureFile(drawn, { title, note }) {
  const [, , , tall = '0'] = (drawn.getAttribute('viewBox') ?? '').split(' ');
  const height = HEAD + Number(tall) + FOOT;
  const root = element('svg', {
    viewBox: `0 0 ${PICTURE.width} ${height}`,
    width: PICTURE.width,
    height,
    role: 'img',
  });
  const ground = element('rect', { width: '100%', height: '100%', fill: '#ffffff' });
  const body = element('g', { transform: `translate(0 ${HEAD})` });
  for (const child of drawn.children) if (child.localName !== 'title') body.append(child.cloneNode(true));
  root.append(
    worded('title', {}, title),
    worded('style', {}, STYLE),
    ground,
    worded('text', { class: 'title', x: 20, y: 32 }, title),
    worded('text', { class: 'note', x: 20, y: 52 }, note),
    body,
    ...legend(height - FOOT / 2),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

/** @param {number} y */
function legend(y) {
  return STATES.flatMap((state, index) => {
    const x = 20 + index * 190;
    return [
      element('rect', { class: state, x, y: y - 10, width: 12, height: 12 }),
      worded('text', { class: 'note', x: x + 18, y }, text(`overview_state_${state}`)),
    ];
  });
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 */
function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string} words
 */
function worded(name, attributes, words) {
  const made = element(name, attributes);
  made.textContent = words;
  return made;
}
