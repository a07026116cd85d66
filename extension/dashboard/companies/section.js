/**
 * The dashboard's section of companies: reads what the package knows of them when it is first opened, and keeps what a
 * person searches and opens. Sentences are the model's, markup is the view's.
 *
 * @import { Catalogue } from '../../shared/catalogue.js'
 * @import { Section } from '../shell.js'
 * @import { CompaniesState } from './model.js'
 */

import { text } from '../../shared/i18n.js';
import { companiesModel, listCompanies, MORE_ROWS } from './model.js';
import { readWho } from './read.js';
import { companiesView } from './view.js';

/**
 * @param {{ catalogue: Catalogue, changed: () => void }} needs
 * @returns {Section}
 */
export function createCompaniesSection({ catalogue, changed }) {
  /** @type {CompaniesState} */
  let state = {
    who: undefined,
    listed: [],
    problem: undefined,
    wanted: '',
    rows: MORE_ROWS,
    open: new Set(),
    target: undefined,
  };
  let isAsked = false;

  return {
    id: 'companies',
    name: text('companies_title'),
    open(query) {
      if (!isAsked) void read();
      const name = query.get('name');
      if (name === null) return;
      update({ wanted: name, rows: MORE_ROWS, open: new Set([name]), target: name });
    },
    close: () => update({ target: undefined }),
    draw: () =>
      companiesView(companiesModel(state, catalogue), state.wanted, {
        search: (wanted) => update({ wanted, rows: MORE_ROWS, target: undefined }),
        showMore: () => update({ rows: state.rows + MORE_ROWS }),
        setOpen(name, isOpen) {
          if (state.open.has(name) === isOpen) return;
          const open = new Set(state.open);
          if (isOpen) open.add(name);
          else open.delete(name);
          update({ open });
        },
      }),
  };

  /** @param {Partial<CompaniesState>} part */
  function update(part) {
    state = { ...state, ...part };
    changed();
  }

  async function read() {
    isAsked = true;
    try {
      const who = await readWho(fetch);
      update({ who, listed: listCompanies(who, catalogue), problem: undefined });
    } catch (error) {
      // Another visit may have more luck.
      isAsked = false;
      update({ problem: error instanceof Error ? error.message : String(error) });
    }
  }
}
