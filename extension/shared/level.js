/**
 * The level of all sites as a window may choose it. It draws nothing (level-view.js).
 *
 * @import { Level } from '/core/bystander.js'
 */

import { text } from './i18n.js';

/** `fixed`: it cannot be chosen in this window; `hint` says why. @typedef {{ chosen: Level, fixed: boolean, hint: string | undefined }} LevelChoice */

/**
 * A private window only sees it.
 * @param {{ level: Level, isPrivate: boolean }} seen
 * @returns {LevelChoice}
 */
export function levelChoice({ level, isPrivate }) {
  return { chosen: level, fixed: isPrivate, hint: isPrivate ? text('hint_level') : undefined };
}
