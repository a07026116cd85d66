/**
 * Storage buckets, where the browser has them: each has files of its own (https://wicg.github.io/storage-buckets/).
 */

/** @typedef {{ indexedDB: Pick<IDBFactory, 'open'>, estimate: () => Promise<{ usage?: number }> }} Bucket */
/** `delete` resolves also where there is none. @typedef {{ open: (name: string) => Promise<Bucket>, keys: () => Promise<string[]>, delete: (name: string) => Promise<void> }} Buckets */

/** @returns {Buckets | undefined} */
export function storageBuckets() {
  return /** @type {{ storageBuckets?: Buckets }} */ (navigator).storageBuckets;
}

/**
 * How much the extension takes of the disk, its buckets included.
 * @returns {Promise<number | undefined>} bytes, as the browser estimates them; nothing where it does not say
 */
export async function spaceTaken() {
  const { usage } = await navigator.storage.estimate();
  const buckets = storageBuckets();
  if (usage === undefined || !buckets) return usage;
  let sum = usage;
  for (const name of await buckets.keys()) sum += (await (await buckets.open(name)).estimate()).usage ?? 0;
  return sum;
}
