/**
 * What placeholders are told of widgets, from the catalogue's facts: which widgets a blocked frame or script would have
 * shown, the buttons that do their work without the network, and where the same thing is on the network's own site.
 * Pure; it decides nothing and asks nobody.
 *
 * @import { Catalogue, KnownNetwork, KnownWidget } from '../shared/catalogue.js'
 * @import { Mark, ShareButton, ShownNetwork, ShownWidget, WidgetName } from '../shared/placeholder-protocol.js'
 */

/** Kinds of widgets whose work a button with a share address does. */
const SHARING = new Set(['like', 'share', 'save']);
/** Kinds of networks that are known by what they sell to sites. */
const SELLING = new Set(['advertising', 'analytics']);
/** The buttons in the place of a bar of many networks, the most used first. */
const BAR = ['facebook', 'x', 'whatsapp', 'linkedin', 'telegram', 'reddit', 'bluesky', 'pinterest'];

/** @typedef {Readonly<Record<string, Mark>>} Marks by network */
/** @typedef {{ network: KnownNetwork, widget: KnownWidget }} Known */
/** @typedef {ReturnType<typeof createShownWidgets>} ShownWidgets */

/**
 * @param {Catalogue} catalogue
 * @param {Marks} marks
 */
export function createShownWidgets(catalogue, marks) {
  return {
    find,
    nameOf,

    /**
     * What a frame of the widget shows, if that gets a placeholder.
     * @param {string} network
     * @param {string} widget
     */
    inFrame(network, widget) {
      const known = find(network, widget);
      return known && shows(known) && known.widget.kind !== 'sdk' ? [shown(known)] : [];
    },

    /**
     * What a script of the widget would have shown in its elements.
     * @param {string} network
     * @param {string} widget
     */
    byScript(network, widget) {
      const script = find(network, widget);
      return script
        ? all()
            .filter((known) => shows(known) && isMadeBy(known, script))
            .map(inElements)
        : [];
    },

    /**
     * The network's page for sharing an address with words about it.
     * @param {string} network
     * @param {{ address: string, words: string }} item
     */
    shareAddress(network, { address, words }) {
      const share = catalogue.find(({ id }) => id === network)?.share;
      return share?.address.replace('{url}', encoded(address)).replace('{text}', encoded(words));
    },

    /**
     * Where the thing that a frame shows is on the network's own site.
     * @param {WidgetName} name
     * @param {string} address the frame's, or one that the embed code names
     */
    original({ network, widget }, address) {
      for (const { from, to, decode } of find(network, widget)?.widget.original ?? []) {
        const found = new RegExp(from).exec(address);
        if (!found) continue;
        return decode ? decoded(found[1] ?? '') : address.replace(new RegExp(from), to);
      }
      return undefined;
    },
  };

  /**
   * @param {string} network
   * @param {string} widget its name
   * @returns {Known | undefined}
   */
  function find(network, widget) {
    return all().find((known) => known.network.id === network && known.widget.name === widget);
  }

  /** @returns {Known[]} */
  function all() {
    return catalogue.flatMap((network) => network.widgets.map((widget) => ({ network, widget })));
  }

  /**
   * @param {Known} known
   * @returns {ShownWidget}
   */
  function shown({ network, widget: { name, kind, shows: what, elements, size } }) {
    return {
      name,
      kind,
      shows: what,
      elements,
      network: shownNetwork(network),
      size,
      share: share(network, kind),
    };
  }

  /**
   * Besides official embed code, what the page's own code has called a widget (stubs/stand-in.js).
   * @param {Known} known
   */
  function inElements(known) {
    const { elements, ...more } = shown(known);
    return { ...more, elements: [...elements, `[data-bystander="${known.network.id}/${known.widget.id}"]`] };
  }

  /**
   * @param {KnownNetwork} network
   * @returns {ShownNetwork}
   */
  function shownNetwork({ id, name, company, kind }) {
    return { id, name: nameOf({ name, company, kind }), company, mark: marks[id] };
  }

  /**
   * @param {KnownNetwork} network
   * @param {string} kind
   * @returns {ShareButton[]}
   */
  function share(network, kind) {
    if (!SHARING.has(kind)) return [];
    const ids = network.share ? [network.id] : kind === 'share' ? BAR : [];
    return catalogue
      .filter(({ id }) => ids.includes(id))
      .sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
      .flatMap(({ id, name, share: own }) =>
        own ? [{ network: id, name, label: own.label, short: own.short, mark: marks[id] }] : [],
      );
  }
}

/**
 * Some networks bear the name of what they sell to sites, under which nobody knows their maps.
 * @param {Pick<KnownNetwork, 'name' | 'company' | 'kind'>} network
 */
function nameOf({ name, company, kind }) {
  return SELLING.has(kind) ? company : name;
}

/** @param {Known} known */
function shows({ widget }) {
  return widget.placeholder;
}

/**
 * @param {Known} known
 * @param {Known} script
 */
function isMadeBy({ network, widget }, script) {
  if (widget.kind === 'sdk' && widget.elements.length === 0) return false;
  if (widget.madeBy) return widget.madeBy.includes(`${script.network.id}/${script.widget.id}`);
  return network === script.network && (script.widget.kind === 'sdk' || script.widget === widget);
}

/**
 * A page's title may hold half a character, or be cut within one.
 * @param {string} text
 */
function encoded(text) {
  return encodeURIComponent(text.toWellFormed());
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
