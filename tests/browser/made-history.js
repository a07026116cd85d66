/**
 * Days of history as somebody might have them after so many days of reading: always the same ones, so that pictures of
 * them can be compared. Written by the extension's own code, in the browser.
 */

/** Companies, most wide-spread first, with their kind. */
const COMPANIES = [
  ['Google', 'advertising'],
  ['Meta', 'social'],
  ['Microsoft', 'analytics'],
  ['Amazon', 'advertising'],
  ['ByteDance', 'social'],
  ['Criteo', 'advertising'],
  ['Adobe', 'analytics'],
  ['Pinterest', 'social'],
  ['X', 'social'],
  ['Snap', 'social'],
  ['The Trade Desk', 'advertising'],
  ['Hotjar', 'analytics'],
  ['Taboola', 'advertising'],
  ['Outbrain', 'advertising'],
  ['LiveRamp', 'marketing'],
  ['Oracle', 'marketing'],
  ['Quantcast', 'analytics'],
  ['Yandex', 'analytics'],
  ['HubSpot', 'marketing'],
  ['Cloudflare', 'analytics'],
  ['Salesforce', 'marketing'],
  ['OneTrust', 'consent'],
  ['New Relic', 'analytics'],
  ['Mixpanel', 'analytics'],
  ['Vimeo', 'video'],
  ['Spotify', 'audio'],
  ['Disqus', 'comments'],
  ['Reddit', 'social'],
  ['PubMatic', 'advertising'],
  ['Magnite', 'advertising'],
  ['comScore', 'analytics'],
  ['Nielsen', 'analytics'],
];
const TOPICS =
  'news shop recipes weather bank travel garden music football health school jobs maps photos books cars cinema games radio trains';

/**
 * @param {import('puppeteer-core').Page} page of the extension
 * @param {{ days: number, sites: number, companies?: number }} size of it: days up to today, sites in all, and companies,
 * those beyond the known ones by number
 */
export function makeHistory(page, { days, sites, companies = COMPANIES.length }) {
  const all = Array.from(
    { length: companies },
    (_, index) => COMPANIES[index] ?? [`Company ${index}`, 'advertising'],
  );
  return page.evaluate(
    async ({ days, sites, companies, topics }) => {
      const modules = ['/shared/history-days.js', '/shared/history-store.js', '/vendor/idb/index.js'];
      const [history, { openDatabase }, { openDB }] = await Promise.all(
        modules.map((module) => import(module)),
      );
      let seed = 7;
      const random = () => {
        seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
        return seed / 2 ** 32;
      };
      const database = await openDatabase(openDB);
      for (let before = 0; before < days; before += 1) {
        const day = history.emptyDay(history.dayOf(Date.now(), before));
        for (let site = 0; site < sites; site += 1) if (random() > 0.7) visit(day, site);
        await database.put('days', history.pack(history.dayFrom(day)));
      }
      database.close();

      /**
       * @param {unknown} day
       * @param {number} number
       */
      function visit(day, number) {
        const site = `${topics[number % topics.length]}${number < topics.length ? '' : number}.example`;
        history.addPages(day, site, 1 + Math.floor(random() * 6));
        const busy = 1 - ((number * 37) % 17) / 17;
        for (const [index, [company, kind]] of companies.entries()) {
          // The same ones on every visit.
          if (((number * 31 + index * 17) % 100) / 100 > busy * Math.exp(-index / 9) + 0.002) continue;
          const stripped = company === 'Adobe' || company === 'Cloudflare' ? 3 : 0;
          const allowed = (company === 'Vimeo' || company === 'Spotify') && number % 3 === 0 ? 2 : 0;
          const through = random() < 0.001 ? 1 : 0;
          const stopped = stripped + allowed > 0 ? 0 : 1 + Math.floor(random() * 12);
          const sums = [1 + Math.floor(random() * 4), stopped, stripped, 0, through, allowed];
          history.addCell(day, { site, company, kind, sums });
        }
      }
    },
    { days, sites, companies: all, topics: TOPICS.split(' ') },
  );
}
