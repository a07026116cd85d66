/**
 * The newspaper's own script, run in its pages: fills in the weather and the most-read list, and says in the status
 * line whether everything that belongs to the page itself arrived. It knows nothing of trackers.
 */

/** Loads what the page asks for by script. Resolves when that is done and the status line is written. */
export async function read() {
  const [weather, stories, picture, style] = await Promise.all([
    ask('https://api.news.example/weather', showWeather),
    ask('/api/most-read', showStories),
    element('#ferry', HTMLImageElement).decode().then(yes, no),
    element('link[rel=stylesheet]', HTMLLinkElement).sheet !== null,
  ]);
  // The fifth part is this script.
  const arrived = [weather, stories, picture, style].filter(Boolean).length + 1;
  element('#status', HTMLElement).textContent =
    arrived === 5 ? 'All 5 parts of this page arrived.' : `Only ${arrived} of this page’s 5 parts arrived.`;
}

/**
 * @param {string} url
 * @param {(answer: unknown) => void} show
 */
async function ask(url, show) {
  try {
    show(await (await fetch(url)).json());
    return true;
  } catch (error) {
    console.error(`${url}:`, error);
    return false;
  }
}

/** @param {unknown} answer */
function showWeather(answer) {
  const { place, degrees, sky } = /** @type {{place: string, degrees: number, sky: string}} */ (answer);
  element('#weather', HTMLElement).textContent = `${place} ${degrees}°, ${sky}`;
}

/** @param {unknown} answer */
function showStories(answer) {
  const items = /** @type {string[]} */ (answer).map((title) => {
    const link = Object.assign(document.createElement('a'), { href: '/', textContent: title });
    const item = document.createElement('li');
    item.append(link);
    return item;
  });
  element('#stories', HTMLElement).replaceChildren(...items);
}

/**
 * @template {Element} Kind
 * @param {string} selector
 * @param {new () => Kind} kind
 */
function element(selector, kind) {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`The page has no ${selector}.`);
  return found;
}

function yes() {
  return true;
}

function no() {
  return false;
}
