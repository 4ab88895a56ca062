// The table of what is kept fresh: one row for each entry of the file that names it.
import type { Kit } from './kit.ts'

/**
 * Times are RFC 3339, UTC. `source` is no reference, because the first fetch of an entry may fail
 * before its source exists.
 */
export function fetchTable(k: Kit) {
  return k.table(
    'fetch',
    {
      /** The name of the entry. */
      name: k.text().primaryKey(),
      /** The id of the source that its figures have. */
      source: k.text().notNull(),
      every_days: k.integer().notNull(),
      /** When all of it was last retrieved; null if it never was. */
      retrieved: k.text(),
      /** When it was last tried, and why that failed; null if it did not fail. */
      tried: k.text(),
      failure: k.text()
    },
    (t) => [k.index('fetch_by_source').on(t.source)]
  )
}
