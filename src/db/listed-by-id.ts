import type { SQL } from 'drizzle-orm'
import type { SQLiteSelect } from 'drizzle-orm/sqlite-core'
import { countRows } from './count-rows.ts'
import { pageById } from './page-by-id.ts'
import type { Snapshot } from './store.ts'

type Page = Parameters<typeof pageById>[3]
type Listed =
  | 'alias'
  | 'corridor'
  | 'leg'
  | 'metric'
  | 'product'
  | 'relation'
  | 'scenario'
  | 'source'
  | 'unit'

/**
 * The queries of a list in the order of its ids: a page of the rows that meet the filters, and how
 * many there are, at most `most`.
 */
export function listedById<Filters, Rows extends SQLiteSelect>(
  table: Listed,
  select: (snapshot: Snapshot) => Rows,
  meet: (snapshot: Snapshot, filters: Filters) => SQL | undefined
) {
  return {
    rows: async (snapshot: Snapshot, filters: Filters, page: Page): Promise<Awaited<Rows>> => {
      const { id } = snapshot.tables[table]
      // A condition and an order leave the type of the rows as it is.
      return pageById(select(snapshot), id, meet(snapshot, filters), page) as never
    },
    count: (snapshot: Snapshot, filters: Filters, most: number): Promise<number> =>
      countRows(snapshot, snapshot.tables[table], meet(snapshot, filters), most)
  }
}
