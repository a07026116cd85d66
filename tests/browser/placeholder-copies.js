/**
 * Copies of a page's placeholders, in a page of the test's own: checkers of pages see no closed shadow trees, so what
 * stands in them is carried over, style sheet, size, ground and all, into open ones.
 */

/** @typedef {{ markup: string, css: string, style: string, ground: string }} Copy */

/**
 * @param {import('./drivers/index.js').TestBrowser} browser
 * @param {import('puppeteer-core').Page} page
 * @returns {Promise<Copy[]>}
 */
export async function copiesOf(browser, page) {
  const tabId = await browser.tabId(page);
  return browser.inExtension(async (id) => {
    const [answer] = await chrome.scripting.executeScript({
      target: { tabId: id },
      func: () =>
        [...document.querySelectorAll('*')].flatMap((element) => {
          const host = /** @type {HTMLElement} */ (element);
          const root = /** @type {ShadowRoot | null} */ (
            Reflect.get(host, 'openOrClosedShadowRoot') ?? chrome.dom?.openOrClosedShadowRoot(host) ?? null
          );
          if (!root?.querySelector('.box[role=group]')) return [];
          const { width, height } = host.getBoundingClientRect();
          const parts = [...root.querySelectorAll('.box, .menu')];
          // Firefox has the sheet as an element, which extensions may share in Chrome only.
          const sheets = [...root.styleSheets, ...root.adoptedStyleSheets];
          const rules = sheets.flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText));
          return {
            markup: parts.map(({ outerHTML }) => outerHTML).join(''),
            css: rules.join('\n'),
            style: `display: block; width: ${width}px; height: ${height}px; color-scheme: ${getComputedStyle(host).colorScheme}; border-radius: ${host.style.borderRadius}`,
            ground: getComputedStyle(document.body).backgroundColor,
          };
        }),
    });
    return answer?.result ?? [];
  }, tabId);
}

/**
 * Shows copies in a page that has nothing else, menus open.
 * @param {import('puppeteer-core').Page} page
 * @param {readonly Copy[]} copies
 */
export async function show(page, copies) {
  await page.evaluate((all) => {
    const main = document.createElement('main');
    const heading = document.createElement('h1');
    heading.textContent = document.title;
    heading.style.cssText = 'color: black; background: white';
    main.append(heading);
    for (const { markup, css, style, ground } of all) {
      const host = document.createElement('div');
      host.style.cssText = style;
      document.body.style.backgroundColor = ground;
      host.style.backgroundColor = ground;
      const root = host.attachShadow({ mode: 'open' });
      const sheet = document.createElement('style');
      sheet.textContent = css;
      const template = document.createElement('template');
      template.innerHTML = markup;
      root.append(sheet, template.content);
      main.append(host);
    }
    document.body.append(main);
    for (const host of main.children) {
      const menu = /** @type {HTMLElement | null | undefined} */ (host.shadowRoot?.querySelector('.menu'));
      menu?.showPopover();
    }
  }, copies);
}
